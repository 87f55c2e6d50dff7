"""Jobs of the service. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.metiers.audiences.actions import conservation
from maillage.socle.acces.contexte import agent_systeme, agir_comme


@app.periodic(cron="35 2 * * *")
@app.task(name="audiences.conserver", queueing_lock="audiences.conserver", lock="audiences.conserver")
def conserver(timestamp: int) -> None:
    """Erase what is past its retention; what a run cut short left is taken up the next night."""
    appliquer_la_conservation(dt.datetime.fromtimestamp(timestamp, dt.UTC))


def appliquer_la_conservation(instant: dt.datetime) -> int:
    """Batch after batch. Returns the number of cases erased."""
    agent, motif, total = agent_systeme(), "Fin de conservation", 0
    while True:
        with agir_comme(agent, motif=motif):
            avant = conservation.borne(timezone.localdate(instant))
            nombre = conservation.effacer_un_lot(agent=agent, avant=avant)
        total += nombre
        if not nombre:
            return total
