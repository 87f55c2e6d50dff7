from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "maillage.socle.interface"
    label = "interface"
    verbose_name = "interface"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from maillage.socle.acces.annonces import declarer_messager
        from maillage.socle.interface.notifications import notifier

        declarer_messager(notifier)
