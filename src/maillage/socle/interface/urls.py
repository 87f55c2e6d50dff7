"""Addresses of the common pages, at the root of the site."""

from django.urls import path

from maillage.socle.interface import views

app_name = "interface"
urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("recherche/", views.recherche, name="recherche"),
    path("choix/<str:code>/", views.choix, name="choix"),
    path("aide/", views.aide, name="aide"),
    path("fonction/", views.structure, name="structure"),
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/lues/", views.notifications_lues, name="notifications_lues"),
    path("notifications/<int:pk>/", views.notification, name="notification"),
    path("vues/", views.vue_enregistrer, name="vue_enregistrer"),
    path("vues/<int:pk>/oublier/", views.vue_supprimer, name="vue_supprimer"),
    path("brouillons/<str:cle>/", views.brouillon, name="brouillon"),
    path("brouillons/<str:cle>/effacer/", views.brouillon_effacer, name="brouillon_effacer"),
]
