"""Open sessions of an agent, and how to end them all."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from maillage.socle.annuaire.models import Agent


def sessions_ouvertes(agent: Agent) -> list[UserSession]:
    """Devices on which the agent is signed in, latest first."""
    return sorted(UserSession.objects.purge_and_list(agent), key=lambda s: s.created_at, reverse=True)


def fermer_sessions(agent: Agent, *, sauf: str | None = None) -> int:
    """End every session of the agent, but the one whose key is given. Returns how many were ended."""
    lignes = UserSession.objects.filter(user=agent)
    if sauf:
        lignes = lignes.exclude(session_key=sauf)
    cles = list(lignes.order_by().values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=cles).delete()
    lignes.delete()
    return len(cles)
