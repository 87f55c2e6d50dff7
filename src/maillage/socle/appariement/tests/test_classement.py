"""Ranking: best first, always the same order, and each reason brings its share."""

import pytest

from maillage.socle.appariement.classement import Critere, Note, classer, decroissance, score

CHARGE, DISTANCE = Critere("charge", "Charge", 30), Critere("distance", "Distance", 10)


def note(critere, valeur):
    return Note(critere, valeur, f"{critere.libelle} {valeur}")


def test_the_best_weighted_mean_comes_first():
    rangs = classer(
        [("loin", [note(CHARGE, 1), note(DISTANCE, 0)]), ("chargé", [note(CHARGE, 0), note(DISTANCE, 1)])],
        departage=str,
    )
    assert [(un.rang, un.candidat, un.score) for un in rangs] == [(1, "loin", 75), (2, "chargé", 25)]


def test_at_equal_scores_the_order_does_not_depend_on_who_was_read_first():
    lignes = [("b", [note(CHARGE, 0.5)]), ("a", [note(CHARGE, 0.5)])]
    for ordre in (lignes, lignes[::-1]):
        assert [un.candidat for un in classer(ordre, departage=str)] == ["a", "b"]


def test_what_the_notes_bring_adds_up_to_the_score():
    (un,) = classer([("a", [note(CHARGE, 0.4), note(DISTANCE, 0.9)])], departage=str)
    assert sum(apport for _, apport in un.apports) == pytest.approx(un.score)
    assert un.raisons()[0] == {
        "code": "charge", "libelle": "Charge", "poids": 30, "valeur": 0.4, "phrase": "Charge 0.4",
    }  # fmt: skip


def test_a_criterion_that_does_not_apply_neither_helps_nor_harms():
    assert score([note(CHARGE, 0.5)]) == 50
    assert score([]) == 0


def test_a_note_out_of_bounds_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        note(CHARGE, 1.2)


def test_a_value_decreases_straight_from_the_ideal_to_the_limit():
    assert [decroissance(v, ideal=10, limite=60) for v in (0, 10, 35, 60, 90)] == [1, 1, 0.5, 0, 0]
    with pytest.raises(ValueError, match="limit"):
        decroissance(1, ideal=5, limite=5)
