"""How long data are kept."""

from __future__ import annotations

import datetime as dt

ANNEES_PERSONNES = 3
"""Data on persons and on violence (general conditions of the national tool)."""

ANNEES_CREANCE = 4
"""A claim on the State is extinguished four years after the 1 January that follows the year in which it was acquired
(loi n° 68-1250 du 31 décembre 1968, art. 1er): until then a mémoire is the evidence of it."""

JOURS_COMPTE_INACTIF = 365


def borne_effacement(jour: dt.date) -> dt.date:
    """Acts before that day are erased: whole months, all over for at least three years."""
    return dt.date(jour.year - ANNEES_PERSONNES, jour.month, 1)


def borne_creances(jour: dt.date) -> dt.date:
    """Claims of acts before that day are extinguished: nobody can ask for their mémoire any more."""
    return dt.date(jour.year - ANNEES_CREANCE, 1, 1)
