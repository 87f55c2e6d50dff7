"""A map drawn in SVG on the server: no tiles, no outside server, nothing but places and their names.

    plan("Mandataires proposés", reperes, fond=communes, cercles=[(lieu, 10), (lieu, 30)])

The background is the places of the territory, as dots; longitudes are narrowed by the mean latitude, so that distances
look right. It never stands alone: the list beside it says the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from django.utils.safestring import SafeString

LARGEUR, HAUTEUR_MAX = 420, 520
MARGE = 18
KM_PAR_DEGRE = 111.2
LARGEUR_CARACTERE = 6.4


@dataclass(frozen=True)
class Repere:
    """A place shown: `genre` chooses its look, `texte` is written on it (a rank) or beside it (a name)."""

    latitude: float
    longitude: float
    libelle: str
    genre: Literal["choix", "autre", "lieu", "etape"] = "choix"
    texte: str = ""
    ancre: str = ""


@dataclass(frozen=True)
class Fond:
    """A place of the background; those that are `nommee` bear their name."""

    latitude: float
    longitude: float
    nom: str
    poids: float = 0
    est_nommee: bool = False


class _Projection:
    """Degrees to drawing units."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        latitudes, longitudes = [p[0] for p in points], [p[1] for p in points]
        self.nord, sud = max(latitudes), min(latitudes)
        self.ouest, est = min(longitudes), max(longitudes)
        self.rapport = math.cos(math.radians((self.nord + sud) / 2))
        large = max((est - self.ouest) * self.rapport, 0.02)
        haut = max(self.nord - sud, 0.02)
        self.echelle = min((LARGEUR - 2 * MARGE) / large, (HAUTEUR_MAX - 2 * MARGE) / haut)
        self.gauche = (LARGEUR - large * self.echelle) / 2
        self.hauteur = round(haut * self.echelle + 2 * MARGE)

    def __call__(self, latitude: float, longitude: float) -> tuple[float, float]:
        return (
            round(self.gauche + (longitude - self.ouest) * self.rapport * self.echelle, 1),
            round(MARGE + (self.nord - latitude) * self.echelle, 1),
        )

    def rayon(self, km: float) -> float:
        return round(km / KM_PAR_DEGRE * self.echelle, 1)


def plan(
    titre: str,
    reperes: Sequence[Repere],
    *,
    fond: Sequence[Fond] = (),
    cercles: Sequence[tuple[float, float, float]] = (),
    chemins: Sequence[Sequence[tuple[float, float]]] = (),
) -> SafeString:
    """The drawing; empty when there is nothing to place. `cercles`: latitude, longitude, straight kilometres."""
    points = [(f.latitude, f.longitude) for f in fond] + [(r.latitude, r.longitude) for r in reperes]
    if not points:
        return SafeString("")
    versus = _Projection(points)
    formes = [
        *(_cercle(versus, *cercle) for cercle in cercles),
        *(_commune(versus, commune) for commune in fond),
        *(_nom(versus, commune) for commune in fond if commune.est_nommee),
        *(_chemin(versus, rang, chemin) for rang, chemin in enumerate(chemins, start=1)),
        *(_repere(versus, repere) for repere in reversed(reperes)),
    ]
    return SafeString(
        f'<svg class="ml-dessin ml-plan" viewBox="0 0 {LARGEUR} {versus.hauteur}" role="img">'
        f"<title>{escape(titre)}</title>{''.join(formes)}</svg>"
    )


def _cercle(versus: _Projection, latitude: float, longitude: float, km: float) -> str:
    x, y = versus(latitude, longitude)
    rayon = versus.rayon(km)
    return (
        f'<circle class="ml-plan__cercle" cx="{x}" cy="{y}" r="{rayon}"/>'
        f'<text class="ml-plan__mesure" x="{x}" y="{round(y - rayon - 3, 1)}">{round(km)} km</text>'
    )


def _commune(versus: _Projection, commune: Fond) -> str:
    x, y = versus(commune.latitude, commune.longitude)
    rayon = round(1.2 + min(math.sqrt(commune.poids) / 90, 4.5), 1)
    return f'<circle class="ml-plan__fond" cx="{x}" cy="{y}" r="{rayon}"/>'


def _nom(versus: _Projection, commune: Fond) -> str:
    x, y = versus(commune.latitude, commune.longitude)
    large = len(commune.nom) * LARGEUR_CARACTERE
    depart, cote = (x - 8, "end") if x + 8 + large > LARGEUR else (x + 8, "start")
    return (
        f'<text class="ml-plan__nom" text-anchor="{cote}" x="{round(depart, 1)}" y="{round(y + 4, 1)}">'
        f"{escape(commune.nom)}</text>"
    )


def _chemin(versus: _Projection, rang: int, chemin: Sequence[tuple[float, float]]) -> str:
    points = " ".join(f"{x},{y}" for x, y in (versus(*point) for point in chemin))
    return f'<polyline class="ml-ligne-{(rang - 1) % 6 + 1} ml-plan__chemin" points="{points}"/>'


def _repere(versus: _Projection, repere: Repere) -> str:
    x, y = versus(repere.latitude, repere.longitude)
    titre = f"<title>{escape(repere.libelle)}</title>"
    if repere.genre == "autre":
        forme = f'<g>{titre}<circle class="ml-plan__autre" cx="{x}" cy="{y}" r="4"/></g>'
    elif repere.genre == "lieu":
        forme = (
            f'<g>{titre}<path class="ml-plan__lieu" d="M{x} {y - 11}l9 9-9 9-9-9z"/>'
            f'<text class="ml-plan__legende" x="{x}" y="{round(y + 20, 1)}">{escape(repere.texte)}</text></g>'
        )
    else:
        forme = (
            f'<g>{titre}<circle class="ml-plan__{repere.genre}" cx="{x}" cy="{y}" r="10"/>'
            f'<text class="ml-plan__rang" x="{x}" y="{round(y + 4, 1)}">{escape(repere.texte)}</text></g>'
        )
    return f'<a href="#{escape(repere.ancre)}">{forme}</a>' if repere.ancre else forme
