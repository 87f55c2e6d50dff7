"""Jobs of forensic medicine. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.metiers.medecine_legale.actions import effectifs
from maillage.metiers.medecine_legale.regles.effectifs import mois_de_l_annee, mois_precedent
from maillage.socle.acces.contexte import agent_systeme, agir_comme

DECEMBRE = 12


@app.periodic(cron="15 3 * * *")
@app.task(name="medecine_legale.attendre_effectifs", queueing_lock="medecine_legale.attendre_effectifs")
def attendre_effectifs(timestamp: int) -> None:
    """Expect the months that are over, and from December on the closing of the year."""
    attendre_les_mois(timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC)))


def attendre_les_mois(jour: dt.date) -> int:
    """The months over of the year that is being declared; a day missed is caught up by the next. Returns how many."""
    agent, precedent, nombre = agent_systeme(), mois_precedent(jour), 0
    with agir_comme(agent, motif="Effectifs attendus"):
        for structure in effectifs.structures_declarantes().order_by("pk"):
            for mois in mois_de_l_annee(precedent.year)[: precedent.month]:
                effectifs.attendre_mois(agent=agent, structure=structure, mois=mois)
                nombre += 1
            if DECEMBRE in (jour.month, precedent.month):
                annee = jour.year if jour.month == DECEMBRE else precedent.year
                effectifs.attendre_annee(agent=agent, structure=structure, annee=annee)
    return nombre
