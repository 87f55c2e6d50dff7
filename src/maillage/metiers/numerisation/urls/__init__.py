"""Addresses of the service, by subject: each file has its own `urlpatterns`, added here."""

from django.urls import URLPattern

from maillage.metiers.numerisation.urls import (
    accompagnement,
    cadence,
    campagnes,
    destructions,
    dossiers,
    incidents,
    lectures,
    lots,
    transport,
    tri,
)

app_name = "numerisation"

urlpatterns: list[URLPattern] = [
    *dossiers.urlpatterns,
    *tri.urlpatterns,
    *transport.urlpatterns,
    *campagnes.urlpatterns,
    *incidents.urlpatterns,
    *cadence.urlpatterns,
    *lots.urlpatterns,
    *lectures.urlpatterns,
    *destructions.urlpatterns,
    *accompagnement.urlpatterns,
]
