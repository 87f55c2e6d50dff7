from django.apps import AppConfig


class AnnuaireConfig(AppConfig):
    name = "maillage.socle.annuaire"
    label = "annuaire"
    verbose_name = "annuaire"
    default_auto_field = "django.db.models.BigAutoField"
