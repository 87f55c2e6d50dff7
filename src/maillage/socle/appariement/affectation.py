"""Who takes what, all at once: the cheapest assignment under capacities, exact.

Each demand goes to one offer, or to none at the cost of a refusal. An offer takes at most so many, and taking one
more costs more and more (`marginaux`, never decreasing): this is how an unequal load is made to cost. It is a
min-cost flow, solved by OR-Tools on the cheapest offers of each demand only; the solution is then proved against all
of them: if moving demands along some cycle would still cost less, more offers are let in and it is solved again.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Couts = NDArray[np.int64]
INTERDIT = 1 << 40
"""Cost of what may not be: never chosen."""
VOISINS = 24


class AffectationImpossible(RuntimeError):
    """The solver found no solution: costs out of bounds."""


@dataclass(frozen=True)
class Affectation:
    """`choix` gives the offer of each demand, or None; `cout` is the sum of what was paid, refusals included."""

    choix: tuple[int | None, ...]
    cout: int

    @property
    def refusees(self) -> int:
        return sum(1 for un in self.choix if un is None)


def affecter(couts: Couts, marginaux: Sequence[Sequence[int]], *, cout_refus: int) -> Affectation:
    """The cheapest assignment.

    `couts[i, j]` is what demand i costs at offer j (INTERDIT: not possible); `marginaux[j]` what offer j adds for its
    first, second… demand, its length being the capacity. Raises ValueError on costs that decrease or are negative.
    """
    demandes, offres = couts.shape
    _verifier(couts, marginaux, cout_refus)
    complets = np.concatenate([couts, np.full((demandes, 1), cout_refus, dtype=np.int64)], axis=1)
    paliers = [np.asarray(m, dtype=np.int64) for m in marginaux]
    voisins = min(VOISINS, offres)
    while True:
        choix = _resoudre(complets, paliers, voisins)
        if voisins >= offres or _est_optimal(complets, paliers, choix):
            break
        voisins = min(voisins * 3, offres)
    return Affectation(tuple(int(j) if j < offres else None for j in choix), _cout(complets, paliers, choix))


def _verifier(couts: Couts, marginaux: Sequence[Sequence[int]], cout_refus: int) -> None:
    if len(marginaux) != couts.shape[1]:
        raise ValueError("One list of marginal costs for each offer.")
    if (couts.size and int(couts.min()) < 0) or not 0 <= cout_refus < INTERDIT:
        raise ValueError("Costs are whole numbers, zero or more.")
    if any(a > b for paliers in marginaux for a, b in itertools.pairwise(paliers)):
        raise ValueError("Taking one more never costs less than the one before.")


def _resoudre(couts: Couts, paliers: list[Couts], voisins: int) -> Couts:
    """Solve on the `voisins` cheapest offers of each demand, and the refusal (last column)."""
    demandes, colonnes = couts.shape
    offres = colonnes - 1
    if not demandes:
        return np.empty(0, dtype=np.int64)
    flux = min_cost_flow.SimpleMinCostFlow()
    proches = (
        np.argpartition(couts[:, :offres], voisins - 1, axis=1)[:, :voisins]
        if 0 < voisins < offres
        else np.broadcast_to(np.arange(offres), (demandes, offres))
    )
    lignes = np.repeat(np.arange(demandes), proches.shape[1])
    vers = proches.ravel()
    prix = couts[lignes, vers]
    permis = prix < INTERDIT
    lignes, vers, prix = lignes[permis], vers[permis], prix[permis]
    puits = demandes + colonnes
    arcs = flux.add_arcs_with_capacity_and_unit_cost(lignes, demandes + vers, _uns(len(vers)), prix)
    toutes = np.arange(demandes)
    refus = flux.add_arcs_with_capacity_and_unit_cost(
        toutes, np.full(demandes, demandes + offres), _uns(demandes), couts[:, offres]
    )
    sortants = np.repeat(np.arange(offres), [len(p) for p in paliers])
    flux.add_arcs_with_capacity_and_unit_cost(
        demandes + sortants,
        np.full(len(sortants), puits),
        _uns(len(sortants)),
        np.concatenate(paliers) if paliers else np.empty(0, dtype=np.int64),
    )
    flux.add_arc_with_capacity_and_unit_cost(demandes + offres, puits, demandes, 0)
    flux.set_nodes_supplies(
        np.append(toutes, puits), np.append(_uns(demandes), np.array([-demandes], dtype=np.int64))
    )
    if flux.solve() != flux.OPTIMAL:
        raise AffectationImpossible("The assignment has no solution: costs out of bounds.")
    choix = np.empty(demandes, dtype=np.int64)
    choix[flux.flows(refus) > 0] = offres
    pris = flux.flows(arcs) > 0
    choix[lignes[pris]] = vers[pris]
    return choix


def _uns(nombre: int) -> Couts:
    return np.ones(nombre, dtype=np.int64)


def _cout(couts: Couts, paliers: list[Couts], choix: Couts) -> int:
    nombres = np.bincount(choix, minlength=couts.shape[1])
    charges = sum(int(palier[:pris].sum()) for palier, pris in zip(paliers, nombres, strict=False))
    return int(couts[np.arange(len(choix)), choix].sum()) + charges


def _est_optimal(couts: Couts, paliers: list[Couts], choix: Couts) -> bool:
    """No cycle of moves costs less than nothing, over all offers: the proof that this is the optimum.

    Nodes are the offers, the refusal and « one more, one less ». An edge j → k is the cheapest demand of j moved to k.
    """
    colonnes = couts.shape[1]
    ecarts = np.full((colonnes + 1, colonnes + 1), INTERDIT, dtype=np.int64)
    ordre = np.argsort(choix, kind="stable")
    tries = choix[ordre]
    presents, debuts = np.unique(tries, return_index=True)
    deltas = couts[ordre] - couts[ordre, tries][:, None]
    ecarts[presents, :colonnes] = np.minimum.reduceat(deltas, debuts, axis=0)
    nombres = np.bincount(choix, minlength=colonnes)
    for offre, palier in enumerate(paliers):
        pris = int(nombres[offre])
        if pris < len(palier):
            ecarts[offre, colonnes] = palier[pris]
        if pris:
            ecarts[colonnes, offre] = -palier[pris - 1]
    ecarts[colonnes - 1, colonnes] = 0  # refusing one more
    if nombres[colonnes - 1]:
        ecarts[colonnes, colonnes - 1] = 0
    distances = np.zeros(colonnes + 1, dtype=np.int64)
    for _ in range(colonnes + 2):
        suivantes = np.minimum(distances, (distances[:, None] + ecarts).min(axis=0))
        if np.array_equal(suivantes, distances):
            return True
        distances = suivantes
    return False
