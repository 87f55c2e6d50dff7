"""The lists in force on a day: amounts, delays, specialties and signs of alert, as the rules take them.

What the product ships (`donnees/`) stands in as long as nobody loaded an edition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from maillage.metiers.avis.regles.delais import Delai, Unite
from maillage.metiers.avis.regles.honoraires import PLAFOND, Bareme, Tarif
from maillage.socle.echanges.referentiels.lecture import ValeurReference
from maillage.socle.echanges.referentiels.livrees import ListesLivrees

DONNEES = Path(__file__).parents[1] / "donnees"
LISTES = ListesLivrees(DONNEES)
BAREME = "avis.bareme"
CONSERVATION = "avis.conservation"
DELAIS = "avis.delais"
SPECIALITES = "avis.specialites"
SIGNES_ALERTE = "avis.signes_alerte"


@dataclass(frozen=True, slots=True)
class SpecialiteOrdinale:
    """A code of TRE_R38, and the disciplines in which several codes mean one thing."""

    code: str
    libelle: str
    disciplines: frozenset[str]


@dataclass(frozen=True, slots=True)
class SigneAlerte:
    """A sign that stops the request: « appelez le 15 »."""

    code: str
    libelle: str
    discipline: str
    est_a_confirmer: bool


def _decimal(valeur: ValeurReference, colonne: str) -> Decimal | None:
    ecrit = str(valeur.complement.get(colonne) or "").replace(",", ".").strip()
    return Decimal(ecrit) if ecrit else None


def bareme_du(jour: dt.date) -> Bareme:
    """Amounts in force on that day."""
    return LISTES.par_code(
        BAREME,
        jour,
        lambda v: Tarif(
            v.code,
            v.libelle,
            _decimal(v, "Montant") or Decimal(0),
            _decimal(v, "Montant outre-mer"),
            str(v.complement.get("Source", "")),
            v.est_a_confirmer,
        ),
    )


def plafond_du(jour: dt.date) -> int:
    """Acts a year for one patient."""
    return int(bareme_du(jour)[PLAFOND].montant)


def delais_du(jour: dt.date) -> Mapping[str, Delai]:
    """Delays of the escalation and of the answer, in force on that day."""
    return LISTES.par_code(
        DELAIS,
        jour,
        lambda v: Delai(
            v.code,
            v.libelle,
            int(_decimal(v, "Nombre") or 0),
            Unite(str(v.complement["Unité"])),
            v.est_a_confirmer,
        ),
    )


def specialites_du(jour: dt.date) -> Mapping[str, SpecialiteOrdinale]:
    """Ordinal specialties, by code."""
    return LISTES.par_code(
        SPECIALITES,
        jour,
        lambda v: SpecialiteOrdinale(
            v.code,
            v.libelle,
            frozenset(d.strip() for d in str(v.complement.get("Disciplines") or "").split(",") if d.strip()),
        ),
    )


def signes_alerte_du(jour: dt.date, disciplines: Collection[str] = ()) -> list[SigneAlerte]:
    """Signs proposed for these disciplines; all of them when none is named."""
    signes = LISTES.par_code(
        SIGNES_ALERTE,
        jour,
        lambda v: SigneAlerte(v.code, v.libelle, str(v.complement.get("Discipline", "")), v.est_a_confirmer),
    )
    return [signe for signe in signes.values() if not disciplines or signe.discipline in disciplines]


def conservation_du(jour: dt.date) -> Mapping[str, int]:
    """Months after which what a request says is destroyed, by code."""
    return LISTES.par_code(CONSERVATION, jour, lambda v: int(_decimal(v, "Nombre") or 0))
