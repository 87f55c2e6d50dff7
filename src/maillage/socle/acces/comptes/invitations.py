"""Invitation links: proof that a mailbox belongs to the agent, used once."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from maillage.socle.acces.comptes.courriels import envoyer
from maillage.socle.annuaire.models import Agent

SEL = "maillage.comptes.invitation"


def _empreinte(agent: Agent) -> str:
    return salted_hmac(SEL, f"{agent.email}|{agent.password}", algorithm="sha256").hexdigest()[:24]


def creer_jeton(agent: Agent) -> str:
    """Sign a link for this account; it dies when a password is chosen or the address is corrected."""
    return signing.dumps([agent.pk, _empreinte(agent)], salt=SEL)


def lire_jeton(jeton: str) -> Agent | None:
    """Return the invited agent, or None when the link is forged, too old, used, or the account was closed."""
    try:
        cle, empreinte = signing.loads(jeton, salt=SEL, max_age=settings.COMPTES_INVITATION_DUREE)
    except signing.BadSignature:
        return None
    agent = Agent.objects.select_related("personne").filter(pk=cle, is_active=True).order_by().first()
    if agent is None or agent.has_usable_password() or _empreinte(agent) != empreinte:
        return None
    return agent


def inviter(agent: Agent) -> None:
    """Send the link by which the agent chooses his own password."""
    envoyer(
        "invitation",
        "Votre compte Maillage",
        agent.email,
        reverse("comptes:accepter", args=[creer_jeton(agent)]),
    )
