"""Addresses of the service, by subject."""

from maillage.metiers.avis.urls import demandes, gardes, reseau, suivi

app_name = "avis"

urlpatterns = [*demandes.urlpatterns, *reseau.urlpatterns, *gardes.urlpatterns, *suivi.urlpatterns]
