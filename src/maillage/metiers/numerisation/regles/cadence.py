"""The plan of each centre week by week against what was done: the drift, and when it would end at this pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

SEMAINES_DU_RYTHME = 4
"""The pace is that of the last four whole weeks."""


def lundi(jour: dt.date) -> dt.date:
    """The week that a day is in, by its Monday."""
    return jour - dt.timedelta(days=jour.weekday())


@dataclass(frozen=True, slots=True)
class Semaine:
    """One week of one centre."""

    debut: dt.date
    prevu: int
    reel: int

    @property
    def ecart(self) -> int:
        return self.reel - self.prevu


@dataclass(frozen=True, slots=True)
class Rythme:
    """Where a centre stands at the end of the last whole week."""

    prevu: int
    reel: int
    rythme: float | None
    """Records a week, on average, over the last whole weeks; none when there is none yet."""
    fin: dt.date | None
    """The Monday of the week in which the plan would be reached at this pace."""

    @property
    def derive(self) -> int:
        """Records ahead of the plan, or behind it when negative."""
        return self.reel - self.prevu


def suivre(semaines: Sequence[Semaine], jour: dt.date) -> Rythme:
    """The drift is counted on whole weeks only: the one that runs is neither late nor early."""
    courante = lundi(jour)
    passees = [semaine for semaine in semaines if semaine.debut < courante]
    prevu, reel = sum(s.prevu for s in passees), sum(s.reel for s in passees)
    debut_rythme = courante - dt.timedelta(weeks=SEMAINES_DU_RYTHME)
    recentes = [semaine for semaine in passees if semaine.debut >= debut_rythme]
    rythme = sum(s.reel for s in recentes) / len(recentes) if recentes else None
    restant = sum(s.prevu for s in semaines) - sum(s.reel for s in semaines)
    fin = None
    if restant <= 0:
        fin = courante
    elif rythme:
        fin = courante + dt.timedelta(weeks=ceil(restant / rythme))
    return Rythme(prevu, reel, rythme, fin)
