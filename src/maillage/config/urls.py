"""All addresses; each app brings its own ``urls``, mounted under its label, the interface at the root."""

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from maillage.config import cartes

RACINE = "interface"

DEMONSTRATION = [path("connexion/demonstration/", cartes.entrer, name="connexion_demonstration")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("maillage.socle.echanges.api.urls")),
    *(
        path("" if config.label == RACINE else f"{config.label}/", include(f"{config.name}.urls"))
        for config in sorted(apps.get_app_configs(), key=lambda config: config.label == RACINE)
        if config.name.startswith(("maillage.socle.", "maillage.metiers."))
        and config.module
        and module_has_submodule(config.module, "urls")
    ),
]
if settings.MAILLAGE_DEMO:
    urlpatterns += DEMONSTRATION

handler400 = "maillage.socle.interface.erreurs.requete_illisible"
handler403 = "maillage.socle.interface.erreurs.interdit"
handler404 = "maillage.socle.interface.erreurs.introuvable"
handler500 = "maillage.socle.interface.erreurs.erreur_interne"
