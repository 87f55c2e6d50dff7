"""Jobs about accounts."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from maillage.socle.acces.comptes.coffre import sortir
from maillage.socle.acces.comptes.reinitialisation import envoyer_lien
from maillage.socle.acces.comptes.tentatives import oublier_echecs


@app.task(name="comptes.envoyer_reinitialisation", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def envoyer_reinitialisation(adresse_scellee: str) -> None:
    """Send a reset link, if there is an account."""
    envoyer_lien(sortir(adresse_scellee))


@app.periodic(cron="15 2 * * *")
@app.task(name="comptes.purger_sessions", queueing_lock="comptes.purger_sessions")
def purger_sessions(timestamp: int) -> None:  # noqa: ARG001 (given by the scheduler)
    """Delete expired sessions, the traces of devices whose session is gone, and old failures."""
    oublier_echecs()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
