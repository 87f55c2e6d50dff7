"""Statistical secrecy: which cells to hide so that no small one can be read or worked out. Pure functions.

A table is made of cells and of the additions that tie them (`Ligne`: the parts and their sum). A cell between 1 and
the threshold is hidden; then enough others that no addition, nor any combination of additions, gives it back:

1. in each addition, either nothing is hidden, or at least two cells, worth the threshold together;
2. the reader's work is done for him: another table must exist, with the same visible cells and no zero hidden, in
   which each secret cell differs; where linear algebra cannot promise it, one more cell is hidden.

The same table always hides the same cells: choices never depend on the order in which cells come.

What it does not cover, and cannot: two editions of the same table at different dates, and tables cut along borders that
overlap (two kinds of territories).

Limit: when a total that a coarser table has already published equals the number of cells that are not zero, a reader
who knows that a hidden cell is never zero knows that each is one. Such tables hold only ones.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

C = TypeVar("C", bound=Hashable)
D = TypeVar("D", bound=Hashable)
PREMIER = (1 << 61) - 1  # elimination modulo a large prime: exact enough, and integers stay small
CELLULES_MAX = 500  # beyond, the whole detail is hidden rather than audited


@dataclass(frozen=True)
class Ligne(Generic[C]):
    """One addition of the table: the parts that are not zero, and their sum."""

    parties: tuple[C, ...]
    somme: C

    @property
    def cellules(self) -> tuple[C, ...]:
        """All of them, the sum last."""
        return (*self.parties, self.somme)


def masquer(
    valeurs: Mapping[C, float],
    lignes: Iterable[Ligne[C]],
    *,
    seuil: int,
    sensibles: Collection[C] = (),
    publiees: Collection[C] = (),
    deja_masquees: Collection[C] = (),
) -> set[C]:
    """Return the cells to hide.

    `sensibles` are hidden whatever their value (a single structure behind the figure). `publiees` and `deja_masquees`
    were decided by a table of which this one is the detail: the former cannot be hidden any more.
    """
    secretes = {c for c, valeur in valeurs.items() if 0 < valeur < seuil}
    secretes |= {c for c in sensibles if valeurs.get(c, 0)}
    secretes -= set(publiees)
    masquees = secretes | {c for c in deja_masquees if valeurs.get(c, 0)}
    if not masquees:
        return masquees
    return _Table(dict(valeurs), list(lignes), seuil, secretes, masquees, frozenset(publiees)).proteger()


class _Table(Generic[C]):
    def __init__(
        self,
        valeurs: dict[C, float],
        lignes: list[Ligne[C]],
        seuil: int,
        secretes: set[C],
        masquees: set[C],
        publiees: frozenset[C],
    ) -> None:
        self.secretes, self.publiees = secretes, publiees
        self.valeurs = valeurs
        self.lignes = [ligne for ligne in lignes if ligne.parties]
        self.seuil = seuil
        self.masquees = masquees
        self.lignes_de: dict[C, list[Ligne[C]]] = {}
        for ligne in self.lignes:
            for cellule in ligne.cellules:
                self.lignes_de.setdefault(cellule, []).append(ligne)

    def proteger(self) -> set[C]:
        a_voir = [ligne for c in sorted(self.masquees, key=repr) for ligne in self.lignes_de.get(c, ())]
        while True:
            self._doubler(a_voir)
            if len(self.masquees) > CELLULES_MAX:
                self._masquer_le_detail()
                return self.masquees
            trouvees = self._retrouvables()
            nouvelles = {c for trouvee in trouvees if (c := self._complement(trouvee)) is not None}
            if not nouvelles:
                return self.masquees
            self.masquees |= nouvelles
            a_voir = [ligne for c in sorted(nouvelles, key=repr) for ligne in self.lignes_de.get(c, ())]

    def _doubler(self, a_voir: list[Ligne[C]]) -> None:
        """Rule 1, until it holds everywhere."""
        while a_voir:
            ligne = a_voir.pop()
            cachees = [c for c in ligne.cellules if c in self.masquees]
            est_sure = len(cachees) > 1 and (
                ligne.somme in self.masquees or sum(self.valeurs[c] for c in cachees) >= self.seuil
            )
            if not cachees or est_sure:
                continue
            choisie = self._plus_petite(ligne)
            if choisie is not None:
                self.masquees.add(choisie)
                a_voir.extend(self.lignes_de[choisie])

    def _plus_petite(self, ligne: Ligne[C]) -> C | None:
        """The smallest cell still shown, the sum only when no part is left: the least information lost."""
        visibles = [c for c in ligne.parties if self._est_libre(c) and self.valeurs.get(c, 0)]
        if visibles:
            return min(visibles, key=lambda c: (self.valeurs[c], repr(c)))
        return ligne.somme if self._est_libre(ligne.somme) else None

    def _est_libre(self, cellule: C) -> bool:
        return cellule not in self.masquees and cellule not in self.publiees

    def _complement(self, cellule: C) -> C | None:
        """One more cell to hide: in an addition of the cell that can be worked out, else in the nearest ones."""
        vues, front = {cellule}, [cellule]
        while front:
            lignes = {ligne: None for c in front for ligne in self.lignes_de.get(c, ())}
            choix = [c for ligne in lignes if (c := self._plus_petite(ligne)) is not None]
            if choix:
                return min(choix, key=lambda c: (self.valeurs[c], repr(c)))
            front = [c for c in {c: None for ligne in lignes for c in ligne.cellules} if c not in vues]
            vues.update(front)
        return None

    def _coefficients(self) -> dict[C, dict[Ligne[C], int]]:
        """Where each hidden cell stands in the reader's equations: hidden parts − hidden sum = a known number."""
        return {
            c: {ligne: -1 if c == ligne.somme else 1 for ligne in self.lignes_de.get(c, ())}
            for c in self.masquees
        }

    def _retrouvables(self) -> set[C]:
        """Secret cells that may be determined; that a cell hidden only to protect them is, matters not.

        A cell is safe when another solution exists in which it differs. Cells worth 2 or more can move a little both
        ways; a cell worth 1 can only grow, zeros being shown. So look for a movement of the former that leaves every
        sum unchanged and moves the cell in question: one exists unless the equations determine it.
        """
        colonnes = self._coefficients()
        mobiles = {c: colonnes[c] for c in self.masquees if self.valeurs[c] > 1}
        equations: dict[Ligne[C], dict[C, int]] = {}
        for cellule, colonne in mobiles.items():
            for ligne, signe in colonne.items():
                equations.setdefault(ligne, {})[cellule] = signe
        fixes = {c: colonnes[c] for c in self.secretes if c not in mobiles}
        return (determinees(equations.values()) & self.secretes) | hors_du_plan(mobiles.values(), fixes)

    def _masquer_le_detail(self) -> None:
        """Too many small cells to audit: only the sums that are nobody's part, and not small, stay."""
        parties = {c for ligne in self.lignes for c in ligne.parties}
        self.masquees |= {c for c in parties if self.valeurs.get(c, 0) and c not in self.publiees}


