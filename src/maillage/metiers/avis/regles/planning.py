"""The best roster of a line, exact, in two stages.

First as few holes as can be, a first line counting more than all the backups; then, with those numbers fixed, the
least overload beyond fair shares, the most wishes, the fewest changes of what was published. Coverage is soft: the
model always has a solution. OR-Tools' CP-SAT solves it with one worker and a budget of work instead of a clock, so
that the same line gives the same roster.
"""

from __future__ import annotations

import math
from typing import Any

from maillage.metiers.avis.enums.gardes import Preference, RangGarde
from maillage.metiers.avis.regles.calendrier import Creneau
from maillage.metiers.avis.regles.gardes import (
    MAXIMUM_GLISSANT,
    Affectation,
    Membre,
    Probleme,
    Roster,
    expliquer,
    parts_equitables,
)

SURCHARGE, CHANGEMENT, EVITE, PREFERE = 50, 5, 3, 2
"""What one more half-day beyond the fair share, a change, a wish not met costs in the second stage."""
PALIERS = 4
"""Half-days beyond the fair share, each dearer than the one before."""
BUDGET = 2.0
"""Deterministic seconds of each stage; reached, the best roster found is given, and said not to be proven."""


def planifier(probleme: Probleme, *, budget: float = BUDGET) -> Roster:
    """The roster. Deterministic; `est_optimal` is False when the budget ended before the proof."""
    if not probleme.creneaux or not probleme.membres:
        return Roster(frozenset(), expliquer(probleme, ()))
    modele = _Modele(probleme)
    premier, est_prouve = modele.resoudre(modele.trous(), budget)
    modele.fixer_les_trous(premier)
    second, est_fin = modele.resoudre(modele.injustice(len(premier)), budget, depart=premier)
    affectations = second or premier
    return Roster(affectations, expliquer(probleme, affectations), est_prouve and est_fin)


class _Modele:
    def __init__(self, probleme: Probleme) -> None:
        from ortools.sat.python import cp_model  # half a second: only whoever plans pays it

        self.cp = cp_model
        self.probleme = probleme
        self.modele = cp_model.CpModel()
        self.x: dict[Affectation, Any] = {}
        imposees = probleme.imposees
        for membre in probleme.membres:
            for creneau in probleme.creneaux:
                for rang in probleme.rangs:
                    une = Affectation(creneau, rang, membre.cle)
                    if une in imposees or not membre.empechement(creneau):
                        self.x[une] = self.modele.new_bool_var("")
        for une in imposees & self.x.keys():
            self.modele.add(self.x[une] == 1)
        self._une_personne_par_rang()
        for membre in probleme.membres:
            self._tenir_compte(membre)

    def _de(self, membre: int, creneaux: list[Creneau], rang: str | None = None) -> list[Affectation]:
        rangs = self.probleme.rangs if rang is None else (rang,)
        cles = (Affectation(creneau, un, membre) for creneau in creneaux for un in rangs)
        return [cle for cle in cles if cle in self.x]

    def _au_plus(self, siennes: list[Affectation], maximum: int) -> None:
        """At most so many, or as many as a coordinator imposed."""
        maximum = max(maximum, len(self.probleme.imposees.intersection(siennes)))
        if len(siennes) > maximum:
            self.modele.add(sum(self.x[une] for une in siennes) <= maximum)

    def _une_personne_par_rang(self) -> None:
        for creneau in self.probleme.creneaux:
            for rang in self.probleme.rangs:
                tous = [Affectation(creneau, rang, m.cle) for m in self.probleme.membres]
                self._au_plus([une for une in tous if une in self.x], 1)

    def _tenir_compte(self, membre: Membre) -> None:
        for creneau in self.probleme.creneaux:
            self._au_plus(self._de(membre.cle, [creneau]), 1)
        for semaine in self.probleme.semaines().values():
            for rang in self.probleme.rangs:
                self._au_plus(self._de(membre.cle, semaine, rang), membre.quota)
        for fenetre in self.probleme.fenetres():
            self._au_plus(self._de(membre.cle, fenetre), MAXIMUM_GLISSANT)
        if membre.est_salarie:
            for un, autre in self.probleme.trop_proches():
                self._au_plus(self._de(membre.cle, [un, autre]), 1)

    def _tenues(self, rang: str) -> Any:
        return sum(variable for une, variable in self.x.items() if une.rang == rang)

    def trous(self) -> Any:
        """Minus what is held: a first line outweighs every backup of the period."""
        poids = len(self.probleme.creneaux) + 1
        return -(poids * self._tenues(RangGarde.PREMIERE) + self._tenues(RangGarde.RENFORT))

    def fixer_les_trous(self, roster: frozenset[Affectation]) -> None:
        for rang in self.probleme.rangs:
            self.modele.add(self._tenues(rang) == sum(une.rang == rang for une in roster))

    def injustice(self, tenues: int) -> Any:
        """Overload beyond fair shares, less the wishes met, plus the changes."""
        parts = parts_equitables(self.probleme, tenues)
        termes: list[Any] = []
        for membre in self.probleme.membres:
            siennes = self._de(membre.cle, list(self.probleme.creneaux))
            termes += self._depassements(siennes, math.ceil(parts[membre.cle]))
            for une in siennes:
                souhait = membre.souhaits.get(une.creneau)
                if souhait == Preference.EVITE:
                    termes.append(EVITE * self.x[une])
                elif souhait == Preference.PREFERE:
                    termes.append(-PREFERE * self.x[une])
        termes += [-CHANGEMENT * self.x[une] for une in self.probleme.publiees if une in self.x]
        return sum(termes)

    def _depassements(self, siennes: list[Affectation], part: int) -> list[Any]:
        """Each half-day beyond the share costs more than the one before."""
        termes = []
        for palier in range(1, PALIERS + 1):
            if len(siennes) < part + palier:
                break
            reste = len(siennes) - part - palier + 1
            au_dela = self.modele.new_int_var(0, reste, "")
            self.modele.add(au_dela >= sum(self.x[une] for une in siennes) - (part + palier - 1))
            termes.append(SURCHARGE * au_dela)
        return termes

    def resoudre(
        self, objectif: Any, budget: float, depart: frozenset[Affectation] = frozenset()
    ) -> tuple[frozenset[Affectation], bool]:
        self.modele.minimize(objectif)
        self.modele.clear_hints()  # type: ignore[no-untyped-call]
        for une, variable in self.x.items():
            self.modele.add_hint(variable, une in depart)
        solveur = self.cp.CpSolver()
        solveur.parameters.num_workers = 1
        solveur.parameters.random_seed = 0
        solveur.parameters.linearization_level = 2  # the relaxation nearly gives the roster: 100 times faster
        solveur.parameters.max_deterministic_time = budget
        etat = solveur.solve(self.modele)
        if etat not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return frozenset(), False
        pris = frozenset(une for une, variable in self.x.items() if solveur.boolean_value(variable))
        return pris, etat == self.cp.OPTIMAL
