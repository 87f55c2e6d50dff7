"""To a provider and back. allauth looks for it here too, wherever its own addresses are opened."""

from django.urls import path

from maillage.socle.acces.comptes.federation import views

urlpatterns = [
    path("par/<slug:fournisseur>/", views.partir, name="federation_login"),
    path("par/<slug:fournisseur>/retour/", views.revenir, name="federation_callback"),
]
