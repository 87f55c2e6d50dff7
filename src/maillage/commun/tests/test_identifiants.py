import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.commun import identifiants as i


def chiffres(longueur: int):
    return st.text("0123456789", min_size=longueur, max_size=longueur)


@given(chiffres(13))
def test_the_key_makes_a_siret_and_any_other_digit_breaks_it(debut):
    cle = i.cle_luhn(debut)
    if int(debut):
        assert i.est_siret(debut + cle)
    autres = [c for c in "0123456789" if c != cle]
    if not debut.startswith("356000000"):
        assert not any(i.est_siret(debut + c) for c in autres)


@given(chiffres(11), st.integers(0, 10), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_seen_in_an_rpps(debut, rang, chiffre):
    juste = debut[:10] + i.cle_luhn(debut[:10])
    faux = juste[:rang] + chiffre + juste[rang + 1 :]
    if faux != juste:
        assert not i.est_rpps(faux)


def test_known_numbers():
    assert i.est_siren("732829320") and not i.est_siren("732829321")
    assert i.est_siret("73282932000074")
    assert i.est_siret("35600000049837")
    assert i.est_finess("750712184") and i.est_cle_finess_juste("750712184")
    assert i.est_finess("2A0000014") and not i.est_finess("75071218")
    assert not i.est_siret("٧٣٢٨٢٩٣٢٠٠٠٠٧٤")


@pytest.mark.parametrize("code", ["01", "2A", "59", "95", "971", "976", "988"])
def test_departments_that_exist(code):
    assert i.est_code_departement(code)


@pytest.mark.parametrize("code", ["00", "20", "96", "1", "970", "979", "2C", "059"])
def test_departments_that_do_not(code):
    assert not i.est_code_departement(code)


def test_zeros_lost_by_a_spreadsheet_come_back():
    assert i.normaliser(1001, 5) == "01001"
    assert i.normaliser(" 2a 004 ") == "2A004"
    assert i.normaliser("732 829 320 00074") == "73282932000074"
    assert i.normaliser_departement(1) == "01"
    assert i.normaliser_departement("059") == "59"


def test_a_commune_tells_its_department():
    assert i.est_code_commune("2A004") and i.est_code_commune("97411") and not i.est_code_commune("20004")
    assert i.departement_de_commune("97411") == "974"
    assert i.departement_de_commune("2A004") == "2A"
