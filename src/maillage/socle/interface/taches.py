"""Timers of the interface."""

from __future__ import annotations

from procrastinate.contrib.django import app

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.brouillons import oublier_anciens
from maillage.socle.interface.notifications import oublier_anciennes


@app.periodic(cron="25 2 * * *")
@app.task(name="interface.oublier_notifications", queueing_lock="interface.oublier_notifications")
def oublier_notifications(timestamp: int) -> None:  # noqa: ARG001 (given by the scheduler)
    """Nobody sees the notifications nor the drafts of another: they are forgotten as each of their owners."""
    for agent in Agent.objects.order_by("pk").iterator():
        oublier_anciennes(agent)
        with agir_comme(agent):
            oublier_anciens(agent)
