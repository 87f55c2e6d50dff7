"""Addresses of the service, by subject: each file has its own `urlpatterns`, added here."""

from django.urls import URLPattern

from maillage.metiers.numerisation.urls import cadence, destructions, incidents, lectures, lots

app_name = "numerisation"

urlpatterns: list[URLPattern] = [
    *incidents.urlpatterns,
    *cadence.urlpatterns,
    *lots.urlpatterns,
    *lectures.urlpatterns,
    *destructions.urlpatterns,
]
