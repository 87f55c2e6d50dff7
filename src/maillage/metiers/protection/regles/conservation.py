"""How long a measure is kept after its end."""

from __future__ import annotations

import datetime as dt

ANNEES = 5


def borne_effacement(jour: dt.date) -> dt.date:
    """Measures that ended before that day are erased: whole months, all over for at least five years."""
    return dt.date(jour.year - ANNEES, jour.month, 1)


def premiere_annee_comptable(jour: dt.date) -> int:
    """First year of which every measure is still whole: a survey may be opened from it on."""
    return borne_effacement(jour).year + 1
