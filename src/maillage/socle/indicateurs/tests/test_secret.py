"""A hidden cell cannot be worked out: tested by trying to."""

from __future__ import annotations

import itertools

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maillage.socle.indicateurs.secret import Ligne, determinees, masquer

SEUIL = 5
TOTAL = "∑"
Case = tuple[str, ...]


def tableau(valeurs: list[list[int]]) -> tuple[dict[Case, float], list[Ligne[Case]]]:
    """A two-way table with its margins, and its additions."""
    cases: dict[Case, float] = {}
    for i, rangee in enumerate(valeurs):
        for j, valeur in enumerate(rangee):
            for case in itertools.product((f"l{i}", TOTAL), (f"c{j}", TOTAL)):
                cases[case] = cases.get(case, 0) + valeur
    lignes = []
    for axe in (0, 1):
        for fixe in sorted({case[1 - axe] for case in cases}):
            parties = [c for c in cases if c[1 - axe] == fixe and c[axe] != TOTAL and cases[c]]
            somme = (TOTAL, fixe) if axe == 0 else (fixe, TOTAL)
            lignes.append(Ligne(tuple(parties), somme))
    return cases, lignes


def sures(cases: dict[Case, float], lignes: list[Ligne[Case]], masquees: set[Case]) -> set[Case]:
    """Hidden cells that have one possible value only: every way of moving the inner cells by one is tried.

    The reader knows all that is shown, and that a hidden cell is not zero. In a two-way table, if another solution
    exists then one exists that differs by one at most, so this search is complete.
    """
    dedans = sorted(c for c in masquees if TOTAL not in c)
    ambigues: set[Case] = set()
    for ecarts in itertools.product((-1, 0, 1), repeat=len(dedans)):
        essai = dict(cases)
        for case, ecart in zip(dedans, ecarts, strict=True):
            for vue in itertools.product((case[0], TOTAL), (case[1], TOTAL)):
                essai[vue] += ecart
        est_possible = all(essai[c] >= 1 if c in masquees else essai[c] == cases[c] for c in cases)
        if est_possible:
            ambigues |= {c for c in masquees if essai[c] != cases[c]}
    assert all(sum(cases[p] for p in ligne.parties) == cases[ligne.somme] for ligne in lignes)
    return masquees - ambigues


petits = st.sampled_from([0, 0, 1, 1, 2, 3, 5, 6, 8])


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda n: st.lists(st.lists(petits, min_size=n, max_size=n), min_size=1, max_size=3)
    )
)
def test_no_small_cell_can_be_worked_out_from_what_is_shown(valeurs: list[list[int]]) -> None:
    cases, lignes = tableau(valeurs)
    masquees = masquer(cases, lignes, seuil=SEUIL)
    petites = {c for c, v in cases.items() if 0 < v < SEUIL}
    assert petites <= masquees
    assert sures(cases, lignes, masquees) & petites == set()


def test_nothing_is_hidden_when_no_cell_is_small() -> None:
    cases, lignes = tableau([[10, 20], [0, 7]])
    assert masquer(cases, lignes, seuil=SEUIL) == set()


def test_a_second_cell_protects_the_first_from_subtraction() -> None:
    cases, lignes = tableau([[3, 20, 90], [40, 50, 60]])
    assert masquer(cases, lignes, seuil=SEUIL) == {("l0", "c0"), ("l0", "c1"), ("l1", "c0"), ("l1", "c1")}


def test_the_total_is_hidden_when_it_is_the_small_cell_itself() -> None:
    cases, lignes = tableau([[3, 0], [0, 0]])
    assert masquer(cases, lignes, seuil=SEUIL) == {c for c, v in cases.items() if v}


def test_a_bridge_that_only_a_combination_of_additions_gives_is_found() -> None:
    """Two hidden squares joined by one cell: each addition hides two cells, and yet the joint is determined."""
    x = [("a", 1), ("a", 2), ("b", 1), ("b", 2), ("b", 3), ("c", 3), ("c", 4), ("d", 3), ("d", 4)]
    equations = [
        {c: 1 for c in x if c[axe] == nom} for axe, noms in ((0, "abcd"), (1, (1, 2, 3, 4))) for nom in noms
    ]
    assert all(len(equation) > 1 for equation in equations)
    assert determinees(equations) == {("b", 3)}


def test_a_figure_with_a_single_structure_behind_it_is_hidden_whatever_its_size() -> None:
    cases, lignes = tableau([[500, 20, 90]])
    assert ("l0", "c0") in masquer(cases, lignes, seuil=SEUIL, sensibles=[("l0", "c0")])


def test_a_huge_sparse_table_hides_its_detail_and_keeps_its_grand_total() -> None:
    cases, lignes = tableau([[(i * j) % 4 for i in range(40)] for j in range(40)])
    masquees = masquer(cases, lignes, seuil=SEUIL)
    assert (TOTAL, TOTAL) not in masquees
    assert all(case in masquees for case, valeur in cases.items() if valeur and case != (TOTAL, TOTAL))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(petits, min_size=3, max_size=3), min_size=2, max_size=3))
def test_margins_published_by_a_coarser_table_stay_and_do_not_betray_the_detail(
    valeurs: list[list[int]],
) -> None:
    """First the sums of the rows alone, as a page of its own; then the detail, under what that page shows."""
    cases, lignes = tableau(valeurs)
    # Stated limit (secret.py): a published total equal to the number of cells that are not zero makes them all ones.
    assume(cases[TOTAL, TOTAL] > sum(1 for case, valeur in cases.items() if TOTAL not in case and valeur))
    marges = {c: v for c, v in cases.items() if c[1] == TOTAL}
    cachees = masquer(marges, [li for li in lignes if set(li.cellules) <= set(marges)], seuil=SEUIL)
    publiees = set(marges) - cachees
    masquees = masquer(cases, lignes, seuil=SEUIL, publiees=publiees, deja_masquees=cachees)
    assert not masquees & publiees
    petites = {c for c, v in cases.items() if 0 < v < SEUIL}
    perdues = sures(cases, lignes, masquees) & petites
    assert perdues == set(), (valeurs, masquees)
