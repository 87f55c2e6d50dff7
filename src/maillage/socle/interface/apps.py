from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "maillage.socle.interface"
    label = "interface"
    verbose_name = "interface"
    default_auto_field = "django.db.models.BigAutoField"
