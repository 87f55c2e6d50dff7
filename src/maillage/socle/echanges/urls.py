"""Addresses of the exchanges."""

from django.urls import path, register_converter

from maillage.socle.echanges.views import clients, exports, imports, referentiels


class FormatTableur:
    """Formats of a downloadable report."""

    regex = "csv|xlsx|ods"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatTableur, "format_tableur")

app_name = "echanges"
urlpatterns = [
    path("imports/", imports.liste, name="imports"),
    path("imports/nouveau/<str:genre>/", imports.deposer, name="import_deposer"),
    path("imports/nouveau/<str:genre>/modele/", imports.modele, name="import_modele"),
    path("imports/<int:pk>/", imports.fiche, name="import"),
    path("imports/<int:pk>/avancement/", imports.avancement, name="import_avancement"),
    path("imports/<int:pk>/colonnes/", imports.colonnes, name="import_colonnes"),
    path("imports/<int:pk>/appliquer/", imports.appliquer, name="import_appliquer"),
    path("imports/<int:pk>/relancer/", imports.relancer, name="import_relancer"),
    path("imports/<int:pk>/annuler/", imports.annuler, name="import_annuler"),
    path("imports/<int:pk>/abandonner/", imports.abandonner, name="import_abandonner"),
    path("imports/<int:pk>/a_corriger.<format_tableur:format_>", imports.rapport, name="import_rapport"),
    path("exports/nouveau/<str:genre>/", exports.exporter, name="exporter"),
    path("exports/<int:pk>/", exports.fiche, name="export"),
    path("exports/<int:pk>/avancement/", exports.avancement, name="export_avancement"),
    path("exports/<int:pk>/fichier/", exports.fichier, name="export_fichier"),
    path("logiciels/", clients.liste, name="clients"),
    path("logiciels/nouveau/", clients.ouvrir, name="client_ouvrir"),
    path("logiciels/<int:pk>/secret/", clients.secret, name="client_secret"),
    path("logiciels/<int:pk>/fermer/", clients.fermer, name="client_fermer"),
    path("referentiels/", referentiels.liste, name="referentiels"),
    path("referentiels/nouvelle-edition/", referentiels.nouvelle_edition, name="referentiel_edition"),
    path("referentiels/<str:code>/", referentiels.fiche, name="referentiel"),
]
