"""Codes of duty rosters."""

from django.db.models import TextChoices


class DemiJournee(TextChoices):
    MATIN = "matin", "Matin"
    APRES_MIDI = "apres_midi", "Après-midi"


class RangGarde(TextChoices):
    """Who answers first, and who answers when the first has not."""

    PREMIERE = "premiere", "Première ligne"
    RENFORT = "renfort", "Renfort"


class Preference(TextChoices):
    """What one says of a half-day of the week. A wish counts in the roster and never opens a hole."""

    PREFERE = "prefere", "Je préfère"
    EVITE = "evite", "J’évite"
    JAMAIS = "jamais", "Jamais"


class StatutPlanning(TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    PUBLIE = "publie", "Publié"
    REMPLACE = "remplace", "Remplacé"


class GenreEchange(TextChoices):
    """What is done of a duty: given to whoever takes it, or exchanged against another."""

    CESSION = "cession", "À reprendre"
    TROC = "troc", "À échanger"


class StatutEchange(TextChoices):
    OUVERT = "ouvert", "Ouvert"
    CONCLU = "conclu", "Conclu"
    RETIRE = "retire", "Retiré"
    PERIME = "perime", "Date passée"


class MotifTrou(TextChoices):
    """Why a specialist of the line could not hold a half-day that nobody holds."""

    INDISPONIBLE = "indisponible", "indisponible"
    INELIGIBLE = "ineligible", "pièce manquante ou expirée"
    QUOTA = "quota", "quota atteint cette semaine"
    REPOS = "repos", "repos entre deux gardes"
    SERRE = "serre", "déjà quatre demi-journées en trois jours"
    DEJA_DE_GARDE = "deja_de_garde", "déjà de garde ce jour, à l’autre rang"
