"""What is delivered: a file, whose page it is when no code says so."""

from django.db.models import TextChoices


class EtatFichier(TextChoices):
    """How far the reading of a delivered record has gone."""

    A_LIRE = "a_lire", "À lire"
    LU = "lu", "Lu, en PDF/A"
    ILLISIBLE = "illisible", "Lecture impossible"
    REMPLACE = "remplace", "Remplacé par une nouvelle livraison"


class StatutCodage(TextChoices):
    """A page whose owner no code says: typed by two people, each alone, then agreed or raised."""

    A_SAISIR = "a_saisir", "À saisir"
    SECONDE_SAISIE = "seconde_saisie", "À saisir par une seconde personne"
    A_ARBITRER = "a_arbitrer", "À arbitrer par un professionnel de santé"
    RESOLU = "resolu", "Attribuée"


OUVERTS = (StatutCodage.A_SAISIR, StatutCodage.SECONDE_SAISIE, StatutCodage.A_ARBITRER)


class IssueCodage(TextChoices):
    """What the two people found."""

    CONFIRMEE = "confirmee", "La page est bien du dossier"
    AUTRE_PERSONNE = "autre_personne", "La page est d’une autre personne"
    SANS_TRAIT = "sans_trait", "Rien sur la page ne dit de qui elle est"
