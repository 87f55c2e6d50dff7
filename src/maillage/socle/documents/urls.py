"""Addresses of this room, mounted under `documents/`."""

from django.urls import path

from maillage.socle.documents import views

app_name = "documents"

urlpatterns = [
    path("controle/", views.controle, name="controle"),
    path("lots/<int:pk>/", views.lot, name="lot"),
    path("lots/<int:pk>/archive/", views.archive, name="archive"),
    path("<int:pk>/", views.fiche, name="fiche"),
    path("<int:pk>/fichier/", views.telecharger, name="telecharger"),
    path("<int:pk>/annulation/", views.annuler_document, name="annuler"),
]
