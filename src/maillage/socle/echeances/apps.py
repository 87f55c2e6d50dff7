"""Deadlines: legal time limits, to-do list, reminders, timers and outgoing e-mail."""

from django.apps import AppConfig


class EcheancesConfig(AppConfig):
    """Registers the rights of the app at start."""

    name = "maillage.socle.echeances"
    label = "echeances"
    verbose_name = "échéances"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the modules that declare something."""
        from maillage.socle.echeances import droits  # noqa: F401 (declares)
