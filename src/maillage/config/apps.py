"""Django app of the configuration: it only brings the commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Brings ``migrate`` (as the owner role), ``creer_roles`` and the other operator's commands."""

    name = "maillage.config"
    label = "config"
    verbose_name = "configuration"
