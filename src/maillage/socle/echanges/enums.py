"""Codes of exchanges. The code is stored, never the label."""

from django.db.models import TextChoices


class StatutImport(TextChoices):
    """Life of an import; nothing is written outside the staging tables before « appliquée »."""

    DEPOSEE = "deposee", "en attente d’analyse"
    A_ASSOCIER = "a_associer", "colonnes à associer"
    ANALYSEE = "analysee", "prête à importer"
    EN_APPLICATION = "en_application", "import en cours"
    APPLIQUEE = "appliquee", "importée"
    ANNULEE = "annulee", "annulée"
    ABANDONNEE = "abandonnee", "abandonnée"
    EN_ECHEC = "en_echec", "refusée"


class NatureLigne(TextChoices):
    """What applying a staged line would do."""

    ERREUR = "erreur", "à corriger"
    NOUVELLE = "nouvelle", "nouvelle"
    MODIFIEE = "modifiee", "modifiée"
    IDENTIQUE = "identique", "déjà identique"


class StatutExport(TextChoices):
    """Life of an export prepared by a job."""

    DEMANDEE = "demandee", "en préparation"
    PRETE = "prete", "prête"
    TRANSMISE = "transmise", "téléchargée directement"
    EN_ECHEC = "en_echec", "en échec"
    EXPIREE = "expiree", "expirée"


class FormatExport(TextChoices):
    """What an export can be written in."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel (XLSX)"
    ODS = "ods", "OpenDocument (ODS)"
    JSONL = "jsonl", "JSON, une ligne par objet"
