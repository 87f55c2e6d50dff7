"""Addresses of campaigns."""

from django.urls import path

from maillage.metiers.numerisation.views import campagnes

urlpatterns = [
    path("campagnes/", campagnes.campagnes, name="campagnes"),
    path("campagnes/ouvrir/", campagnes.campagne_ouvrir, name="campagne_ouvrir"),
    path("campagnes/<int:pk>/", campagnes.campagne, name="campagne"),
    path("campagnes/<int:pk>/centres/", campagnes.centre_inscrire, name="centre_inscrire"),
    path("campagnes/<int:pk>/convention/", campagnes.convention_enregistrer, name="convention_enregistrer"),
]
