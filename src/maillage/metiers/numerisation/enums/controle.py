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


class NatureDefaut(TextChoices):
    """What a controller sees wrong on a page; each has its class (`regles.defauts`)."""

    AUTRE_PERSONNE = "autre_personne", "Page d’une autre personne"
    PAGE_MANQUANTE = "page_manquante", "Page manquante"
    ILLISIBLE = "illisible", "Page illisible"
    COUPEE = "coupee", "Image coupée"
    DEFORMEE = "deformee", "Image floue ou déformée"
    ORDRE = "ordre", "Page hors de sa place"
    VIERGE_A_TORT = "vierge_a_tort", "Page écrite marquée vierge"
    SENS = "sens", "Page tournée"
    TACHE = "tache", "Trait ou tache du numériseur"
    CLASSEMENT = "classement", "Pièce mal classée"


class IssueControle(TextChoices):
    """What a controller says of a page drawn."""

    CONFORME = "conforme", "Conforme"
    DEFAUT = "defaut", "Avec défaut"
