from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from maillage.commun import textes as t


def lisible(texte: str) -> str:
    return texte.replace(t.FINE, " ").replace(t.INSECABLE, " ").replace(t.MOINS, "-")


def test_a_search_key_forgets_accents_case_and_punctuation():
    assert t.cle_recherche("  L'Haÿ-les-Roses, CŒUR  d’ÉTÉ ") == "l hay les roses coeur d ete"


def test_of_a_town_elides_and_contracts_as_one_says_it():
    noms = (
        "Lille",
        "Amiens",
        "Évreux",
        "Le Havre",
        "Les Lilas",
        "La Rochelle",
        "Hazebrouck",
        "Yvetot",
        "L’Isle-Adam",
    )
    assert [t.de(nom) for nom in noms] == [
        "de Lille",
        "d’Amiens",
        "d’Évreux",
        "du Havre",
        "des Lilas",
        "de La Rochelle",
        "de Hazebrouck",
        "d’Yvetot",
        "de L’Isle-Adam",
    ]


@given(st.text())
def test_a_search_key_is_its_own_key(texte):
    cle = t.cle_recherche(texte)
    assert t.cle_recherche(cle) == cle
    assert t.cle_recherche(texte.upper()) == t.cle_recherche(texte.upper().lower())


def test_numbers_read_as_in_french():
    assert t.nombre(1234.5) == "1\u202f234,5"
    assert lisible(t.nombre(-1234567)) == "-1 234 567"
    assert t.nombre(2.5, 0) == "3"
    assert t.nombre(Decimal("0.30"), 2) == "0,30"
    assert t.nombre(0) == "0"
    assert lisible(t.pourcentage(0.1825)) == "18,3 %"
    assert lisible(t.points(-0.014)) == "-1,4 point"
    assert lisible(t.points(0.031)) == "+3,1 points"
    assert lisible(t.euros(54000000, 0)) == "54 000 000 €"


@given(st.integers(-(10**15), 10**15))
def test_a_number_read_back_is_the_same(valeur):
    assert int(lisible(t.nombre(valeur)).replace(" ", "")) == valeur


def test_dates_hours_and_durations():
    assert t.date_courte(date(2026, 11, 21)) == "21/11/2026"
    assert lisible(t.date_longue(date(2026, 11, 1), avec_jour=True)) == "dimanche 1er novembre 2026"
    assert lisible(t.heure(time(14, 5))) == "14 h 05"
    assert lisible(t.heure(time(8))) == "8 h"
    assert lisible(t.instant_court(datetime(2026, 11, 21, 14, 5))) == "21/11/2026 à 14 h 05"
    assert lisible(t.duree(80)) == "1 h 20"
    assert lisible(t.duree(timedelta(minutes=45))) == "45 min"
    assert lisible(t.duree(timedelta(days=3, hours=4))) == "3 j 4 h"
    assert lisible(t.duree(26 * 60)) == "26 h"


def test_the_plural_starts_at_two():
    assert t.pluriel(0, "acte") == t.pluriel(1.9, "acte") == "acte"
    assert t.pluriel(2, "acte médical", "actes médicaux") == "actes médicaux"
    assert t.pluriel(3, "procès verbal lu") == "procès verbals lus"
    assert lisible(t.compter(1200, "acte")) == "1 200 actes"
    assert t.compter(0, "acte", aucun="aucun acte") == "aucun acte"
    assert t.enumerer(["a", "b", "c"]) == "a, b et c"
    assert t.enumerer([]) == "" and t.enumerer(["a"]) == "a"
