"""Reads of the last days, as the journal says them: how many, by whom, and those that ask to be looked at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from maillage.metiers.numerisation.actions.listes import reperes_du
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import ACCES_LIRE
from maillage.metiers.numerisation.models import Page
from maillage.metiers.numerisation.regles.acces import Anomalie, LectureVue, Reperes, anomalies
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.journal.models import Evenement, Nature

LIGNES_MAXIMALES = 200_000
ANOMALIES_MONTREES = 50


@dataclass(frozen=True)
class LecturesDuCentre:
    centre: str
    pages: int
    personnes: int


@dataclass(frozen=True)
class AnomalieVue:
    agent: str
    jour: dt.date
    raisons: tuple[str, ...]


@dataclass(frozen=True)
class Bilan:
    """What was read over the period, in the centres that the agent watches."""

    pages: int
    centres: list[LecturesDuCentre]
    anomalies: list[AnomalieVue]
    reperes: Reperes


def surveiller(agent: Agent, depuis: dt.date) -> Bilan:
    """Pages read since that day. Reads through the index of readings by person and instant."""
    siens = perimetre(agent, ACCES_LIRE)
    debut = timezone.make_aware(dt.datetime.combine(depuis, dt.time.min))
    lues = Evenement.objects.filter(
        nature=Nature.LECTURE,
        objet_type=Page._meta.db_table,
        horodatage__gte=debut,
        organisation_id__in=list(siens),
    )
    lignes = list(
        lues.order_by("-horodatage").values_list("agent_id", "objet_id", "organisation_id", "horodatage")[
            :LIGNES_MAXIMALES
        ]
    )
    with au_nom_du_service():
        dossiers = dict(
            Page.objects.filter(pk__in={objet for _, objet, _, _ in lignes})
            .order_by("pk")
            .values_list("pk", "dossier")
        )
    reperes = reperes_du(timezone.localdate())
    vues = (
        LectureVue(lecteur, dossiers.get(objet, 0), timezone.localtime(instant))
        for lecteur, objet, _, instant in lignes
    )
    trouvees = anomalies(vues, reperes)
    return Bilan(len(lignes), _par_centre(lignes), _nommer(trouvees[:ANOMALIES_MONTREES]), reperes)


def _par_centre(lignes: list[tuple[int, int, int, dt.datetime]]) -> list[LecturesDuCentre]:
    pages = Counter(centre for _, _, centre, _ in lignes)
    personnes = Counter(centre for centre, _ in {(centre, lecteur) for lecteur, _, centre, _ in lignes})
    noms = dict(Organisation.objects.filter(pk__in=pages).values_list("pk", "nom"))
    return [
        LecturesDuCentre(noms.get(centre, ""), nombre, personnes[centre])
        for centre, nombre in pages.most_common()
    ]


def _nommer(trouvees: list[Anomalie]) -> list[AnomalieVue]:
    agents = {
        lu.pk: str(lu)
        for lu in Agent.objects.filter(pk__in={anomalie.agent for anomalie in trouvees}).select_related(
            "personne"
        )
    }
    return [AnomalieVue(agents.get(a.agent, ""), a.jour, a.raisons) for a in trouvees]
