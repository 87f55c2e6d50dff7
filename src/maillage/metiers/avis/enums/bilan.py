"""What was planned, answered and finally done: what the figures of the service are made of. Our own wording."""

from django.db.models import TextChoices


class ConduitePrevue(TextChoices):
    """What the practitioner would have done without the advice, said when asking."""

    ADRESSER = "adresser", "L’adresser à un spécialiste"
    URGENCES = "urgences", "L’envoyer aux urgences"
    TRAITER = "traiter", "Traiter moi-même"
    SURVEILLER = "surveiller", "Surveiller"
    NE_SAIT_PAS = "ne_sait_pas", "Je ne sais pas encore"


class ApportAvis(TextChoices):
    """What the advice changed for the practitioner."""

    CONFIRME = "confirme", "Il a confirmé ce que je pensais faire"
    NOUVEAU = "nouveau", "Il m’a fait faire autrement, ou davantage"
    PEU_UTILE = "peu_utile", "Il m’a peu aidé"
    SANS_EFFET = "sans_effet", "Il n’a rien changé"


class SuiteAdressage(TextChoices):
    """What became of the consultation with a specialist: planned before or not, made or not."""

    EVITE = "evite", "Je pensais l’adresser : ce n’est plus nécessaire"
    MAINTENU = "maintenu", "Je pensais l’adresser : je l’adresse, mieux préparé"
    NON_ENVISAGE = "non_envisage", "Je ne pensais pas l’adresser, et je ne l’adresse pas"
    SUSCITE = "suscite", "Je ne pensais pas l’adresser : je l’adresse"
    SANS_OBJET = "sans_objet", "L’avis n’a pas aidé sur ce point"
    AUTRE = "autre", "Autre"


class RecoursTrenteJours(TextChoices):
    """What the patient did within thirty days, planned or not."""

    AUCUN = "aucun", "Aucun recours"
    URGENCES = "urgences", "Passage aux urgences"
    HOSPITALISATION = "hospitalisation", "Hospitalisation"
    SPECIALISTE = "specialiste", "Consultation d’un spécialiste"
    INCONNU = "inconnu", "Je ne sais pas"
