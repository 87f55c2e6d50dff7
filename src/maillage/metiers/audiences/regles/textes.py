"""Articles and names that the law changes, each with the days it holds: rules and documents ask for them by code.

The ordonnance n° 2025-1091 of 19 November 2025 renumbers the code of criminal procedure and renames courts and
penalties from 1 January 2029; its coming into force may be put off, so what it brings is to be confirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

REFONTE = dt.date(2029, 1, 1)


@dataclass(frozen=True, slots=True)
class Texte:
    """How something is called, and from when."""

    code: str
    libelle: str
    date_debut: dt.date = dt.date.min
    est_a_confirmer: bool = False


TEXTES: tuple[Texte, ...] = (
    Texte("tribunal", "tribunal correctionnel"),
    Texte("tribunal", "tribunal délictuel", REFONTE, est_a_confirmer=True),
    Texte("ddse", "détention à domicile sous surveillance électronique"),
    Texte("ddse", "surveillance électronique à domicile", REFONTE, est_a_confirmer=True),
    Texte("execution_ferme", "art. 464-2 CPP"),
    Texte("execution_ferme", "art. L. 4432-14, L. 4432-19 et L. 4432-20 CPP", REFONTE, est_a_confirmer=True),
    Texte("mandat", "art. 465 CPP"),
    Texte("mandat", "art. L. 4432-21 et L. 4432-22 CPP", REFONTE, est_a_confirmer=True),
    Texte("motivation", "art. 485-1 CPP"),
    Texte("note", "art. 453 CPP"),
    Texte("minute", "art. 486 CPP"),
    Texte("amenagement", "art. 132-19 CP", est_a_confirmer=True),
    Texte("peines", "art. 131-3 CP"),
    Texte("jours_amende", "art. 131-5 CP"),
    Texte("tig", "art. 131-8 CP", est_a_confirmer=True),
    Texte("sursis_probatoire", "art. 132-42 CP", est_a_confirmer=True),
    Texte("renvoi_ci", "art. 397-1 CPP"),
    Texte("convocation", "art. 474 CPP"),
    Texte("reduction", "art. 707-2 CPP"),
    Texte("droit_fixe", "art. 1018 A CGI"),
    Texte("forme_mandats", "art. 122 et 123 CPP", est_a_confirmer=True),
    Texte("obligations", "art. 132-44 et 132-45 CP"),
    Texte("fijais", "art. 706-53-1 CPP et suivants", est_a_confirmer=True),
    Texte("finiada", "art. L. 312-16 CSI", est_a_confirmer=True),
)


@lru_cache(maxsize=64)
def textes_du(jour: dt.date) -> Mapping[str, str]:
    """What is in force on that day, by code."""
    return MappingProxyType(
        {t.code: t.libelle for t in sorted(TEXTES, key=lambda t: t.date_debut) if t.date_debut <= jour}
    )


def citer(jour: dt.date, *codes: str) -> str:
    """« art. 122 et 123 CPP, à confirmer »: how a paper cites what was recalled, not read."""
    en_vigueur = {t.code: t for t in sorted(TEXTES, key=lambda t: t.date_debut) if t.date_debut <= jour}
    return " ; ".join(
        f"{texte.libelle}, à confirmer" if texte.est_a_confirmer else texte.libelle
        for texte in (en_vigueur[code] for code in codes)
    )
