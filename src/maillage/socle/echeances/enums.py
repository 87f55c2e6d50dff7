"""Codes of this app. The code is stored, never the label."""

from django.db.models import TextChoices


class StatutEcheance(TextChoices):
    """Where a deadline stands."""

    A_FAIRE = "a_faire", "à faire"
    FAITE = "faite", "faite"
    ANNULEE = "annulee", "annulée"


class StatutMinuteur(TextChoices):
    """Where a timer stands."""

    ARME = "arme", "armé"
    FAIT = "fait", "fait"
    ANNULE = "annule", "annulé"
