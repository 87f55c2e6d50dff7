"""The lists in force on a day: amounts, delays, specialties and signs of alert, as the rules take them.

What the product ships (`donnees/`) stands in as long as nobody loaded an edition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from maillage.metiers.avis.regles.delais import Delai, Unite
from maillage.metiers.avis.regles.honoraires import PLAFOND, Bareme, Tarif
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import lire_edition
from maillage.socle.echanges.referentiels.lecture import ValeurReference, valeurs

DONNEES = Path(__file__).parents[1] / "donnees"
BAREME = "avis.bareme"
CONSERVATION = "avis.conservation"
DELAIS = "avis.delais"
SPECIALITES = "avis.specialites"
SIGNES_ALERTE = "avis.signes_alerte"
T = TypeVar("T")


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


def fichiers(liste: str) -> dict[dt.date, Path]:
    """The editions of a list that come with the product, oldest first."""
    nom = liste.partition(".")[2].replace("_", "-")
    return {
        dt.date.fromisoformat(chemin.stem[-10:]): chemin
        for chemin in sorted(DONNEES.glob(f"{nom}-????-??-??.csv"))
    }


def dates_des_editions(liste: str) -> list[dt.date]:
    """The days from which a list changes: between two of them it says the same."""
    chargees = Edition.objects.filter(referentiel__code=liste).order_by("date_effet")
    return list(chargees.values_list("date_effet", flat=True)) or sorted(fichiers(liste))


@lru_cache(maxsize=32)
def _livrees(chemin: Path) -> tuple[ValeurReference, ...]:
    return tuple(
        ValeurReference(ligne.code, ligne.libelle, ligne.complement, ligne.est_a_confirmer)
        for ligne in lire_edition(chemin)
    )


def _en_vigueur(liste: str, jour: dt.date) -> tuple[ValeurReference, ...]:
    chargees = valeurs(liste, jour)
    if chargees:
        return chargees
    editions = fichiers(liste)
    anterieures = [debut for debut in editions if debut <= jour]
    return _livrees(editions[max(anterieures) if anterieures else min(editions)])


def _par_code(liste: str, jour: dt.date, lire: Callable[[ValeurReference], T]) -> Mapping[str, T]:
    return {valeur.code: lire(valeur) for valeur in _en_vigueur(liste, jour)}


def _decimal(valeur: ValeurReference, colonne: str) -> Decimal | None:
    ecrit = str(valeur.complement.get(colonne) or "").replace(",", ".").strip()
    return Decimal(ecrit) if ecrit else None


def bareme_du(jour: dt.date) -> Bareme:
    """Amounts in force on that day."""
    return _par_code(
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
    return _par_code(
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
    return _par_code(
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
    signes = _par_code(
        SIGNES_ALERTE,
        jour,
        lambda v: SigneAlerte(v.code, v.libelle, str(v.complement.get("Discipline", "")), v.est_a_confirmer),
    )
    return [signe for signe in signes.values() if not disciplines or signe.discipline in disciplines]


def conservation_du(jour: dt.date) -> Mapping[str, int]:
    """Months after which what a request says is destroyed, by code."""
    return _par_code(CONSERVATION, jour, lambda v: int(_decimal(v, "Nombre") or 0))
