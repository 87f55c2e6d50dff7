"""How soon an answer is needed, and who is asked when nobody takes."""

from django.db.models import TextChoices


class Urgence(TextChoices):
    """Never an emergency: those go to « le 15 »."""

    PRIORITAIRE = "prioritaire", "Prioritaire"
    RAPIDE = "rapide", "Rapide"
    STANDARD = "standard", "Standard"


class Etape(TextChoices):
    """The steps of the escalation, in order."""

    PREMIERE = "premiere", "Spécialiste de garde"
    RENFORT = "renfort", "Renfort"
    TOUS = "tous", "Tous ceux de garde, puis la région"
    COORDINATEUR = "coordinateur", "Coordinateur"
