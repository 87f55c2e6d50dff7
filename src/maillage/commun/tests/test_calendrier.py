from datetime import date, timedelta

import holidays  # noqa: F401 (the calendar imports it late: not while an example is timed)
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.commun.calendrier import (
    Zone,
    ajouter_jours_ouvrables,
    ajouter_jours_ouvres,
    ajouter_mois,
    est_ferie,
    est_jour_ouvrable,
    est_jour_ouvre,
    jours_feries,
    nombre_jours_ouvres,
    proroger,
    terme,
    zone_du_departement,
)

JOURS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
ZONES = st.sampled_from(list(Zone))


def test_metropole_has_eleven_holidays_in_order():
    feries = jours_feries(2026)
    assert len(feries) == 11
    assert list(feries) == sorted(feries)
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 12, 25)} <= set(feries)


@pytest.mark.parametrize(
    ("zone", "jour"),
    [
        (Zone.ALSACE_MOSELLE, date(2026, 4, 3)),
        (Zone.ALSACE_MOSELLE, date(2026, 12, 26)),
        (Zone.GUADELOUPE, date(2026, 5, 27)),
        (Zone.MARTINIQUE, date(2026, 5, 22)),
        (Zone.GUYANE, date(2026, 6, 10)),
        (Zone.REUNION, date(2026, 12, 20)),
        (Zone.MAYOTTE, date(2026, 4, 27)),
        (Zone.SAINT_BARTHELEMY, date(2026, 10, 9)),
        (Zone.SAINT_MARTIN, date(2026, 5, 28)),
        (Zone.NOUVELLE_CALEDONIE, date(2026, 9, 24)),
    ],
)
def test_each_place_has_its_own_days(zone, jour):
    assert est_ferie(jour, zone)
    assert not est_ferie(jour)


@given(st.integers(2000, 2050), ZONES)
def test_every_place_keeps_the_national_days(annee, zone):
    nationaux = {
        j for j in jours_feries(annee) if (j.month, j.day) in {(1, 1), (5, 1), (7, 14), (11, 11), (12, 25)}
    }
    assert len(nationaux) == 5
    assert nationaux <= set(jours_feries(annee, zone))


def test_a_department_tells_its_zone():
    assert zone_du_departement("67") is Zone.ALSACE_MOSELLE
    assert zone_du_departement("974") is Zone.REUNION
    assert zone_du_departement("2a") is Zone.METROPOLE


def test_saturday_counts_for_ouvrable_and_not_for_ouvre():
    assert est_jour_ouvrable(date(2026, 11, 21))
    assert not est_jour_ouvre(date(2026, 11, 21))


def test_working_days_skip_the_long_weekend_of_easter():
    assert ajouter_jours_ouvres(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert ajouter_jours_ouvrables(date(2026, 4, 3), 1) == date(2026, 4, 4)
    assert ajouter_jours_ouvres(date(2026, 4, 7), -1) == date(2026, 4, 3)


@given(JOURS, st.integers(1, 300), ZONES)
def test_adding_working_days_is_counting_them(jour, nombre, zone):
    fin = ajouter_jours_ouvres(jour, nombre, zone)
    assert est_jour_ouvre(fin, zone)
    assert nombre_jours_ouvres(jour + timedelta(days=1), fin + timedelta(days=1), zone) == nombre


@given(JOURS, ZONES)
def test_prorogation_reaches_the_first_working_day_and_never_goes_back(jour, zone):
    fin = proroger(jour, zone)
    assert fin >= jour and est_jour_ouvre(fin, zone)
    assert proroger(fin, zone) == fin
    assert not any(est_jour_ouvre(jour + timedelta(days=d), zone) for d in range((fin - jour).days))


def test_good_friday_extends_a_limit_in_alsace_only():
    assert proroger(date(2026, 4, 3)) == date(2026, 4, 3)
    assert proroger(date(2026, 4, 3), Zone.ALSACE_MOSELLE) == date(2026, 4, 7)


def test_months_end_on_the_same_day_or_the_last_one():
    assert ajouter_mois(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert ajouter_mois(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert ajouter_mois(date(2026, 3, 15), -12) == date(2025, 3, 15)
    assert terme(date(2026, 11, 21), jours=10) == date(2026, 12, 1)
    assert terme(date(2024, 2, 29), annees=1) == date(2025, 2, 28)
