"""Jobs of this room. Each may run twice without doing its effect twice."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from maillage.socle.annuaire.models import Agent
from maillage.socle.documents import lots


@app.task(name="documents.produire_lot", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def produire_lot(lot_id: int, agent_id: int) -> int:
    """Make the documents of a lot, as the agent who asked for them."""
    return lots.avancer(lot_id, Agent.objects.get(pk=agent_id))
