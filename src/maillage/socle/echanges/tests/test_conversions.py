import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.socle.echanges.imports.conversions import (
    CONVERSIONS,
    Genre,
    Inconvertible,
    conversion_de_choix,
    relire,
    serialiser,
)

JOUR = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("genre", "brut", "attendu"),
    [
        (Genre.DATE, "21/11/2026", JOUR),
        (Genre.DATE, "21-11-26", JOUR),
        (Genre.DATE, "2026-11-21", JOUR),
        (Genre.DATE, "20261121", JOUR),
        (Genre.DATE, "2026-11-21T14:05:00", JOUR),
        (Genre.DATE, 46347, JOUR),
        (Genre.DATE, dt.datetime(2026, 11, 21, 14, 5), JOUR),
        (Genre.HEURE, "14h05", dt.time(14, 5)),
        (Genre.HEURE, "14 h", dt.time(14)),
        (Genre.HEURE, "8:30", dt.time(8, 30)),
        (Genre.HEURE, 0.5, dt.time(12)),
        (Genre.ENTIER, "1 234", 1234),
        (Genre.ENTIER, "12,0", 12),
        (Genre.DECIMAL, "−1 234,50", Decimal("-1234.50")),
        (Genre.DECIMAL, 1.5, Decimal("1.5")),
        (Genre.BOOLEEN, "Oui", True),
        (Genre.BOOLEEN, 0, False),
        (Genre.TEXTE, 73282932000074, "73282932000074"),
        (Genre.TEXTE, JOUR, "21/11/2026"),
        (Genre.TEXTE, "+33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ],
)
def test_what_people_type_is_understood(genre, brut, attendu):
    assert CONVERSIONS[genre](brut) == attendu


@pytest.mark.parametrize(
    ("genre", "brut", "morceau"),
    [
        (Genre.DATE, "31/02/2026", "n’existe pas dans le calendrier"),
        (Genre.DATE, "hier", "n’est pas une date. Attendu : jour/mois/année"),
        (Genre.DATE, 12, "n’est pas une date"),
        (Genre.HEURE, "25:00", "n’est pas une heure"),
        (Genre.ENTIER, "12,5", "n’est pas un nombre entier"),
        (Genre.DECIMAL, "douze", "n’est pas un nombre"),
        (Genre.DECIMAL, "NaN", "n’est pas un nombre"),
        (Genre.BOOLEEN, "peut-être", "ni « oui » ni « non »"),
        (Genre.TEXTE, "=SOMME(A1:A9)", "contient une formule"),
    ],
)
def test_what_is_not_understood_is_said_in_french(genre, brut, morceau):
    with pytest.raises(Inconvertible, match=morceau):
        CONVERSIONS[genre](brut)


def test_a_choice_takes_codes_and_labels_and_suggests_the_closest():
    convertir = conversion_de_choix({"victime": "Victime (vivante)", "gav": "Gardé·e à vue"}, "Profil")
    assert convertir("GAV") == convertir("garde e a vue") == "gav"
    with pytest.raises(Inconvertible, match="Vouliez-vous dire « Victime"):
        convertir("Victime vivant")
    with pytest.raises(Inconvertible, match=r"Valeurs possibles : Victime \(vivante\), Gardé·e à vue\."):
        convertir("xyz")


@given(st.dates(dt.date(1900, 1, 1)))
def test_a_date_survives_its_storage_and_its_french_writing(jour):
    assert relire(Genre.DATE, serialiser(jour)) == jour
    assert CONVERSIONS[Genre.DATE](f"{jour:%d/%m/}{jour.year:04d}") == jour


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_an_amount_survives_its_storage(montant):
    assert relire(Genre.DECIMAL, serialiser(montant)) == montant


def test_an_instant_is_aware_and_survives_its_storage():
    instant = CONVERSIONS[Genre.INSTANT]("21/11/2026 à 14 h 05")
    assert instant.isoformat() == "2026-11-21T14:05:00+01:00"
    assert relire(Genre.INSTANT, serialiser(instant)) == instant
    assert CONVERSIONS[Genre.INSTANT]("2026-11-21T13:05:00Z") == instant
