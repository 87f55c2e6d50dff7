"""Jobs of the service. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.metiers.avis.actions import conservation
from maillage.metiers.avis.actions.echeances import alerter_les_pieces
from maillage.metiers.avis.actions.trous import veiller
from maillage.socle.acces.contexte import agent_systeme, agir_comme


@app.periodic(cron="10 2 * * *")
@app.task(name="avis.conserver", queueing_lock="avis.conserver", lock="avis.conserver")
def conserver(timestamp: int) -> None:
    """Erase what is past its retention; what a run cut short left is taken up the next night."""
    appliquer_la_conservation(dt.datetime.fromtimestamp(timestamp, dt.UTC))


def appliquer_la_conservation(instant: dt.datetime) -> int:
    """Batch after batch. Returns the number of requests whose content was erased."""
    jour = timezone.localdate(instant)
    _epuiser(conservation.arreter_un_lot, jour)
    total = _epuiser(conservation.effacer_un_lot, jour)
    _epuiser(conservation.effacer_un_lot_de_documents, jour)
    return total


def _epuiser(un_lot: Callable[..., int], jour: dt.date) -> int:
    agent, total = agent_systeme(), 0
    while True:
        with agir_comme(agent, motif="Fin de conservation"):
            nombre = un_lot(agent=agent, jour=jour)
        total += nombre
        if not nombre:
            return total


@app.periodic(cron="20 6 * * *")
@app.task(
    name="avis.alerter_les_pieces", queueing_lock="avis.alerter_les_pieces", lock="avis.alerter_les_pieces"
)
def alerter(timestamp: int) -> None:
    """Tell the specialists whose proof ends in 60, 30 or 7 days."""
    with agir_comme(agent_systeme(), motif="Pièces à renouveler"):
        alerter_les_pieces(timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC)))


@app.periodic(cron="40 5 * * *")
@app.task(name="avis.veiller_gardes", queueing_lock="avis.veiller_gardes", lock="avis.veiller_gardes")
def veiller_gardes(timestamp: int) -> None:
    """Half-days without anybody come within thirty days: whoever runs the line owes them."""
    with agir_comme(agent_systeme(), motif="Demi-journées sans spécialiste"):
        veiller(agent_systeme(), timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC)))
