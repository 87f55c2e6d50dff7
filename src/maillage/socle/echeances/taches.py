"""Jobs of this app. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.commun.calendrier import est_jour_ouvre
from maillage.socle.acces.differer import differer_lot
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances import courriel, minuteurs, rappels
from maillage.socle.echeances.reprise import RepriseCourriel, RepriseProgressive


@app.task(name="echeances.expedier_courriel", retry=RepriseCourriel())
def expedier_courriel(scelle: str) -> None:
    """Send one message."""
    courriel.expedier(scelle)


@app.task(name="echeances.declencher_minuteur", retry=RepriseProgressive())
def declencher_minuteur(code: str, prevu: str) -> None:
    """Run a timer whose hour has come."""
    minuteurs.declencher(code, dt.datetime.fromisoformat(prevu))


@app.task(name="echeances.rappeler", retry=RepriseProgressive())
def rappeler(agent_id: int, jour: str) -> None:
    """Remind one agent."""
    rappels.rappeler(Agent.objects.get(pk=agent_id), dt.date.fromisoformat(jour))


@app.periodic(
    cron="30 5,7,9 * * *"
)  # universal time; the second and third catch up when the first was missed
@app.task(name="echeances.rappeler_tous", queueing_lock="echeances.rappeler_tous")
def rappeler_tous(timestamp: int) -> None:
    """Start one reminder an agent, on working days."""
    jour = timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC))
    if not est_jour_ouvre(jour):
        return
    differer_lot(
        rappeler, [{"agent_id": numero, "jour": jour.isoformat()} for numero in rappels.destinataires(jour)]
    )
