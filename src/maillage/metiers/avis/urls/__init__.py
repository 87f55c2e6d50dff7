"""Addresses of the service, by subject."""

from maillage.metiers.avis.urls import demandes, reseau

app_name = "avis"

urlpatterns = [*demandes.urlpatterns, *reseau.urlpatterns]
