"""Lists that come with a service: dated files in its folder, in force as long as nobody loaded an edition.

    LISTES = ListesLivrees(Path(__file__).parents[1] / "donnees")

    def delais_du(jour):
        return LISTES.par_code("avis.delais", jour, lambda valeur: Delai(valeur.code, …))

A file is named after its list and the day it takes effect: `delais-2026-11-22.csv` for « avis.delais ».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import charger_edition, lire_edition
from maillage.socle.echanges.referentiels.lecture import ValeurReference, valeurs

LICENCE = "Licence Ouverte 2.0"
T = TypeVar("T")


@dataclass(frozen=True)
class ListesLivrees:
    dossier: Path

    def fichiers(self, liste: str) -> dict[dt.date, Path]:
        """The editions of a list that come with the product, oldest first."""
        nom = liste.partition(".")[2].replace("_", "-")
        return {
            dt.date.fromisoformat(chemin.stem[-10:]): chemin
            for chemin in sorted(self.dossier.glob(f"{nom}-????-??-??.csv"))
        }

    def en_vigueur(self, liste: str, jour: dt.date) -> tuple[ValeurReference, ...]:
        """The entries on that day; the first edition says what held before it."""
        if chargees := valeurs(liste, jour):
            return chargees
        editions = self.fichiers(liste)
        anterieures = [debut for debut in editions if debut <= jour]
        return _lire(editions[max(anterieures) if anterieures else min(editions)])

    def par_code(self, liste: str, jour: dt.date, lire: Callable[[ValeurReference], T]) -> dict[str, T]:
        """The entries on that day as the rules take them, by code."""
        return {valeur.code: lire(valeur) for valeur in self.en_vigueur(liste, jour)}

    def dates(self, liste: str) -> list[dt.date]:
        """The days from which the list changes: between two of them it says the same."""
        chargees = Edition.objects.filter(referentiel__code=liste).order_by("date_effet")
        return list(chargees.values_list("date_effet", flat=True)) or sorted(self.fichiers(liste))

    def charger(self, listes: Mapping[str, tuple[str, str]]) -> None:
        """Load each edition once, oldest first; `listes`: code → (label, source).

        Nothing is loaded under an edition that an administrator made.
        """
        with agir_comme(agent_systeme(), motif="Listes de référence publiées avec le produit"):
            for code, (libelle, source) in listes.items():
                connues = set(
                    Edition.objects.filter(referentiel__code=code).values_list("date_effet", flat=True)
                )
                for jour, chemin in self.fichiers(code).items():
                    if connues and jour <= max(connues):
                        continue
                    charger_edition(
                        code=code,
                        nom=f"{jour:%d/%m/%Y}",
                        date_effet=jour,
                        chemin=chemin,
                        libelle=libelle,
                        source=source,
                        licence=LICENCE,
                    )


@lru_cache(maxsize=64)
def _lire(chemin: Path) -> tuple[ValeurReference, ...]:
    return tuple(
        ValeurReference(ligne.code, ligne.libelle, ligne.complement, ligne.est_a_confirmer)
        for ligne in lire_edition(chemin)
    )
