"""The forgotten password: the page answers the same, and as fast, whether or not the address is known."""

from __future__ import annotations

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from maillage.socle.acces.comptes.courriels import envoyer
from maillage.socle.annuaire.models import Agent


def envoyer_lien(adresse: str) -> bool:
    """Send the reset link if an open account has this address. True if a message was written."""
    agent = (
        Agent.objects.filter(email=adresse.strip().lower(), is_active=True, est_systeme=False)
        .order_by()
        .first()
    )
    if agent is None:
        return False
    lien = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(agent), "key": default_token_generator.make_token(agent)},
    )
    envoyer("reinitialisation", "Votre mot de passe Maillage", agent.email, lien)
    return True
