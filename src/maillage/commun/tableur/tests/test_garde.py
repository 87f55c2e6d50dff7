import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from maillage.commun.tableur import est_formule, proteger, retirer_garde
from maillage.commun.tableur.lignes import lettres, rang

AMORCES = st.text(alphabet=" '=+-@\t\r\n12.,aé\xa0", max_size=8)


@given(AMORCES | st.text())
def test_a_guarded_text_comes_back_as_it_was(texte):
    assert retirer_garde(str(proteger(texte))) == texte


@given(AMORCES | st.text())
def test_no_written_text_is_a_formula(texte):
    ecrit = proteger(texte)
    assert isinstance(ecrit, str)
    assert not ecrit.lstrip(" \xa0").startswith(("=", "@", "\t", "\r"))
    assert ecrit.startswith("'") or not est_formule(ecrit)


def test_attacks_are_quoted_and_honest_texts_are_not():
    for attaque in (
        "=cmd|' /C calc'!A0",
        "+cmd|'x'!A1",
        "-2+3+cmd|'x'!A1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        " =1+1",
        "＝1",
    ):
        assert proteger(attaque) == "'" + attaque
    for honnete in ("-12,5", "+33 6 12 34 56 78", "-", "a=b", "Jean-Paul", "−5"):
        assert proteger(honnete) == honnete


def test_numbers_and_dates_stay_numbers_and_dates():
    for valeur in (-5, -1.5, dt.date(2026, 1, 2), None, True):
        assert proteger(valeur) is valeur


@given(st.integers(0, 20000))
def test_column_letters_and_back(nombre):
    assert rang(lettres(nombre)) == nombre
    assert [lettres(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
