"""Addresses of the service, by subject."""

from maillage.metiers.avis.urls import reseau

app_name = "avis"

urlpatterns = [*reseau.urlpatterns]
