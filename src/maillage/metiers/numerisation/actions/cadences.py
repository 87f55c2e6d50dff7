"""The plan of a centre, written by weeks; what was done is counted from the events, never typed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncWeek

from maillage.metiers.numerisation.droits import CADENCE_GERER
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.models import Cadence, EvenementDossier
from maillage.metiers.numerisation.regles.cadence import Semaine, lundi
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

SEMAINES_MAXIMALES = 156
PREVU_MAXIMAL = 20_000


def planifier(*, agent: Agent, centre: Organisation, debut: dt.date, fin: dt.date, prevu: int) -> int:
    """The same number of records for each week from one day to another; what was planned there is replaced."""
    exiger(agent, CADENCE_GERER, centre)
    premiere, derniere = lundi(debut), lundi(fin)
    nombre = (derniere - premiere).days // 7 + 1
    if nombre < 1:
        raise ValidationError({"fin": "La dernière semaine précède la première."})
    if nombre > SEMAINES_MAXIMALES:
        raise ValidationError({"fin": f"Au plus {SEMAINES_MAXIMALES} semaines à la fois."})
    if not 0 <= prevu <= PREVU_MAXIMAL:
        raise ValidationError({"prevu": "Ce nombre de dossiers par semaine n’est pas possible."})
    semaines = [premiere + dt.timedelta(weeks=rang) for rang in range(nombre)]
    with transaction.atomic():
        Cadence.objects.bulk_create(
            [Cadence(centre=centre, semaine=semaine, prevu=prevu) for semaine in semaines],
            update_conflicts=True,
            unique_fields=["centre", "semaine"],
            update_fields=["prevu"],
        )
    return nombre


def semaines_de(agent: Agent, centres: Collection[int]) -> dict[int, list[Semaine]]:
    """Plan and records scanned of each centre, week by week, as the agent may see them."""
    prevus: dict[int, dict[dt.date, int]] = defaultdict(dict)
    plan = Cadence.objects.visibles_par(agent).filter(centre__in=centres)
    for centre, semaine, prevu in plan.order_by("semaine").values_list("centre", "semaine", "prevu"):
        prevus[centre][semaine] = prevu
    reels: dict[int, dict[dt.date, int]] = defaultdict(dict)
    numerises = EvenementDossier.objects.filter(type=TypeEvenement.NUMERISATION, centre__in=centres).exclude(
        avant=EtatDossier.REFUSE  # scanned again: it was already counted
    )
    comptes = numerises.order_by().annotate(semaine=TruncWeek("horodatage")).values("centre", "semaine")
    for ligne in comptes.annotate(nombre=Count("dossier", distinct=True)):
        reels[ligne["centre"]][ligne["semaine"].date()] = ligne["nombre"]
    return {
        centre: [
            Semaine(semaine, prevus[centre].get(semaine, 0), reels[centre].get(semaine, 0))
            for semaine in sorted({*prevus[centre], *reels[centre]})
        ]
        for centre in centres
    }
