"""Addresses of requests and of their answers."""

from django.urls import path

from maillage.metiers.avis.views import demandes, fiche, specialiste, suites

urlpatterns = [
    path("", demandes.liste, name="demandes"),
    path("demander/", demandes.choisir, name="demander"),
    path("demander/<int:filiere>/", demandes.demander, name="demander_filiere"),
    path("<int:pk>/", fiche.demande, name="demande"),
    path("<int:pk>/historique/", fiche.historique, name="historique"),
    path("<int:pk>/modifier/", demandes.modifier, name="modifier"),
    path("<int:pk>/envoyer/", demandes.envoyer, name="envoyer"),
    path("<int:pk>/pieces/<int:piece>/", demandes.piece, name="piece"),
    path("<int:pk>/pieces/<int:piece>/retirer/", demandes.retirer_piece, name="piece_retirer"),
    path("<int:pk>/complement/", suites.complement, name="complement"),
    path("<int:pk>/clore/", suites.clore, name="clore"),
    path("<int:pk>/rouvrir/", suites.rouvrir, name="rouvrir"),
    path("<int:pk>/annuler/", suites.annuler, name="annuler"),
    path("<int:pk>/reorienter/", suites.reorienter, name="reorienter"),
    path("<int:pk>/consentement/", suites.retirer_consentement, name="retirer_consentement"),
    path("<int:pk>/suivi/", suites.suivi, name="suivi"),
    path("<int:pk>/adressage/<int:adressage>/", suites.adressage, name="adressage"),
    path("<int:pk>/adressage/<int:adressage>/lettre/", suites.lettre, name="lettre"),
    path("<int:pk>/adressage/<int:adressage>/organiser/", specialiste.organiser, name="organiser"),
    path("a-traiter/", specialiste.a_traiter, name="a_traiter"),
    path("reponses/", specialiste.reponses, name="reponses"),
    path("mon-dossier/", specialiste.mon_dossier, name="mon_dossier"),
    path("propositions/<int:pk>/", specialiste.proposition, name="proposition"),
    path(
        "propositions/<int:pk>/pieces/<int:piece>/", specialiste.proposition_piece, name="proposition_piece"
    ),
    path("propositions/<int:pk>/prendre/", specialiste.prendre, name="prendre"),
    path("propositions/<int:pk>/decliner/", specialiste.decliner, name="decliner"),
    path("<int:pk>/demander-un-complement/", specialiste.demander_complement, name="demander_complement"),
    path("<int:pk>/repondre/", specialiste.repondre, name="repondre"),
    path("<int:pk>/rendre/", specialiste.rendre, name="rendre"),
]
