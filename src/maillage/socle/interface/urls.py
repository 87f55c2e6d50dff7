"""Addresses of the common pages, at the root of the site."""

from django.urls import path

from maillage.socle.interface import views
from maillage.socle.interface.contenus import views as contenus

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
    path("contenus/", contenus.sommaire, name="contenus"),
    path("contenus/messages/nouveau/", contenus.annoncer, name="annoncer"),
    path("contenus/messages/<int:pk>/", contenus.modifier_annonce, name="annonce"),
    path("contenus/messages/<int:pk>/retirer/", contenus.retirer_annonce, name="annonce_retirer"),
    path("contenus/documents/<slug:code>/", contenus.publier, name="document_publier"),
    path("site/<slug:code>/", contenus.document, name="document_site"),
    path("site/<slug:code>/fichier/", contenus.document_fichier, name="document_site_fichier"),
    path("vues/", views.vue_enregistrer, name="vue_enregistrer"),
    path("vues/<int:pk>/oublier/", views.vue_supprimer, name="vue_supprimer"),
    path("brouillons/<str:cle>/", views.brouillon, name="brouillon"),
    path("brouillons/<str:cle>/effacer/", views.brouillon_effacer, name="brouillon_effacer"),
]
