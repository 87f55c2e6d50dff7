"""Addresses of the plan."""

from django.urls import path

from maillage.metiers.numerisation.views import cadence

urlpatterns = [
    path("cadence/", cadence.cadence, name="cadence"),
    path("cadence/planifier/", cadence.planifier, name="cadence_planifier"),
    path("cadence/<int:pk>/", cadence.centre, name="cadence_centre"),
]
