from django.apps import AppConfig


class AccesConfig(AppConfig):
    name = "maillage.socle.acces"
    label = "acces"
    verbose_name = "accès"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from maillage.socle.acces import droits  # noqa: F401  # declares the rights of the kernel itself
