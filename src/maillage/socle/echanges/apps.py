"""In and out: staged imports, streaming exports, versioned reference lists, REST API."""

from django.apps import AppConfig


class EchangesConfig(AppConfig):
    """Registers the rights of the app at start."""

    name = "maillage.socle.echanges"
    label = "echanges"
    verbose_name = "échanges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the modules that declare something."""
        from maillage.socle.echanges import annuaire, droits  # noqa: F401 (declare)
