"""Addresses of statements and of the pilot."""

from django.urls import path

from maillage.metiers.avis.views import formation, pilote, releves

urlpatterns = [
    path("formation/", formation.formation, name="formation"),
    path("formation/<slug:code>/", formation.module, name="module"),
    path("mes-releves/", releves.mes_releves, name="mes_releves"),
    path("mes-releves/<str:mois>/signer/", releves.releve_signer, name="releve_signer"),
    path("releves/", releves.releves_recus, name="releves_recus"),
    path("releves/<int:pk>/", releves.releve, name="releve"),
    path("releves/<int:pk>/tableau/", releves.releve_csv, name="releve_csv"),
    path("pilote/", pilote.pilote, name="pilote"),
    path("pilote/ouvrir/", pilote.programme_ouvrir, name="programme_ouvrir"),
    path("pilote/<int:pk>/", pilote.programme, name="programme"),
    path("pilote/<int:pk>/phases/ajouter/", pilote.phase_ajouter, name="phase_ajouter"),
    path("pilote/phases/<int:pk>/decider/", pilote.phase_decider, name="phase_decider"),
    path("pilote/<int:pk>/membres/ajouter/", pilote.membre_ajouter, name="membre_ajouter"),
    path("pilote/<int:pk>/reunions/ajouter/", pilote.reunion_ajouter, name="reunion_ajouter"),
    path("pilote/<int:pk>/actions/ajouter/", pilote.action_ajouter, name="action_ajouter"),
    path("pilote/actions/<int:pk>/faite/", pilote.action_faite, name="action_faite"),
]
