"""The pilot: its phases, its people, what is decided."""

from django.db.models import TextChoices


class Echelle(TextChoices):
    CPTS = "cpts", "Une communauté de soignants"
    REGION = "region", "Une région"
    NATIONALE = "nationale", "Le pays"


class DecisionPhase(TextChoices):
    """What the group decides at the end of a phase; the figures advise, people decide."""

    POURSUIVRE = "poursuivre", "Passer à la phase suivante"
    PROLONGER = "prolonger", "Prolonger et corriger"
    ARRETER = "arreter", "Arrêter"


class QualiteMembre(TextChoices):
    """Who sits in the group of the project."""

    GENERALISTE = "generaliste", "Médecin généraliste"
    SPECIALISTE = "specialiste", "Médecin spécialiste"
    ARS = "ars", "Agence régionale de santé"
    SOLUTION = "solution", "Responsable de la solution"
    SECRETAIRE = "secretaire", "Secrétaire médicale"
    PATIENT = "patient", "Patient ou association"
    INGENIEUR = "ingenieur", "Ingénieur système"
    AUTRE = "autre", "Autre"


class Comparaison(TextChoices):
    AU_MOINS = "au_moins", "au moins"
    AU_PLUS = "au_plus", "au plus"
