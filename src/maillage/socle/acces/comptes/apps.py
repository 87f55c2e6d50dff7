"""Accounts: an app inside `acces`, with its own pages."""

from django.apps import AppConfig


class ComptesConfig(AppConfig):
    """Sign-in and account management."""

    name = "maillage.socle.acces.comptes"
    label = "comptes"
    verbose_name = "comptes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.socialaccount.providers import registry

        from maillage.socle.acces.comptes.federation.fournisseur import Fournisseur

        registry.register(Fournisseur)
