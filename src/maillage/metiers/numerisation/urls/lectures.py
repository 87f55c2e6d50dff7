"""Addresses of the viewer: a page has a number, never a name."""

from django.urls import path

from maillage.metiers.numerisation.views import acces, copies, delegations, lectures

urlpatterns = [
    path("consulter/", lectures.consulter, name="consulter"),
    path("consulter/<int:pk>/ouvrir/", lectures.ouvrir, name="ouvrir"),
    path("consulter/<int:pk>/", lectures.lire_dossier, name="lire"),
    path("consulter/<int:pk>/pages/<int:numero>/", lectures.page, name="page"),
    path("consulter/<int:pk>/pages/<int:numero>/vignette/", lectures.vignette, name="vignette"),
    path("consulter/<int:pk>/pages/<int:numero>/imprimer/", lectures.imprimer, name="imprimer"),
    path("consulter/<int:pk>/pages/<int:numero>/imprimee/", lectures.page_imprimee, name="page_imprimee"),
    path("consulter/<int:pk>/pages/<int:numero>/classer/", lectures.classer, name="page_classer"),
    path("consulter/<int:pk>/acces/", acces.dossier, name="acces_dossier"),
    path("consulter/<int:pk>/acces/releve/", acces.releve, name="acces_releve"),
    path("consulter/<int:pk>/copies/", copies.dossier, name="copies_dossier"),
    path("consulter/<int:pk>/copies/demander/", copies.demander, name="copie_demander"),
    path("consulter/<int:pk>/oppositions/enregistrer/", copies.opposer, name="opposer"),
    path("oppositions/<int:pk>/lever/", copies.lever, name="opposition_lever"),
    path("copies/", copies.liste, name="copies"),
    path("copies/<int:pk>/", copies.copie, name="copie"),
    path("copies/<int:pk>/paquet/", copies.paquet, name="copie_paquet"),
    path("copies/<int:pk>/remettre/", copies.remettre, name="copie_remettre"),
    path("portes/forcer/", acces.forcer, name="forcer"),
    path("portes/<int:pk>/", acces.porte, name="porte"),
    path("delegations/", delegations.liste, name="delegations"),
    path("delegations/accorder/", delegations.delegation_accorder, name="delegation_accorder"),
    path("delegations/<int:pk>/", delegations.delegation, name="delegation"),
    path("confidentialite/", acces.confidentialite, name="confidentialite"),
    path("confidentialite/acces/", acces.portes, name="portes"),
]
