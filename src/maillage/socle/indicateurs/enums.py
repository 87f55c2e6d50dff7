"""Codes of the statistics."""

from django.db.models import TextChoices


class Sens(TextChoices):
    """What a rise means: it colours nothing when it means nothing."""

    HAUSSE_FAVORABLE = "hausse_favorable", "une hausse est favorable"
    BAISSE_FAVORABLE = "baisse_favorable", "une baisse est favorable"
    NEUTRE = "neutre", "ni l’un ni l’autre"
