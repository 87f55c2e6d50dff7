"""Timers of the kernel that act under the technical account."""

from __future__ import annotations

from procrastinate.contrib.django import app

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.journal.scellement import sceller


@app.periodic(cron="* * * * * */10")  # the sixth field is that of seconds
@app.task(queueing_lock="journal.sceller", lock="journal.sceller")
def sceller_journal(timestamp: int) -> None:
    """Seal the journal every ten seconds; a turn skipped only makes the next block longer."""
    del timestamp  # the clock's, not ours
    with agir_comme(agent_systeme()):
        sceller()
