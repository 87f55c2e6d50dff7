"""What lets a specialist advise."""

from django.db.models import TextChoices


class GenrePiece(TextChoices):
    """The proofs asked before a first duty."""

    RPPS = "rpps", "Inscription au RPPS"
    ORDRE = "ordre", "Inscription au tableau de l’Ordre"
    RCP = "rcp", "Assurance de responsabilité civile professionnelle"
    CARTE = "carte", "e-CPS en état de marche"
    CHARTE = "charte", "Charte signée"
    FORMATION = "formation", "Formation validée"


class StatutOrdinal(TextChoices):
    """How the Ordre registers a doctor; « retraité sans activité » may prescribe for his own family only."""

    EN_EXERCICE = "en_exercice", "En exercice"
    RETRAITE_ACTIF = "retraite_actif", "Retraité actif"
    RETRAITE_SANS_ACTIVITE = "retraite_sans_activite", "Retraité sans activité"
    RADIE = "radie", "Radié"


class ModeRemuneration(TextChoices):
    """The act itself presupposes a practice number under the convention; a structure may pay by the half-day."""

    ACTE = "acte", "À l’acte"
    VACATION = "vacation", "À la vacation"
    BENEVOLE = "benevole", "Bénévole"


class StatutExercice(TextChoices):
    """Whoever is employed has a legal rest between two duties; a liberal practitioner has none."""

    LIBERAL = "liberal", "Libéral"
    SALARIE = "salarie", "Salarié ou vacataire"
