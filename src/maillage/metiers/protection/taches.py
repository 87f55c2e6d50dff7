"""Jobs of the service. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.actions import conservation
from maillage.metiers.protection.actions.echeances import suivre_termes
from maillage.metiers.protection.actions.fraicheur import a_rappeler, rappeler
from maillage.metiers.protection.models import Mesure
from maillage.metiers.protection.regles import ALERTES_MOIS
from maillage.metiers.protection.regles.conservation import borne_effacement
from maillage.socle.acces.contexte import agent_systeme, agir_comme

RATTRAPAGE = dt.timedelta(days=7)  # a night may be missed


@app.periodic(cron="15 3 * * *")
@app.task(name="protection.suivre_termes", queueing_lock="protection.suivre_termes")
def suivre_les_termes(timestamp: int) -> None:
    """Open the deadline of each measure whose term has just come within the first warning."""
    jour = timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC))
    horizon = ajouter_mois(jour, max(ALERTES_MOIS))
    with agir_comme(agent_systeme(), motif="Termes des mesures dans douze mois"):
        entrantes = Mesure.objects.en_cours().filter(date_terme__range=(horizon - RATTRAPAGE, horizon))
        suivre_termes(entrantes.select_related("tribunal", "gestionnaire").order_by("id").iterator(500))


@app.periodic(cron="45 5 * * 1-5")
@app.task(name="protection.rappeler_fraicheur", queueing_lock="protection.rappeler_fraicheur")
def rappeler_la_fraicheur(timestamp: int) -> None:
    """Tell, on working days, whose data have just passed thirty, forty-five or sixty days."""
    rappeler_les_anciens(dt.datetime.fromtimestamp(timestamp, dt.UTC))


def rappeler_les_anciens(instant: dt.datetime) -> int:
    """One transaction a professional. Returns how many were told."""
    agent, motif = agent_systeme(), "Rappel de confirmation des données"
    with agir_comme(agent, motif=motif):
        anciens = a_rappeler(instant)
    nombre = 0
    for mandataire in anciens:
        with agir_comme(agent, motif=motif):
            nombre += rappeler(agent=agent, mandataire=mandataire, instant=instant) is not None
    return nombre


@app.periodic(cron="50 2 * * *")
@app.task(name="protection.conserver", queueing_lock="protection.conserver", lock="protection.conserver")
def conserver(timestamp: int) -> None:
    """Erase what is past its retention; what a run cut short left is taken up the next night."""
    appliquer_la_conservation(dt.datetime.fromtimestamp(timestamp, dt.UTC))


def appliquer_la_conservation(instant: dt.datetime) -> int:
    """Batch after batch, direction after direction. Returns the number of batches that erased something."""
    agent, motif, lots = agent_systeme(), "Fin de conservation", 0
    borne = borne_effacement(timezone.localdate(instant))
    with agir_comme(agent, motif=motif):
        directions = conservation.directions()
    for autorite in directions:
        reste = True
        while reste:
            with agir_comme(agent, motif=motif):
                reste = conservation.effacer_un_lot(agent=agent, autorite=autorite, borne=borne)
            lots += reste
    return lots
