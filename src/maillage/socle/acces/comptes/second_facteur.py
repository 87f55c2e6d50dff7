"""A second factor is compulsory for the roles that declare it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from maillage.socle.acces.portee import portee
from maillage.socle.annuaire.models import Agent

FACTEURS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def doit_avoir_second_facteur(agent: Agent) -> bool:
    """Tell whether one of the agent's roles, today, demands it."""
    return settings.COMPTES_SECOND_FACTEUR and any(
        role.double_authentification for role in portee(agent).roles
    )


def a_second_facteur(agent: Agent) -> bool:
    """Tell whether the agent has a code generator or a passkey (recovery codes alone do not count)."""
    return Authenticator.objects.filter(user=agent, type__in=FACTEURS).exists()
