"""Addresses of the network: lines of advice, specialists."""

from django.urls import path

from maillage.metiers.avis.views import filieres

urlpatterns = [
    path("filieres/", filieres.liste, name="filieres"),
]
