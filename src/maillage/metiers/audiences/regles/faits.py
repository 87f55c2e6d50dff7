"""What counts: when a hearing sat, how long, how late; how long a minute and a visa took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

HEURE_TARDIVE = 21
MINUTE = 60
Seance = tuple[dt.datetime, dt.datetime | None]
"""Beginning and end, in the time of the court."""


def minutes_siegees(seances: Iterable[Seance]) -> int:
    """Minutes when the court sat, suspensions apart; an interval that is not over counts for nothing."""
    return round(sum((fin - debut).total_seconds() for debut, fin in seances if fin) / MINUTE)


def est_tardive(seances: Iterable[Seance], date: dt.date) -> bool:
    """It sat after 21 h, or past midnight."""
    fins = [fin for _, fin in seances if fin]
    if not fins:
        return False
    limite = dt.datetime.combine(date, dt.time(HEURE_TARDIVE), tzinfo=fins[0].tzinfo)
    return max(fins) > limite


def jours_entre(debut: dt.date | None, fin: dt.date | None) -> int | None:
    """Days from one to the other, never below zero; none when one is not known."""
    return max(0, (fin - debut).days) if debut and fin else None


def mediane(effectifs: Mapping[int, int]) -> float | None:
    """The median of values counted by value; none of nothing."""
    total = sum(effectifs.values())
    if not total:
        return None
    milieux = {(total - 1) // 2, total // 2}
    rang, trouves = 0, []
    for valeur in sorted(effectifs):
        trouves += [valeur for milieu in sorted(milieux) if rang <= milieu < rang + effectifs[valeur]]
        rang += effectifs[valeur]
    return sum(trouves) / len(trouves)
