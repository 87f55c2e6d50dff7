"""How far: great-circle distance times a declared road factor. It is an estimate, and screens say so.

No road network is read: in mainland France a journey by road is about 1.3 times the straight line. NumPy and OR-Tools
are loaded when first used: a process that optimises nothing does without their memory.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RAYON_TERRESTRE_KM = 6371.0088
FACTEUR_ROUTIER = 1.3
VITESSE_KMH = 50
"""Mean speed by road, stops apart; declared beside each hour shown."""
MENTION = "Distances estimées : à vol d’oiseau × 1,3."


class Point(NamedTuple):
    """A place, in degrees."""

    latitude: float
    longitude: float


def point(latitude: float | None, longitude: float | None) -> Point | None:
    """A place whose position may be unknown."""
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def a_vol_d_oiseau(depart: Point, arrivee: Point) -> float:
    """Great-circle distance (haversine), in kilometres."""
    phi1, phi2 = math.radians(depart.latitude), math.radians(arrivee.latitude)
    dphi = phi2 - phi1
    dlambda = math.radians(arrivee.longitude - depart.longitude)
    corde = math.sin(dphi / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(dlambda / 2) ** 2
    return 2 * RAYON_TERRESTRE_KM * math.asin(math.sqrt(min(corde, 1.0)))


def par_la_route(depart: Point, arrivee: Point) -> float:
    """Estimated kilometres by road."""
    return a_vol_d_oiseau(depart, arrivee) * FACTEUR_ROUTIER


def matrice(departs: Sequence[Point], arrivees: Sequence[Point]) -> NDArray[np.float64]:
    """Estimated kilometres by road from each of the first to each of the second."""
    import numpy as np

    phi1, lambda1 = _radians(departs)
    phi2, lambda2 = _radians(arrivees)
    corde = (
        np.sin((phi2[None, :] - phi1[:, None]) / 2) ** 2
        + np.cos(phi1)[:, None]
        * np.cos(phi2)[None, :]
        * np.sin((lambda2[None, :] - lambda1[:, None]) / 2) ** 2
    )
    distances: NDArray[np.float64] = (
        2 * RAYON_TERRESTRE_KM * FACTEUR_ROUTIER * np.arcsin(np.sqrt(np.minimum(corde, 1.0)))
    )
    return distances


def minutes(kilometres: float, vitesse: float = VITESSE_KMH) -> int:
    """Time on the road, rounded up to the minute."""
    return math.ceil(kilometres * 60 / vitesse)


def encadrement(centre: Point, kilometres: float) -> tuple[Point, Point]:
    """South-west and north-east corners of a box that holds everything within this road distance."""
    rayon = kilometres / FACTEUR_ROUTIER
    dlat = math.degrees(rayon / RAYON_TERRESTRE_KM)
    dlon = dlat / max(math.cos(math.radians(centre.latitude)), 0.01)
    return (
        Point(centre.latitude - dlat, centre.longitude - dlon),
        Point(centre.latitude + dlat, centre.longitude + dlon),
    )


def _radians(points: Sequence[Point]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    import numpy as np

    valeurs = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2))
    return valeurs[:, 0], valeurs[:, 1]
