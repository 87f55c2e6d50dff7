"""Why a record is opened, what the worker objects to, to whom a copy goes."""

from django.db.models import TextChoices


class MotifOuverture(TextChoices):
    """Why a professional opens a record; asked once a record and a day."""

    VISITE = "visite", "Visite ou examen du salarié"
    POSTE = "poste", "Étude ou aménagement du poste"
    ALERTE = "alerte", "Alerte, urgence au travail"
    DEMANDE = "demande", "Demande du salarié"
    CLASSEMENT = "classement", "Tri, classement, contrôle d’une pièce"
    PORTE = "porte", "Accès d’exception"


class PortionOpposee(TextChoices):
    """What a worker may object to (R. 4624-45-6 of the Code du travail)."""

    PREMIERE = "premiere", "Accès du médecin praticien correspondant et des professionnels du service"
    AUTRES_SERVICES = "autres_services", "Accès d’un autre service de prévention et de santé au travail"
    TRANSFERT = "transfert", "Transfert du dossier au nouveau service"


class GenreCopie(TextChoices):
    SALARIE = "salarie", "Copie pour le salarié"
    AYANT_DROIT = "ayant_droit", "Copie pour un ayant droit"
    TRANSFERT = "transfert", "Transfert au nouveau service"


class ModeRemise(TextChoices):
    MAIN = "main", "En main propre"
    POSTE = "poste", "Par courrier recommandé"
    MESSAGERIE = "messagerie", "Par messagerie sécurisée de santé"


class AvisPorte(TextChoices):
    """What the DPO says of a door broken open."""

    A_EXAMINER = "a_examiner", "À examiner"
    JUSTIFIE = "justifie", "Justifié"
    INJUSTIFIE = "injustifie", "Non justifié"


class MethodeDestruction(TextChoices):
    BROYAGE = "broyage", "Broyage"
    INCINERATION = "incineration", "Incinération"
    PILON = "pilon", "Mise au pilon sous scellé"


class EtatDestruction(TextChoices):
    DEMANDEE = "demandee", "À approuver par une seconde personne"
    APPROUVEE = "approuvee", "Approuvée, à exécuter"
    FAITE = "faite", "Papier détruit"
    ABANDONNEE = "abandonnee", "Abandonnée"
