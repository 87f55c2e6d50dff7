"""Pure rules of the sort and of transport."""

import pytest

from maillage.metiers.numerisation.enums.pieces import DecisionTri
from maillage.metiers.numerisation.regles.transport import (
    Arrivee,
    GenreEcart,
    boites_manquantes,
    ecarts_de_la_boite,
)
from maillage.metiers.numerisation.regles.tri import PieceVue, a_rendre, motifs_de_non_fin, refus_de_la_piece

C, N, H = DecisionTri.CONSERVEE, DecisionTri.NON_TRANSMISSIBLE, DecisionTri.HORS_CHAMP


@pytest.mark.parametrize(
    ("proposee", "decision", "est_soignant", "est_permis"),
    [
        (C, C, False, True),
        (C, N, False, True),
        (N, C, False, False),
        (N, C, True, True),
        (H, C, False, False),
    ],
)
def test_an_assistant_never_keeps_what_is_not_to_be_passed_on(proposee, decision, est_soignant, est_permis):
    refus = refus_de_la_piece(proposee=proposee, decision=decision, nombre=1, est_soignant=est_soignant)
    assert (refus == "") is est_permis


def test_a_count_of_pieces_stays_reasonable():
    assert "entre 1 et 999" in refus_de_la_piece(proposee=C, decision=C, nombre=0, est_soignant=True)


def test_a_sort_waits_for_the_signature_and_for_something_to_scan():
    assert motifs_de_non_fin([PieceVue(C), PieceVue(N, est_signee=True)]) == []
    assert len(motifs_de_non_fin([PieceVue(N, 2)])) == 2
    assert a_rendre([PieceVue(H, 3), PieceVue(C, 8)]) == 3


def test_a_box_that_is_as_it_left_says_nothing():
    arrivee = Arrivee("B1", numero_scelle="S1")
    assert ecarts_de_la_boite(arrivee, remis=["D1"], numero_scelle="S1") == ()


def test_another_seal_and_a_missing_record_are_two_gaps():
    arrivee = Arrivee("B1", numero_scelle="S2", lus={"D1"})
    ecarts = ecarts_de_la_boite(arrivee, remis=["D1", "D2"], numero_scelle="S1")
    assert [(ecart.genre, ecart.dossier) for ecart in ecarts] == [
        (GenreEcart.SCELLE_BRISE, ""),
        (GenreEcart.DOSSIER_MANQUANT, "D2"),
    ]


def test_a_box_that_never_came_is_a_gap_with_its_records():
    (ecart,) = boites_manquantes({"B1": ["D1"], "B2": ["D2", "D3"]}, {"B1"})
    assert ecart.boite == "B2" and "2\u00a0dossiers" in ecart.phrase
