"""The audit of the sort: its state, and the points of its grid."""

from django.db.models import TextChoices


class StatutAudit(TextChoices):
    EN_COURS = "en_cours", "En cours"
    DEBRIEFE = "debriefe", "Débriefing fait"
    CLOS = "clos", "Clos, compte rendu établi"


class PointAudit(TextChoices):
    """What may be wrong in a sorted record; one point and the record does not conform."""

    IDENTITE = "identite", "Pièce d’un autre salarié"
    NON_TRANSMISSIBLE = "non_transmissible", "Pièce non transmissible restée au dossier"
    HORS_CHAMP = "hors_champ", "Film ou pièce hors champ resté au dossier"
    DOUBLONS = "doublons", "Doublon, feuille vierge ou brouillon"
    ORDRE = "ordre", "Pièces qui ne sont pas dans l’ordre de la procédure"
    AGRAFES = "agrafes", "Agrafe, trombone ou papillon collé"
    ETIQUETTE = "etiquette", "Étiquette absente ou illisible"
