"""When will a département be full? A simple, explained projection: recent entries, exits in proportion to the stock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.commun.calendrier import ajouter_mois

HORIZON_MOIS = 60


@dataclass(frozen=True)
class Prevision:
    """`date_saturation` None: not within five years. `deja` when the capacity is already reached."""

    entrees_par_mois: float
    sorties_par_mois: float
    date_saturation: dt.date | None
    stock_a_un_an: int

    @property
    def solde_par_mois(self) -> float:
        return self.entrees_par_mois - self.sorties_par_mois


def prevoir(
    *, stock: int, capacite: int, entrees_annee: int, sorties_annee: int, aujourd_hui: dt.date
) -> Prevision:
    """Each month as many entries as on average over the last twelve; exits follow the stock at last year's rate."""
    entrees = entrees_annee / 12
    taux = sorties_annee / 12 / stock if stock else 0.0
    courant, saturation, a_un_an = float(stock), None, stock
    if stock >= capacite:
        saturation = aujourd_hui
    for rang in range(1, HORIZON_MOIS + 1):
        courant += entrees - taux * courant
        if rang == 12:  # noqa: PLR2004 (a year)
            a_un_an = round(courant)
        if saturation is None and courant >= capacite:
            saturation = ajouter_mois(aujourd_hui, rang)
    return Prevision(entrees, taux * stock, saturation, a_un_an)
