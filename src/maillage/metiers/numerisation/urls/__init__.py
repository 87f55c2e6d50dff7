"""Addresses of the service, by subject: each file has its own `urlpatterns`, added here."""

from django.urls import URLPattern

from maillage.metiers.numerisation.urls import cadence, incidents, lots

app_name = "numerisation"

urlpatterns: list[URLPattern] = [*incidents.urlpatterns, *cadence.urlpatterns, *lots.urlpatterns]
