"""Addresses of the service."""

from django.urls import path

from maillage.metiers.medecine_legale.views import (
    actes,
    conservation,
    effectifs,
    memoires,
    reference,
    requisitions,
    saisie,
    statistiques,
    tarifs,
)

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
    path("actes/nouveau/", saisie.saisir, name="acte_saisir"),
    path("actes/reperes/", saisie.reperes, name="acte_reperes"),
    path("actes/<int:pk>/", actes.fiche, name="acte"),
    path("actes/<int:pk>/corriger/", saisie.corriger, name="acte_corriger"),
    path("actes/<int:pk>/annuler/", actes.annuler, name="acte_annuler"),
    path("actes/<int:pk>/certificat/", actes.certificat, name="acte_certificat"),
    path("actes/<int:pk>/documents/", actes.documents, name="acte_documents"),
    path("profils/", reference.liste, name="reference"),
    path("profils/listes/<slug:champ>/", reference.valeurs, name="reference_valeurs"),
    path("profils/listes/<slug:champ>/nouvelle/", reference.ajouter, name="reference_ajouter"),
    path("profils/listes/<slug:champ>/<int:pk>/", reference.modifier, name="reference_modifier"),
    path("profils/nouveau/", reference.ajouter_profil, name="profil_ajouter"),
    path("profils/<int:pk>/", reference.modifier_profil, name="profil_modifier"),
    path("actes/<int:pk>/historique/", actes.historique, name="acte_historique"),
    path("conservation/", conservation.suivi, name="conservation"),
    path("donnees-ouvertes/", conservation.ouvertes, name="donnees_ouvertes"),
    path(
        "donnees-ouvertes/<int:pk>/fichier/", conservation.ouvertes_fichier, name="donnees_ouvertes_fichier"
    ),
    path("statistiques/", statistiques.tableau, name="statistiques"),
    path("effectifs/", effectifs.liste, name="effectifs"),
    path("effectifs/<int:structure>/<int:annee>/", effectifs.grille, name="effectifs_grille"),
    path(
        "effectifs/<int:structure>/<int:annee>/enregistrer/",
        effectifs.enregistrer,
        name="effectifs_enregistrer",
    ),
    path("effectifs/<int:structure>/<int:annee>/clore/", effectifs.clore, name="effectifs_clore"),
    path("effectifs/<int:structure>/reference/", effectifs.reference, name="effectifs_reference"),
    path("effectifs/mois/<int:pk>/", effectifs.mois, name="effectifs_mois"),
    path("effectifs/mois/<int:pk>/valider/", effectifs.valider, name="effectifs_valider"),
    path("effectifs/mois/<int:pk>/signer/", effectifs.signer, name="effectifs_signer"),
    path("effectifs/mois/<int:pk>/corriger/", effectifs.corriger, name="effectifs_corriger"),
    path("facturation/", memoires.a_facturer, name="facturation"),
    path("facturation/tarif/", tarifs.tarif, name="tarif"),
    path("memoires/", memoires.liste, name="memoires"),
    path("memoires/nouveau/", memoires.etablir, name="memoire_etablir"),
    path("memoires/<int:pk>/", memoires.fiche, name="memoire"),
    path("memoires/<int:pk>/documents/", memoires.documents, name="memoire_documents"),
    path("memoires/<int:pk>/historique/", memoires.historique, name="memoire_historique"),
    path("memoires/<int:pk>/attestations/", memoires.attestations, name="memoire_attestations"),
    path("memoires/<int:pk>/pieces/", memoires.pieces, name="memoire_pieces"),
    path("memoires/<int:pk>/suivre/<str:verbe>/", memoires.suivre, name="memoire_suivre"),
]