def determinees(equations: Iterable[Mapping[C, int]]) -> set[C]:
    """Unknowns that a system of linear equations determines: those alone in a row of its reduced form."""
    return {pivot for pivot, ligne in _reduire(equations).items() if len(ligne) == 1}


def hors_du_plan(plan: Iterable[Mapping[D, int]], vecteurs: Mapping[C, Mapping[D, int]]) -> set[C]:
    """Keys of the vectors that are not a combination of those of the plan."""
    base = _reduire(plan)
    dehors = set()
    for cle, vecteur in vecteurs.items():
        reste = dict(vecteur)
        for pivot in [p for p in reste if p in base]:
            _retrancher(reste, base[pivot], pivot)
        if reste:
            dehors.add(cle)
    return dehors


def _reduire(lignes: Iterable[Mapping[C, int]]) -> dict[C, dict[C, int]]:
    """Reduced row echelon form, by pivot."""
    pivots: dict[C, dict[C, int]] = {}
    for brute in lignes:
        ligne = {c: k % PREMIER for c, k in brute.items()}
        for c in [c for c in ligne if c in pivots]:
            _retrancher(ligne, pivots[c], c)
        if not ligne:
            continue
        pivot = next(iter(ligne))
        inverse = pow(ligne[pivot], -1, PREMIER)
        ligne = {c: k * inverse % PREMIER for c, k in ligne.items()}
        for autre in pivots.values():
            if pivot in autre:
                _retrancher(autre, ligne, pivot)
        pivots[pivot] = ligne
    return pivots


def _retrancher(ligne: dict[C, int], pivot: Mapping[C, int], cellule: C) -> None:
    """Cancel `cellule` in the row, in place."""
    facteur = ligne.get(cellule, 0)
    for c, k in pivot.items():
        reste = (ligne.get(c, 0) - facteur * k) % PREMIER
        if reste:
            ligne[c] = reste
        else:
            ligne.pop(c, None)
