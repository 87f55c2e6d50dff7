"""Whose page it is, what exposes a worker, what is done of a piece when sorting."""

from django.db.models import TextChoices


class DecisionTri(TextChoices):
    """What is done of a piece; only a health professional signs what is not to be passed on."""

    CONSERVEE = "conservee", "Conservée"
    NON_TRANSMISSIBLE = "non_transmissible", "Non transmissible"
    HORS_CHAMP = "hors_champ", "Hors du champ de la copie fidèle"
    DOUBLON = "doublon", "Doublon"
    ECARTEE = "ecartee", "Écartée (vierge, brouillon, papier sans rapport)"


class Exposition(TextChoices):
    """Exposures that lengthen the retention of a record (R. 4624-45-9)."""

    CHIMIQUE = "chimique", "Agents chimiques dangereux"
    BIOLOGIQUE = "biologique", "Agents biologiques"
    BIOLOGIQUE_LONGUE = "biologique_longue", "Agents biologiques à longue incubation"
    RAYONNEMENTS = "rayonnements", "Rayonnements ionisants"


class Encre(TextChoices):
    """Is there something on a page? Doubt is shown to a person; nothing is ever taken out."""

    VIERGE = "vierge", "Vierge"
    DOUTEUSE = "douteuse", "Presque vierge, à regarder"
    ECRITE = "ecrite", "Écrite"


class Trait(TextChoices):
    """What a page may say of whose it is."""

    NIR = "nir", "Numéro de sécurité sociale"
    NUMERO = "numero", "Numéro de dossier"
    DATE_NAISSANCE = "date_naissance", "Date de naissance"
    NOM = "nom", "Nom"
    PRENOM = "prenom", "Prénom"


class IssueRattachement(TextChoices):
    """What the machine may do with a page."""

    CERTAIN = "certain", "Rattachée par son étiquette"
    CONCORDANT = "concordant", "Rattachée : les traits concordent"
    A_CONFIRMER = "a_confirmer", "Proposée, à confirmer par une personne"
    A_SAISIR = "a_saisir", "À saisir : personne n’est reconnu"
