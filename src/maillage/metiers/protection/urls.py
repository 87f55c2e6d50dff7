"""Addresses of the service."""

from django.urls import path

from maillage.metiers.protection.views import annuaire, enquetes, evenements, listes, mesures, profil, stocks

app_name = "protection"

urlpatterns = [
    path("mandataires/", annuaire.liste, name="mandataires"),
    path("mandataires/nouveau/", listes.referencer, name="mandataire_referencer"),
    path("mandataires/<int:pk>/", annuaire.fiche, name="mandataire"),
    path("mandataires/<int:pk>/inscriptions/", annuaire.inscriptions, name="mandataire_inscriptions"),
    path("mandataires/<int:pk>/historique/", annuaire.historique, name="mandataire_historique"),
    path("mandataires/<int:pk>/confirmer/", profil.confirmer, name="mandataire_confirmer"),
    path("mandataires/<int:pk>/modifier/", profil.modifier, name="mandataire_modifier"),
    path("mandataires/<int:pk>/lieux/", profil.zones, name="mandataire_zones"),
    path("mandataires/<int:pk>/absence/", profil.absence, name="mandataire_absence"),
    path("mandataires/<int:pk>/suspendre/", profil.suspendre, name="mandataire_suspendre"),
    path("mandataires/<int:pk>/reprendre/", profil.reprendre, name="mandataire_reprendre"),
    path("absences/<int:pk>/retirer/", profil.retirer_absence, name="absence_retirer"),
    path("mon-profil/", profil.mon_profil, name="mon_profil"),
    path("listes/", listes.liste, name="listes"),
    path("listes/arrete/", listes.arrete, name="arrete_enregistrer"),
    path("mesures/", mesures.liste, name="mesures"),
    path("mesures/nouvelle/", mesures.ouvrir, name="mesure_ouvrir"),
    path("mesures/renouvellements/", mesures.renouvellements, name="renouvellements"),
    path("mesures/<int:pk>/", mesures.fiche, name="mesure"),
    path("mesures/<int:pk>/historique/", mesures.historique, name="mesure_historique"),
    path("mesures/<int:pk>/corriger/", mesures.corriger, name="mesure_corriger"),
    path("mesures/<int:pk>/transferer/", evenements.transferer, name="mesure_transferer"),
    path("mesures/<int:pk>/evenements/<str:genre>/", evenements.consigner, name="mesure_evenement"),
    path("evenements/<int:pk>/corriger/", evenements.corriger, name="evenement_corriger"),
    path("evenements/<int:pk>/annuler/", evenements.annuler, name="evenement_annuler"),
    path("declarations/", enquetes.declarations, name="declarations"),
    path("declarations/nouvelle/", enquetes.declarer, name="declarer"),
    path("declarations/<int:pk>/", enquetes.declaration, name="declaration"),
    path("enquete/", enquetes.suivi, name="enquete_suivi"),
    path("enquete/reponses/", enquetes.reponses, name="enquete_reponses"),
    path("enquete/ouvrir/", enquetes.ouvrir, name="enquete_ouvrir"),
    path("enquete/<int:annee>/", enquetes.agregat, name="enquete_agregat"),
    path("enquete/<int:annee>/export/<str:format_>/", enquetes.exporter, name="enquete_exporter"),
    path("enquete/reponses/<int:pk>/", enquetes.reponse, name="reponse"),
    path("enquete/reponses/<int:pk>/valider/", enquetes.valider, name="reponse_valider"),
    path("enquete/reponses/<int:pk>/rendre/", enquetes.rendre, name="reponse_rendre"),
    path("stocks/", stocks.stocks, name="stocks"),
    path("stocks/export/<str:format_>/", stocks.exporter_stocks, name="stocks_exporter"),
    path("capacites/", stocks.capacites, name="capacites"),
    path("capacites/export/<str:format_>/", stocks.exporter_capacites, name="capacites_exporter"),
]
