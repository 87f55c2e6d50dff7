"""How django-allauth is told to behave here."""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from maillage.socle.acces.comptes.coffre import enfermer, sortir
from maillage.socle.acces.comptes.courriels import envoyer
from maillage.socle.acces.comptes.second_facteur import FACTEURS, doit_avoir_second_facteur
from maillage.socle.acces.comptes.sessions import fermer_sessions
from maillage.socle.acces.comptes.tentatives import enregistrer_echec, est_bloquee
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer

DELAI_SANS_CONFIRMATION = 300  # seconds
journal_securite = logging.getLogger("maillage.securite")


class AdaptateurCompte(DefaultAccountAdapter):
    """No sign-up; signing in and changing a password leave a trace; a new password ends the other sessions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are created by an administrator only."""
        return False

    def post_login(self, request: HttpRequest, user: Agent, **options: Any) -> HttpResponse:
        """Trace the sign-in, then go where allauth says."""
        with agir_comme(user):
            tracer(Nature.CONNEXION, objet=user, agent=user)
        return super().post_login(request, user, **options)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **options: Any) -> None:
        """Say nothing on arrival: the home page greets."""
        if args[:1] != ("account/messages/logged_in.txt",):
            super().add_message(request, level, *args, **options)

    def set_password(self, user: Agent, password: str) -> None:
        """Set the password, whatever the way (change, reset, invitation), and end the sessions elsewhere."""
        requete = context.request
        est_change = user.has_usable_password()
        with agir_comme(user, motif="Mot de passe choisi par l’agent"):
            user.set_password(password)
            user.save(update_fields=["password"])
            fermer_sessions(user, sauf=requete.session.session_key if requete else None)
            tracer(Nature.MODIFICATION, objet=user, agent=user, motif="Mot de passe choisi par l’agent")
            if est_change:
                envoyer(
                    "mot_de_passe_change",
                    "Votre mot de passe Maillage a été changé",
                    user.email,
                    reverse("account_reset_password"),
                )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse an address that failed too often, before looking at any password; then count per account."""
        if est_bloquee(self.get_client_ip(request)):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it, and leave a line for whoever watches the logs, without saying which login was tried."""
        adresse = self.get_client_ip(request)
        enregistrer_echec(adresse)
        journal_securite.warning("Connexion refusée", extra={"adresse_ip": adresse})

    def reauthenticate(self, user: Agent, password: str) -> bool:
        """Ask the password again: the address of the account is the login."""
        agent = self.authenticate(context.request, email=user.email, password=password)
        return agent is not None and agent.pk == user.pk

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask nothing again to whoever signed in a moment ago: the second factor is often set up right then."""
        if not super().is_reauthentication_required(app=app):
            return False
        etapes = context.request.session.get("account_authentication_methods") or [{"at": 0}]
        return bool(time.time() - etapes[-1]["at"] > DELAI_SANS_CONFIRMATION)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the account page."""
        return reverse("comptes:mon_compte")


class AdaptateurSecondFacteur(DefaultMFAAdapter):
    """Secrets are sealed, and a role that demands a second factor keeps at least one."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator."""
        return enfermer(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it."""
        return sortir(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to take the last factor away from whoever must have one."""
        agent = Agent.objects.get(pk=authenticator.user_id)
        if not doit_avoir_second_facteur(agent):
            return True
        autres = Authenticator.objects.filter(user=agent, type__in=FACTEURS).exclude(pk=authenticator.pk)
        return autres.exists()
