"""A table with all its margins, built from the rows of a rollup; pure.

Axis 0 is time (months and their years); the others are dimensions, organisations or territories. A category of an axis
has the categories above it: month → year, department → region → everything. A multi-valued axis (a fact has several
values) has its values and everything, but no addition ties them.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from maillage.socle.indicateurs.periode import DECEMBRE, code_mois
from maillage.socle.indicateurs.secret import Ligne, masquer

TOUT = "∑"
GROUPE = "↑"  # begins the name of an intermediate margin
Case = tuple[str, ...]
Nombre = float  # int or Decimal at run time: sums of integers and numerics, exact


@dataclass(frozen=True)
class Axe:
    """One way of cutting: `parent_de` gives the category above (TOUT unless told)."""

    code: str
    est_multiple: bool = False
    parent_de: Mapping[str, str] = field(default_factory=dict)
    sensibles: frozenset[str] = frozenset()
    _chaines: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def au_dessus(self, categorie: str) -> str | None:
        """The category of which this one is a part; None at the top."""
        if categorie == TOUT or (self.code == "mois" and len(categorie) == 4):  # noqa: PLR2004 (a year)
            return None
        if self.code == "mois":
            return categorie[:4]
        return self.parent_de.get(categorie, TOUT)

    def chaine(self, categorie: str) -> list[str]:
        """The category and all those above."""
        if categorie not in self._chaines:
            chaine = [categorie]
            while (suivante := self.au_dessus(chaine[-1])) is not None:
                chaine.append(suivante)
            self._chaines[categorie] = chaine
        return self._chaines[categorie]


@dataclass
class Cube:
    """Sums of each measure for each cell; `connus` is the part that the agent knows exactly."""

    axes: Sequence[Axe]
    mesures: Sequence[str]
    cases: dict[Case, list[Nombre]] = field(default_factory=dict)
    hors: dict[Case, list[Nombre]] = field(default_factory=dict)
    masquees: set[Case] = field(default_factory=set)

    def ajouter(
        self,
        categories: Sequence[str | Collection[str]],
        valeurs: Sequence[Nombre],
        hors: Sequence[Nombre] | None = None,
    ) -> None:
        """Add one row of the rollup to every cell it is part of; `hors` when the table is to be protected."""
        chaines = []
        for axe, categorie in zip(self.axes, categories, strict=True):
            if axe.est_multiple:
                chaines.append([*(categorie or [""]), TOUT])
            else:
                chaines.append(axe.chaine(str(categorie)))
        for case in itertools.product(*chaines):
            _cumuler(self.cases, case, valeurs)
            if hors is not None:
                _cumuler(self.hors, case, hors)

    def proteger(self, comptes: Iterable[str], seuil: int) -> None:
        """Decide what to hide, looking at the part the agent does not know of each count.

        Tables are taken from the coarsest (time alone) to the finest (every axis): what a coarse one shows is shown
        for good, so that the same cell has the same fate in every question, and none undoes another.
        """
        rangs = range(1, len(self.axes))
        for mesure in comptes:
            colonne = self.mesures.index(mesure)
            publiees: set[Case] = set()
            masquees: set[Case] = set()
            for taille in range(len(self.axes)):
                for libres in itertools.combinations(rangs, taille):
                    fixes = [rang for rang in rangs if rang not in libres]
                    valeurs = {
                        case: v[colonne]
                        for case, v in self.hors.items()
                        if all(case[rang] == TOUT for rang in fixes)
                    }
                    nouvelles = masquer(
                        valeurs,
                        self._lignes(valeurs),
                        seuil=seuil,
                        sensibles=[case for case in valeurs if self._est_sensible(case)],
                        publiees=publiees,
                        deja_masquees=masquees,
                    )
                    masquees |= nouvelles
                    publiees |= set(valeurs) - masquees
            self.masquees |= masquees

    def _est_sensible(self, case: Case) -> bool:
        return any(c in axe.sensibles for c, axe in zip(case, self.axes, strict=True) if axe.sensibles)

    def _lignes(self, valeurs: Mapping[Case, Nombre]) -> list[Ligne[Case]]:
        parties: dict[tuple[int, Case], list[Case]] = {}
        for case, valeur in valeurs.items():
            if not valeur:
                continue
            for rang, axe in enumerate(self.axes):
                dessus = None if axe.est_multiple else axe.au_dessus(case[rang])
                if dessus is not None:
                    somme = (*case[:rang], dessus, *case[rang + 1 :])
                    parties.setdefault((rang, somme), []).append(case)
        return [Ligne(tuple(cases), somme) for (_, somme), cases in parties.items()]

    def somme(
        self, mois: Sequence[date], choix: Sequence[Sequence[str]], jusqu_a: date
    ) -> tuple[list[Nombre], bool]:
        """Sum over these months and, on each other axis, these categories; and whether it must be hidden.

        A sum is shown only when every cell it is made of is. Whole years (up to the month `jusqu_a`, after which there
        is nothing) are read as such, so that a small month inside does not hide them.
        """
        total: list[Nombre] = [0] * len(self.mesures)
        est_masquee = any(
            axe.est_multiple and len(categories) > 1 and self.masque_les_unions
            for axe, categories in zip(self.axes[1:], choix, strict=True)
        )
        for temps in en_annees(tuple(mois), jusqu_a):
            for categories in itertools.product(*choix):
                case = (temps, *categories)
                est_masquee = est_masquee or case in self.masquees
                for rang, valeur in enumerate(self.cases.get(case, ())):
                    total[rang] += valeur
        return total, est_masquee

    masque_les_unions: bool = False
    """Values of a multi-valued axis overlap: their sum is not a count, and their union would reveal the overlap."""

    def categories(self, rang: int) -> set[str]:
        """Categories met on an axis, margins excepted."""
        return {case[rang] for case in self.cases if case[rang] != TOUT and not case[rang].startswith(GROUPE)}


def _cumuler(table: dict[Case, list[Nombre]], case: Case, valeurs: Sequence[Nombre]) -> None:
    ligne = table.get(case)
    if ligne is None:
        table[case] = list(valeurs)
        return
    for rang, valeur in enumerate(valeurs):
        ligne[rang] += valeur


@lru_cache(maxsize=1024)
def en_annees(mois: tuple[date, ...], jusqu_a: date) -> list[str]:
    """Write months as years where they make whole ones."""
    temps: list[str] = []
    for annee, groupe in itertools.groupby(mois, key=lambda m: m.year):
        presents = list(groupe)
        dernier = min(date(annee, DECEMBRE, 1), max(jusqu_a.replace(day=1), date(annee, 1, 1)))
        if presents[0].month == 1 and presents[-1] >= dernier:
            temps.append(f"{annee:04d}")
        else:
            temps.extend(code_mois(m) for m in presents)
    return temps
