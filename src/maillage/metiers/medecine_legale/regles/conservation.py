"""How long data are kept."""

from __future__ import annotations

import datetime as dt

ANNEES_PERSONNES = 3
"""Data on persons and on violence (general conditions of the national tool)."""

JOURS_COMPTE_INACTIF = 365


def borne_effacement(jour: dt.date) -> dt.date:
    """Acts before that day are erased: whole months, all over for at least three years."""
    return dt.date(jour.year - ANNEES_PERSONNES, jour.month, 1)
