"""Addresses of sign-in and accounts. Only what is used of allauth is opened: no sign-up, no change of address."""

from allauth.account import views as compte
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as cle
from django.urls import include, path, re_path

from maillage.socle.acces.comptes import connexion, gestion, views
from maillage.socle.acces.comptes.federation import urls as federation
from maillage.socle.acces.comptes.federation.views import delier, relier
from maillage.socle.acces.vues import ecriture, publique

signe = ecriture()

connexion_urls = [
    path("", publique(compte.login), name="account_login"),
    path("cle/", publique(cle.login_webauthn), name="mfa_login_webauthn"),
    path("second-facteur/", publique(mfa.authenticate), name="mfa_authenticate"),
    path("inactif/", publique(compte.account_inactive), name="account_inactive"),
    *federation.urlpatterns,
]
mot_de_passe_urls = [
    path("", signe(compte.password_change), name="account_change_password"),
    path("choisir/", signe(compte.password_set), name="account_set_password"),
    path("oubli/", publique(connexion.OubliView.as_view()), name="account_reset_password"),
    path("oubli/envoye/", publique(compte.password_reset_done), name="account_reset_password_done"),
    path(
        "oubli/fait/",
        publique(compte.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^oubli/lien/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        publique(compte.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
securite_urls = [
    path("", signe(mfa.index), name="mfa_index"),
    path("code/", signe(totp.activate_totp), name="mfa_activate_totp"),
    path("code/retirer/", signe(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("cles/", signe(cle.list_webauthn), name="mfa_list_webauthn"),
    path("cles/ajouter/", signe(cle.add_webauthn), name="mfa_add_webauthn"),
    path("cles/<int:pk>/retirer/", signe(cle.remove_webauthn), name="mfa_remove_webauthn"),
    path("cles/<int:pk>/", signe(cle.edit_webauthn), name="mfa_edit_webauthn"),
    path("secours/", signe(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("secours/nouveaux/", signe(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("secours/telecharger/", signe(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("confirmation/", signe(compte.reauthenticate), name="account_reauthenticate"),
    path("confirmation/code/", signe(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("confirmation/cle/", signe(cle.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
gestion_urls = [
    path("", views.mon_compte, name="mon_compte"),
    path("invitation/<str:jeton>/", connexion.accepter, name="accepter"),
    path("deconnecter-partout/", views.deconnecter_partout, name="deconnecter_partout"),
    path("identites/<slug:fournisseur>/relier/", relier, name="relier"),
    path("identites/<int:pk>/delier/", delier, name="delier"),
    path("deleguer/", views.deleguer, name="delegations"),
    path("delegations/<int:pk>/terminer/", views.terminer_delegation, name="terminer_delegation"),
    path("agents/", gestion.agents, name="liste"),
    path("agents/inviter/", gestion.inviter, name="inviter"),
    path("agents/<int:pk>/", gestion.agent, name="agent"),
    path("agents/<int:pk>/modifier/", gestion.modifier, name="modifier"),
    path("agents/<int:pk>/adresse/", gestion.corriger_adresse, name="corriger_adresse"),
    path("agents/<int:pk>/renvoyer/", gestion.renvoyer, name="renvoyer"),
    path("agents/<int:pk>/desactiver/", gestion.desactiver, name="desactiver"),
    path("agents/<int:pk>/second-facteur/", gestion.retirer_second_facteur, name="retirer_second_facteur"),
    path("agents/<int:pk>/reactiver/", gestion.reactiver, name="reactiver"),
    path("agents/<int:pk>/roles/", gestion.accorder, name="accorder"),
    path("roles/<int:pk>/dates/", gestion.dates, name="dates"),
    path("roles/<int:pk>/clore/", gestion.clore, name="clore"),
]

urlpatterns = [
    path("connexion/", include(connexion_urls)),
    path("deconnexion/", publique(compte.logout), name="account_logout"),
    path("mot-de-passe/", include(mot_de_passe_urls)),
    path("securite/", include(securite_urls)),
    path("appareils/", views.mon_compte, name="usersessions_list"),
    path("", include((gestion_urls, "comptes"))),
]
