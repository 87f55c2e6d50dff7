"""Jobs of the service. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.actions.echeances import suivre_termes
from maillage.metiers.protection.models import Mesure
from maillage.metiers.protection.regles import ALERTES_MOIS
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
