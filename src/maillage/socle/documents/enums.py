"""Codes of this room."""

from django.db.models import TextChoices


class StatutDocument(TextChoices):
    EN_VIGUEUR = "en_vigueur", "en vigueur"
    REMPLACE = "remplace", "remplacé"
    ANNULE = "annule", "annulé"
