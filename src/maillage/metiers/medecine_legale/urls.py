"""Addresses of the service."""

from django.urls import path

from maillage.metiers.medecine_legale.views import actes, requisitions

app_name = "medecine_legale"

urlpatterns = [
    path("requisitions/", requisitions.liste, name="requisitions"),
    path("requisitions/nouvelle/", requisitions.recevoir, name="requisition_recevoir"),
    path("requisitions/<int:pk>/", requisitions.fiche, name="requisition"),
    path("requisitions/<int:pk>/corriger/", requisitions.corriger, name="requisition_corriger"),
    path("requisitions/<int:pk>/annuler/", requisitions.annuler, name="requisition_annuler"),
    path("requisitions/<int:pk>/achever/", requisitions.achever, name="requisition_achever"),
    path("requisitions/<int:pk>/recepisse/", requisitions.recepisse, name="requisition_recepisse"),
    path("requisitions/<int:pk>/historique/", requisitions.historique, name="requisition_historique"),
    path("requisitions/<int:pk>/pieces/<int:piece>/", requisitions.piece, name="requisition_piece"),
    path("actes/", actes.liste, name="actes"),
    path("actes/nouveau/", actes.saisir, name="acte_saisir"),
    path("actes/<int:pk>/", actes.fiche, name="acte"),
    path("actes/<int:pk>/corriger/", actes.corriger, name="acte_corriger"),
    path("actes/<int:pk>/annuler/", actes.annuler, name="acte_annuler"),
    path("actes/<int:pk>/certificat/", actes.certificat, name="acte_certificat"),
    path("actes/<int:pk>/documents/", actes.documents, name="acte_documents"),
    path("actes/<int:pk>/historique/", actes.historique, name="acte_historique"),
]
