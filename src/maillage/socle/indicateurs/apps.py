"""The statistics kernel."""

from importlib import import_module

from django.apps import AppConfig


class IndicateursConfig(AppConfig):
    """Rollups, indicators, their pages and the frozen periods."""

    name = "maillage.socle.indicateurs"
    label = "indicateurs"
    verbose_name = "Indicateurs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check that compares declarations and tables."""
        import_module("maillage.socle.indicateurs.verification")
