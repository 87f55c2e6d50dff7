"""Addresses of today's page and of records."""

from django.urls import path

from maillage.metiers.numerisation.views import aujourdhui, boites, conservation, dossiers

urlpatterns = [
    path("", aujourdhui.aujourdhui, name="aujourdhui"),
    path("dossiers/", dossiers.liste, name="dossiers"),
    path("dossiers/inventorier/", dossiers.inventorier, name="inventorier"),
    path("dossiers/<int:pk>/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/historique/", dossiers.historique, name="dossier_historique"),
    path("dossiers/<int:pk>/corriger/", dossiers.corriger, name="dossier_corriger"),
    path("dossiers/<int:pk>/retenir/", conservation.retenir, name="dossier_retenir"),
    path("dossiers/<int:pk>/prolonger/", conservation.prolonger, name="dossier_prolonger"),
    path("dossiers/<int:pk>/liberer/", conservation.liberer, name="dossier_liberer"),
    path("dossiers/<int:pk>/effacer/", conservation.effacer, name="dossier_effacer"),
    path("etiquettes/<slug:genre>/", boites.etiquettes, name="etiquettes"),
]
