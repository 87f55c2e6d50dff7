"""Assignment: capacities hold, load is shared when it costs, and the optimum is SciPy's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from maillage.socle.appariement import affectation
from maillage.socle.appariement.affectation import INTERDIT, affecter

REFUS = 10_000


def couts(lignes):
    return np.array(lignes, dtype=np.int64)


def optimum_scipy(matrice, marginaux, refus):
    """Each place of each offer becomes a column; refusals are columns without limit."""
    colonnes = [
        matrice[:, offre] + marginal for offre, liste in enumerate(marginaux) for marginal in liste
    ] + [np.full(len(matrice), refus)] * len(matrice)
    etendue = np.minimum(np.column_stack(colonnes), INTERDIT)
    lignes, choisies = linear_sum_assignment(etendue)
    return int(etendue[lignes, choisies].sum())


def test_each_goes_to_the_nearest_while_there_is_room():
    resultat = affecter(couts([[1, 9], [2, 9], [1, 9]]), [[0, 0], [0, 0]], cout_refus=REFUS)
    assert resultat.choix.count(0) == 2
    assert resultat.choix.count(1) == 1
    assert resultat.cout == 1 + 1 + 9


def test_beyond_all_capacities_somebody_is_left_out_rather_than_overloaded():
    resultat = affecter(couts([[1], [5]]), [[0]], cout_refus=REFUS)
    assert resultat.choix == (0, None)
    assert resultat.refusees == 1
    assert resultat.cout == 1 + REFUS


def test_what_is_forbidden_is_never_chosen():
    assert affecter(couts([[INTERDIT, 700]]), [[0], [0]], cout_refus=REFUS).choix == (1,)
    assert affecter(couts([[INTERDIT]]), [[0]], cout_refus=REFUS).choix == (None,)


def test_an_unequal_load_is_shared_when_it_costs():
    demandes = couts([[0, 30]] * 4)
    assert affecter(demandes, [[0] * 4, [0] * 4], cout_refus=REFUS).choix == (0, 0, 0, 0)
    partage = affecter(demandes, [[0, 20, 40, 60]] * 2, cout_refus=REFUS).choix
    assert (partage.count(0), partage.count(1)) == (3, 1)


def test_wrong_costs_are_refused():
    with pytest.raises(ValueError, match="never costs less"):
        affecter(couts([[1]]), [[5, 3]], cout_refus=REFUS)
    with pytest.raises(ValueError, match="zero or more"):
        affecter(couts([[-1]]), [[0]], cout_refus=REFUS)
    with pytest.raises(ValueError, match="each offer"):
        affecter(couts([[1]]), [], cout_refus=REFUS)


def test_nothing_to_assign_costs_nothing():
    assert affecter(np.empty((0, 2), dtype=np.int64), [[0], [0]], cout_refus=REFUS).cout == 0


@st.composite
def problemes(draw):
    demandes, offres = draw(st.integers(1, 9)), draw(st.integers(1, 6))
    prix = st.one_of(st.integers(0, 60), st.just(INTERDIT))
    matrice = draw(
        st.lists(st.lists(prix, min_size=offres, max_size=offres), min_size=demandes, max_size=demandes)
    )
    marginaux = draw(
        st.lists(st.lists(st.integers(0, 30), max_size=4).map(sorted), min_size=offres, max_size=offres)
    )
    return couts(matrice), marginaux


@settings(max_examples=150, deadline=None)
@given(problemes(), st.integers(1, 3))
def test_the_optimum_is_that_of_scipy_even_when_few_offers_are_looked_at_first(probleme, voisins):
    matrice, marginaux = probleme
    avant = affectation.VOISINS
    affectation.VOISINS = voisins
    try:
        resultat = affecter(matrice, marginaux, cout_refus=100)
    finally:
        affectation.VOISINS = avant
    assert resultat.cout == optimum_scipy(matrice, marginaux, 100)
    for offre, liste in enumerate(marginaux):
        assert resultat.choix.count(offre) <= len(liste)
