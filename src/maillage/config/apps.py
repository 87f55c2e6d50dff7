"""Django app of the configuration: commands, housekeeping jobs, checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Brings ``migrate`` (as the owner role), ``creer_roles`` and the other operator's commands."""

    name = "maillage.config"
    label = "config"
    verbose_name = "configuration"

    def ready(self) -> None:
        """Register the checks."""
        from maillage.config import controles  # noqa: F401 (registers)
