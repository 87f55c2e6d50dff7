"""Addresses of sessions and of surveys."""

from django.urls import path

from maillage.metiers.numerisation.views import accompagnement as vues

urlpatterns = [
    path("seances/", vues.liste, name="seances"),
    path("seances/enregistrer/", vues.seance_enregistrer, name="seance_enregistrer"),
    path("seances/<int:pk>/", vues.seance, name="seance"),
    path("seances/<int:pk>/piece/", vues.seance_piece, name="seance_piece"),
    path("satisfaction/", vues.enquetes, name="enquetes"),
    path("satisfaction/ouvrir/", vues.enquete_ouvrir, name="enquete_ouvrir"),
    path("satisfaction/<int:pk>/clore/", vues.enquete_clore, name="enquete_clore"),
    path("satisfaction/<int:pk>/", vues.enquete_repondre, name="enquete_repondre"),
]
