"""The audit of the sort: its state, and the points of its grid."""

from django.db.models import TextChoices


class StatutAudit(TextChoices):
    EN_COURS = "en_cours", "En cours"
    DEBRIEFE = "debriefe", "Débriefing fait"
    CLOS = "clos", "Clos, compte rendu établi"


class PointAudit(TextChoices):
    """What is looked at in a sorted record; one wrong point and the record does not conform."""

    IDENTITE = "identite", "Toutes les pièces sont du même salarié"
    NON_TRANSMISSIBLE = "non_transmissible", "Aucune pièce non transmissible n’est restée"
    HORS_CHAMP = "hors_champ", "Les films et pièces hors du champ ont été retirés"
    DOUBLONS = "doublons", "Ni doublon, ni vierge, ni brouillon"
    ORDRE = "ordre", "Les pièces sont dans l’ordre de la procédure"
    AGRAFES = "agrafes", "Ni agrafe, ni trombone, ni papillon collé"
    ETIQUETTE = "etiquette", "L’étiquette est collée et lisible"
