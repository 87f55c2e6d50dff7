"""Quality control: classes of defects, severity of inspection."""

from django.db.models import TextChoices


class ClasseDefaut(TextChoices):
    """How much a defect matters; a critical one is never accepted."""

    CRITIQUE = "critique", "Critique"
    MAJEUR = "majeur", "Majeur"
    MINEUR = "mineur", "Mineur"


class Regime(TextChoices):
    """Severity of inspection of a provider, by class (ISO 2859-1, § 9.3)."""

    NORMAL = "normal", "Normal"
    RENFORCE = "renforce", "Renforcé"
    REDUIT = "reduit", "Réduit"
    ARRETE = "arrete", "Arrêté"
