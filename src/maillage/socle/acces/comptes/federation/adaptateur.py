"""Who is recognised, and what is said when nobody is."""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from maillage.socle.acces.comptes.courriels import envoyer
from maillage.socle.acces.comptes.federation import PSC
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer

CHIFFRES_IDNPS = 12
PREFIXE_RPPS = "8"
ECHECS = {
    AuthError.CANCELLED: "Vous avez renoncé à vous connecter par {nom}.",
    AuthError.DENIED: "{nom} a refusé la connexion.",
}
ECHEC = (
    "La connexion par {nom} n’a pas abouti : recommencez, ou utilisez votre adresse et votre mot de passe."
)
INCONNU = (
    "Ce compte {nom} n’est relié à aucun compte Maillage : connectez-vous avec votre adresse et votre mot de passe, "
    "puis reliez-le depuis « Mon compte »."
)
journal_securite = logging.getLogger("maillage.securite")


class AdaptateurFederation(DefaultSocialAccountAdapter):
    """Nobody is created by signing in, and nobody is recognised by an e-mail address."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the providers of the environment: none is kept in the database."""
        applications = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [application for groupe in applications.values() for application in groupe]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Recognise a health professional by his number; send anybody else unknown to the other ways in."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        agent = agent_du_numero(sociallogin.account)
        if agent is not None:
            sociallogin.connect(request, agent)
            return
        self._renvoyer(request, INCONNU.format(nom=sociallogin.provider.name))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **options: Any
    ) -> None:
        """Say it in a sentence; what the provider answered goes to the logs, without the person."""
        if error != AuthError.CANCELLED:
            journal_securite.warning(
                "Connexion refusée par un fournisseur d’identité",
                extra={"fournisseur": provider.app.provider_id, "cause": type(exception).__name__},
            )
        self._renvoyer(request, ECHECS.get(error, ECHEC).format(nom=provider.name))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("comptes:mon_compte")

    def send_notification_mail(
        self, template_prefix: str, user: Agent, context: Any = None, **options: Any
    ) -> None:
        """Tell the agent, and the journal, that an identity was linked to his account."""
        motif = f"Compte {context['provider'].name} relié"
        with agir_comme(user, motif=motif):
            tracer(Nature.MODIFICATION, objet=user, agent=user, motif=motif)
            envoyer(
                "identite_reliee",
                "Une identité a été reliée à votre compte Maillage",
                user.email,
                reverse("comptes:mon_compte"),
            )

    @staticmethod
    def _renvoyer(request: HttpRequest, phrase: str) -> None:
        messages.error(request, phrase)
        vers = "comptes:mon_compte" if request.user.is_authenticated else "account_login"
        raise ImmediateHttpResponse(redirect(vers))


def agent_du_numero(compte: SocialAccount) -> Agent | None:
    """The account of the health professional that Pro Santé Connect names (IDNPS: 8, then the RPPS), if it is open."""
    numero = compte.uid
    if compte.provider != PSC or len(numero) != CHIFFRES_IDNPS or not numero.startswith(PREFIXE_RPPS):
        return None
    return Agent.objects.filter(personne__rpps=numero[1:], is_active=True, est_systeme=False).first()
