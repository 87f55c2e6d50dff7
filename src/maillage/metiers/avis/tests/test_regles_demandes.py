"""Transitions, and what may be said of a patient: pure functions."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers.avis.enums.demandes import CLOSES, StatutDemande, TypeEvenement
from maillage.metiers.avis.regles.parcours import TRANSITIONS, est_rouvrable, passer
from maillage.metiers.avis.regles.patients import controler_ins, masquer, tranche_age

JOUR = dt.date(2026, 11, 22)


def test_every_event_that_moves_a_request_has_its_transition():
    assert set(TRANSITIONS) == set(TypeEvenement) - {TypeEvenement.CREATION}


@given(st.sampled_from(StatutDemande), st.lists(st.sampled_from(sorted(TRANSITIONS)), max_size=12))
def test_what_was_cancelled_or_redirected_never_moves_again(depart, evenements):
    statut = depart
    for evenement in evenements:
        suivant = passer(statut, evenement)
        if statut in (StatutDemande.ANNULEE, StatutDemande.REORIENTEE):
            assert suivant in (None, statut)
        statut = suivant or statut
    assert statut in StatutDemande


def test_an_answer_follows_a_taking_and_a_close_follows_an_answer():
    for statut in StatutDemande:
        est_prise = statut in (StatutDemande.PRISE, StatutDemande.COMPLEMENT)
        assert (passer(statut, TypeEvenement.REPONSE) is not None) is est_prise
        assert (passer(statut, TypeEvenement.CLOTURE) is not None) is (statut == StatutDemande.REPONDUE)
    assert all(passer(statut, TypeEvenement.PRISE) is None for statut in CLOSES)


def test_a_request_is_reopened_within_thirty_days_of_its_answer():
    reponse = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
    assert est_rouvrable(reponse, reponse + dt.timedelta(days=30))
    assert not est_rouvrable(reponse, reponse + dt.timedelta(days=30, seconds=1))


@pytest.mark.parametrize(
    ("naissance", "attendu"),
    [
        (dt.date(2026, 3, 1), "moins d’un an"),
        (dt.date(2022, 11, 23), "1 à 4 ans"),
        (dt.date(2021, 11, 22), "5 à 14 ans"),
        (dt.date(1987, 11, 23), "30 à 39 ans"),
        (dt.date(1986, 11, 22), "40 à 49 ans"),
        (dt.date(1930, 1, 1), "90 ans et plus"),
    ],
)
def test_an_age_band_changes_on_the_birthday(naissance, attendu):
    assert tranche_age(naissance, JOUR) == attendu


@given(st.text(max_size=200), st.text("abcdefghéèç", min_size=3, max_size=12))
def test_a_masked_text_never_holds_the_name_whatever_is_around_it(autour, nom):
    masque = masquer(f"{autour} {nom.upper()} {autour}", [nom])
    assert nom.casefold() not in masque.casefold().split()


def test_accents_case_and_compound_names_are_masked_and_other_words_stay():
    texte = "Mme LEFEVRE-Dupont, dite Zoé, a une lésion au bras."
    assert masquer(texte, ["Lefèvre Dupont", "zoe"]) == "Mme […]-[…], dite […], a une lésion au bras."


@pytest.mark.parametrize(
    ("ins", "est_juste"),
    [
        ("", True),
        ("255081416802538", True),
        ("255081416802539", False),
        ("25508141680253", False),
        ("x" * 15, False),
    ],
)
def test_the_key_of_an_ins_number_is_checked(ins, est_juste):
    assert (controler_ins(ins) == "") is est_juste
