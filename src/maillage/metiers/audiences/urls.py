"""Addresses of the service."""

from django.urls import path

from maillage.metiers.audiences.views import (
    affaires,
    calendrier,
    decisions,
    direct,
    fin,
    lignes,
    parties,
    pilotage,
    renvois,
)

app_name = "audiences"

urlpatterns = [
    path("", calendrier.calendrier, name="calendrier"),
    path("liste/", calendrier.liste, name="audiences"),
    path("nouvelle/", calendrier.creer, name="creer"),
    path("pilotage/", pilotage.pilotage, name="pilotage"),
    path("notes-a-viser/", fin.a_viser, name="a_viser"),
    path("<int:pk>/", affaires.role, name="audience"),
    path("<int:pk>/modifier/", calendrier.modifier, name="modifier"),
    path("<int:pk>/composition/", affaires.composer, name="composer"),
    path("<int:pk>/affaires/nouvelle/", affaires.inscrire, name="inscrire"),
    path("<int:pk>/renvoyer/", renvois.renvoyer_selection, name="renvoyer_selection"),
    path("<int:pk>/direct/", direct.direct, name="direct"),
    path("<int:pk>/seance/<str:verbe>/", direct.seance, name="seance"),
    path("<int:pk>/rouvrir/", fin.rouvrir, name="rouvrir"),
    path("<int:pk>/fin/", fin.fin, name="fin"),
    path("<int:pk>/note/", fin.viser, name="viser"),
    path("<int:pk>/etapes/<str:etape>/", fin.marquer, name="marquer"),
    path("seances/<int:pk>/", direct.seance_corriger, name="seance_corriger"),
    path("passages/<int:pk>/", affaires.passage, name="passage"),
    path("passages/<int:pk>/historique/", affaires.historique, name="passage_historique"),
    path("passages/<int:pk>/modifier/", affaires.modifier_passage, name="passage_modifier"),
    path("passages/<int:pk>/retirer/", affaires.retirer, name="passage_retirer"),
    path("passages/<int:pk>/deplacer/", affaires.deplacer, name="passage_deplacer"),
    path("passages/<int:pk>/composition/", affaires.composer_passage, name="passage_composer"),
    path("passages/<int:pk>/etapes/<str:etape>/reprendre/", fin.demarquer, name="demarquer"),
    path("passages/<int:pk>/lignes/", lignes.consigner, name="consigner"),
    path("passages/<int:pk>/renvoi/", renvois.renvoyer, name="renvoyer"),
    path("passages/<int:pk>/renvoi/retirer/", renvois.retirer, name="renvoi_retirer"),
    path("passages/<int:pk>/parties/nouvelle/", parties.ajouter, name="partie_ajouter"),
    path("passages/<int:pk>/parties/<int:partie>/", parties.modifier, name="partie_modifier"),
    path("passages/<int:pk>/parties/<int:partie>/retirer/", parties.retirer, name="partie_retirer"),
    path("passages/<int:pk>/parties/<int:partie>/comparution/", lignes.comparution, name="comparution"),
    path("passages/<int:pk>/parties/<int:partie>/decision/", decisions.decider, name="decider"),
    path("passages/<int:pk>/parties/<int:partie>/decision/lecture/", decisions.lire, name="decision_lire"),
    path("passages/<int:pk>/infractions/nouvelle/", parties.ajouter_infraction, name="infraction_ajouter"),
    path(
        "passages/<int:pk>/infractions/<int:infraction>/",
        parties.modifier_infraction,
        name="infraction_modifier",
    ),
    path(
        "passages/<int:pk>/infractions/<int:infraction>/requalifier/",
        parties.requalifier,
        name="infraction_requalifier",
    ),
    path("lignes/<int:pk>/", lignes.ligne, name="ligne"),
    path("lignes/<int:pk>/retirer/", lignes.retirer_ligne, name="ligne_retirer"),
    path("decisions/<int:pk>/copier/", decisions.copier, name="decision_copier"),
    path("decisions/<int:pk>/retirer/", decisions.retirer, name="decision_retirer"),
]
