"""Boxes, shipments, and how a copy is made reliable."""

from django.db.models import TextChoices


class ModeCopie(TextChoices):
    """How the copy is made reliable (decree 2016-1673, articles 1 to 6)."""

    PROCEDE = "procede", "Procédé électronique (articles 2 à 6)"
    SUPPORT = "support", "Support à modification irréversible (article 1)"


class EpaisseurDossier(TextChoices):
    """How thick a record is, at a glance; the audit of the sort draws among the thick ones."""

    MINCE = "mince", "Mince"
    MOYEN = "moyen", "Moyen"
    GROS = "gros", "Gros"


class StatutBoite(TextChoices):
    OUVERTE = "ouverte", "Ouverte"
    FERMEE = "fermee", "Fermée et scellée"
    EXPEDIEE = "expediee", "Remise au transporteur"
    RECUE = "recue", "Reçue par le prestataire"


class StatutExpedition(TextChoices):
    PREPAREE = "preparee", "Préparée"
    PARTIE = "partie", "Remise au transporteur"
    ARRIVEE = "arrivee", "Arrivée"


class GenreMouvement(TextChoices):
    """Who holds a box from now on."""

    DEPART = "depart", "Remise au transporteur"
    ARRIVEE = "arrivee", "Reçue par le prestataire"
