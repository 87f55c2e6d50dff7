"""How much a professional holds, and how much he may still take: in number and in points, département by département.

A measure counts in one département only, that of its court; what a professional may hold there is the line of that
département's list. The national figure is therefore the sum of the départements and nothing is counted twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.metiers.protection.enums import Fraicheur

SEUILS_FRAICHEUR = (30, 45, 60)
POINTS_PAR_DEFAUT = Decimal(1)
UN = Decimal(1)


def points(nature: str, lieu_vie: str, bareme: Mapping[str, Decimal]) -> Decimal:
    """Weight of a measure on the scale in force: `nature.lieu`, else the nature alone, else one."""
    return bareme.get(f"{nature}.{lieu_vie}", bareme.get(nature, POINTS_PAR_DEFAUT))


@dataclass(frozen=True)
class Place:
    """What a professional may hold and holds in one département. None: no limit given."""

    nombre_max: int | None
    points_max: Decimal | None
    en_cours: int = 0
    en_attente: int = 0
    points: Decimal = Decimal(0)

    @property
    def occupees(self) -> int:
        """A measure asked and not yet accepted already takes its place."""
        return self.en_cours + self.en_attente

    @property
    def marge(self) -> int | None:
        """Places left; negative when over capacity."""
        return None if self.nombre_max is None else self.nombre_max - self.occupees

    @property
    def marge_points(self) -> Decimal | None:
        return None if self.points_max is None else self.points_max - self.points

    @property
    def disponibles(self) -> int:
        return max(self.marge or 0, 0)

    @property
    def surcapacite(self) -> int:
        return max(-(self.marge or 0), 0)

    def peut_prendre(self, poids: Decimal = UN) -> bool:
        """Both limits allow one more."""
        if self.marge is not None and self.marge < 1:
            return False
        return self.marge_points is None or self.marge_points >= poids


def capacite(autorisee: int | None, souhaitee: int | None) -> int | None:
    """The list authorises, the professional may wish less: the smaller of the two."""
    connues = [valeur for valeur in (autorisee, souhaitee) if valeur is not None]
    return min(connues) if connues else None


def palier_fraicheur(date_confirmation: dt.date | None, aujourd_hui: dt.date) -> int | None:
    """The last threshold passed, in days; whoever never confirmed has passed them all."""
    if date_confirmation is None:
        return SEUILS_FRAICHEUR[-1]
    age = (aujourd_hui - date_confirmation).days
    return max((seuil for seuil in SEUILS_FRAICHEUR if age >= seuil), default=None)


def fraicheur(date_confirmation: dt.date | None, aujourd_hui: dt.date) -> Fraicheur:
    """From the last confirmation by the professional, never from a mere write."""
    if date_confirmation is None:
        return Fraicheur.PERIMEE
    age = (aujourd_hui - date_confirmation).days
    un, deux, trois = SEUILS_FRAICHEUR
    if age < un:
        return Fraicheur.RECENTE
    if age < deux:
        return Fraicheur.A_CONFIRMER
    return Fraicheur.ANCIENNE if age < trois else Fraicheur.PERIMEE
