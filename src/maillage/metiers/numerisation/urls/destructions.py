"""Addresses of destructions."""

from django.urls import path

from maillage.metiers.numerisation.views import destructions

urlpatterns = [
    path("destructions/", destructions.liste, name="destructions"),
    path("destructions/demander/", destructions.demander, name="destruction_demander"),
    path("destructions/<int:pk>/", destructions.destruction, name="destruction"),
    path("destructions/<int:pk>/approuver/", destructions.approuver, name="destruction_approuver"),
    path("destructions/<int:pk>/constater/", destructions.constater, name="destruction_constater"),
    path("destructions/<int:pk>/certifier/", destructions.certifier, name="destruction_certifier"),
    path("destructions/<int:pk>/abandonner/", destructions.abandonner, name="destruction_abandonner"),
]
