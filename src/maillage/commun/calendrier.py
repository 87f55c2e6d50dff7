"""Public holidays, working days and the end of a procedural time limit, by place.

Every function takes its date and its zone: nothing reads the clock.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

SAMEDI, DIMANCHE = 5, 6


class Zone(StrEnum):
    """Where the calendar of public holidays differs."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    REUNION = "reunion"
    MAYOTTE = "mayotte"
    SAINT_PIERRE_ET_MIQUELON = "saint_pierre_et_miquelon"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"
    WALLIS_ET_FUTUNA = "wallis_et_futuna"
    POLYNESIE = "polynesie"
    NOUVELLE_CALEDONIE = "nouvelle_caledonie"


_SUBDIVISIONS = {
    Zone.ALSACE_MOSELLE: "57",
    Zone.GUADELOUPE: "971",
    Zone.MARTINIQUE: "972",
    Zone.GUYANE: "973",
    Zone.REUNION: "974",
    Zone.MAYOTTE: "976",
    Zone.SAINT_PIERRE_ET_MIQUELON: "PM",
    Zone.SAINT_BARTHELEMY: "BL",
    Zone.SAINT_MARTIN: "MF",
    Zone.WALLIS_ET_FUTUNA: "WF",
    Zone.POLYNESIE: "PF",
    Zone.NOUVELLE_CALEDONIE: "NC",
}
_DEPARTEMENTS = {
    "57": Zone.ALSACE_MOSELLE,
    "67": Zone.ALSACE_MOSELLE,
    "68": Zone.ALSACE_MOSELLE,
    "971": Zone.GUADELOUPE,
    "972": Zone.MARTINIQUE,
    "973": Zone.GUYANE,
    "974": Zone.REUNION,
    "975": Zone.SAINT_PIERRE_ET_MIQUELON,
    "976": Zone.MAYOTTE,
    "977": Zone.SAINT_BARTHELEMY,
    "978": Zone.SAINT_MARTIN,
    "986": Zone.WALLIS_ET_FUTUNA,
    "987": Zone.POLYNESIE,
    "988": Zone.NOUVELLE_CALEDONIE,
}


def zone_du_departement(code: str) -> Zone:
    """Calendar of a département code; every one without a calendar of its own follows métropole."""
    return _DEPARTEMENTS.get(code.strip().upper(), Zone.METROPOLE)


@lru_cache(maxsize=512)
def _feries(annee: int, zone: Zone) -> dict[date, str]:
    import holidays  # half a second at every start, for what is asked once a year and zone

    trouves = holidays.country_holidays("FR", subdiv=_SUBDIVISIONS.get(zone), years=annee, language="fr")
    return {jour: trouves[jour] for jour in sorted(trouves) if jour.year == annee}


def jours_feries(annee: int, zone: Zone = Zone.METROPOLE) -> dict[date, str]:
    """Holidays of the year in order, with their French name (art. L. 3133-1, L. 3134-13, L. 3422-2 C. trav.)."""
    return dict(_feries(annee, zone))


def est_ferie(jour: date, zone: Zone = Zone.METROPOLE) -> bool:
    return jour in _feries(jour.year, zone)


def est_jour_ouvrable(jour: date, zone: Zone = Zone.METROPOLE) -> bool:
    """Monday to Saturday, holidays excepted."""
    return jour.weekday() != DIMANCHE and not est_ferie(jour, zone)


def est_jour_ouvre(jour: date, zone: Zone = Zone.METROPOLE) -> bool:
    """Monday to Friday, holidays excepted."""
    return jour.weekday() < SAMEDI and not est_ferie(jour, zone)


def ajouter_jours_ouvres(jour: date, nombre: int, zone: Zone = Zone.METROPOLE) -> date:
    """The ``nombre``-th working day after ``jour`` (before it when negative); 0 is ``jour`` itself."""
    return _ajouter(jour, nombre, lambda j: est_jour_ouvre(j, zone))


def ajouter_jours_ouvrables(jour: date, nombre: int, zone: Zone = Zone.METROPOLE) -> date:
    """Same, Saturdays counted."""
    return _ajouter(jour, nombre, lambda j: est_jour_ouvrable(j, zone))


def _ajouter(jour: date, nombre: int, compte: Callable[[date], bool]) -> date:
    pas = timedelta(days=1 if nombre > 0 else -1)
    restant = abs(nombre)
    while restant:
        jour += pas
        restant -= compte(jour)
    return jour


def nombre_jours_ouvres(debut: date, fin: date, zone: Zone = Zone.METROPOLE) -> int:
    """Working days from ``debut`` included to ``fin`` excluded; negative when ``fin`` comes first."""
    if fin < debut:
        return -nombre_jours_ouvres(fin, debut, zone)
    return sum(est_jour_ouvre(jour, zone) for jour in _jours(debut, fin))


def _jours(debut: date, fin: date) -> Iterator[date]:
    for decalage in range((fin - debut).days):
        yield debut + timedelta(days=decalage)


def ajouter_mois(jour: date, mois: int) -> date:
    """Same day of the month, or its last day when it has none such (art. 641 al. 2 CPC)."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    return date(annee, rang + 1, min(jour.day, calendar.monthrange(annee, rang + 1)[1]))


def terme(depart: date, *, jours: int = 0, mois: int = 0, annees: int = 0) -> date:
    """Last day of a time limit counted from an event: the day of the event does not count (art. 641 CPC).

    Months are counted before days. The result is not prorogued: see ``proroger``.
    """
    return ajouter_mois(depart, annees * 12 + mois) + timedelta(days=jours)


def proroger(dernier_jour: date, zone: Zone = Zone.METROPOLE) -> date:
    """A limit that ends on a Saturday, a Sunday or a holiday ends on the next working day.

    Art. 642 CPC (civil) and art. 801 CPP (criminal) say the same.
    """
    while not est_jour_ouvre(dernier_jour, zone):
        dernier_jour += timedelta(days=1)
    return dernier_jour
