"""What goes wrong, how much it matters, and what is said of the personal data it touched."""

from django.db.models import TextChoices


class NatureIncident(TextChoices):
    PERTE = "perte", "Dossier ou boîte perdus"
    PERSONNE = "personne", "Erreur de personne"
    FUITE = "fuite", "Divulgation, accès indu"
    SCELLE = "scelle", "Scellé de boîte brisé ou absent"
    ECART = "ecart", "Écart de comptage"
    DEGRADATION = "degradation", "Papier abîmé"
    ILLISIBLE = "illisible", "Page illisible ou manquante"
    RETARD = "retard", "Retard"
    AUTRE = "autre", "Autre"


class GraviteIncident(TextChoices):
    MINEURE = "mineure", "Mineure"
    MAJEURE = "majeure", "Majeure"
    CRITIQUE = "critique", "Critique"


class EtatIncident(TextChoices):
    OUVERT = "ouvert", "Ouvert"
    CLOS = "clos", "Clos"


class Qualification(TextChoices):
    """What the data protection officer says of it (RGPD, art. 33 and 34)."""

    SANS_OBJET = "sans_objet", "Sans donnée personnelle en cause"
    A_QUALIFIER = "a_qualifier", "À qualifier par le DPO"
    AUCUNE = "aucune", "Pas une violation de données"
    SANS_RISQUE = "sans_risque", "Violation sans risque : consignée au registre"
    A_NOTIFIER = "a_notifier", "Violation à notifier à l’autorité de contrôle"
    NOTIFIEE = "notifiee", "Violation notifiée à l’autorité de contrôle"


class NatureAction(TextChoices):
    IMMEDIATE = "immediate", "Immédiate : arrêter les effets"
    CORRECTIVE = "corrective", "Corrective : supprimer la cause"
    PREVENTIVE = "preventive", "Préventive : éviter que cela revienne"
