"""Every expected date below was worked out by hand from the text cited, on the 2025-2027 calendars."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.commun.calendrier import Zone, est_jour_ouvre
from maillage.socle.echeances.delais import (
    DELAIS,
    Duree,
    DureeInvalide,
    Eloignement,
    Regime,
    ajouter_duree,
    ajouter_heures,
    date_limite,
    declarer_delai,
    retrancher_duree,
)


@pytest.mark.parametrize(
    ("depart", "duree", "regime", "attendu"),
    [
        # Ten days of appeal: the day of the judgment does not count, the eleventh calendar day is the last.
        (date(2025, 9, 1), Duree(jours=10), Regime.PENAL, date(2025, 9, 11)),
        # Dates of decisions published: 14 April 2016 ended on Sunday 24, moved to Monday 25 (Crim. 16-86.853).
        (date(2016, 4, 14), Duree(jours=10), Regime.PENAL, date(2016, 4, 25)),
        # 10 days from 30 May end on Whit Monday 9 June 2025, a holiday even where worked: 10 June.
        (date(2025, 5, 30), Duree(jours=10), Regime.PENAL, date(2025, 6, 10)),
        # 21 December + 10 days = 31 December, a working Wednesday.
        (date(2025, 12, 21), Duree(jours=10), Regime.PENAL, date(2025, 12, 31)),
        # One month: same number of the month.
        (date(2025, 2, 12), Duree(mois=1), Regime.CIVIL, date(2025, 3, 12)),
        # 31 January + 1 month: no 31 February, so the last day, Friday 28.
        (date(2025, 1, 31), Duree(mois=1), Regime.CIVIL, date(2025, 2, 28)),
        # 28 February + 1 month is 28 March, not the end of March.
        (date(2025, 2, 28), Duree(mois=1), Regime.CIVIL, date(2025, 3, 28)),
        # Two months from 25 September 2025 end on Tuesday 25 November.
        (date(2025, 9, 25), Duree(mois=2), Regime.CIVIL, date(2025, 11, 25)),
        # One year from 29 February 2024: 28 February 2025.
        (date(2024, 2, 29), Duree(annees=1), Regime.CIVIL, date(2025, 2, 28)),
        # One year from 1 November 2024 ends on All Saints, a Saturday: Monday 3 November.
        (date(2024, 11, 1), Duree(annees=1), Regime.CIVIL, date(2025, 11, 3)),
        # Months first, then days (art. 641 al. 3).
        (date(2025, 1, 30), Duree(mois=1, jours=1), Regime.CIVIL, date(2025, 3, 3)),
        # A clear limit: one more day. 1st + 10 clear days: the 12th.
        (date(2025, 9, 1), Duree(jours=10), Regime.FRANC, date(2025, 9, 12)),
        # Limitation: a Sunday stays a Sunday.
        (date(2024, 6, 1), Duree(annees=1), Regime.SANS_PROROGATION, date(2025, 6, 1)),
        # Three working days after Wednesday 30 April 2025: 2, 5 and 6 May (1 May is a holiday).
        (date(2025, 4, 30), Duree(jours=3), Regime.JOURS_OUVRES, date(2025, 5, 6)),
        # « At least ten days before » a hearing of Monday 24 November: Friday 14 at the latest.
        (date(2025, 11, 24), Duree(jours=10), Regime.REBOURS, date(2025, 11, 14)),
        # Backwards is never moved, even on a Sunday.
        (date(2025, 11, 26), Duree(jours=10), Regime.REBOURS, date(2025, 11, 16)),
    ],
)
def test_a_limit_ends_on_the_day_the_code_says(
    depart: date, duree: Duree, regime: Regime, attendu: date
) -> None:
    assert date_limite(depart, duree, regime) == attendu


def test_a_holiday_of_one_place_moves_the_date_there_only() -> None:
    # Good Friday (3 April 2026) and 26 December (a Saturday in 2026, a Friday in 2025) are holidays in Moselle.
    duree = Duree(jours=10)
    for zone, attendu in ((Zone.METROPOLE, date(2025, 12, 26)), (Zone.ALSACE_MOSELLE, date(2025, 12, 29))):
        assert date_limite(date(2025, 12, 16), duree, Regime.PENAL, zone) == attendu


def test_distance_adds_its_months_before_the_days_are_counted() -> None:
    # Fifteen days from 12 February 2018 for a defendant overseas: 12 March, then 27 March (art. 643, 641).
    assert date_limite(
        date(2018, 2, 12), Duree(jours=15), Regime.CIVIL, eloignement=Eloignement.OUTRE_MER
    ) == date(2018, 3, 27)
    assert date_limite(
        date(2025, 9, 1), Duree(mois=1), Regime.CIVIL, eloignement=Eloignement.ETRANGER
    ) == date(2025, 12, 1)


def test_distance_never_lengthens_a_criminal_limit() -> None:
    with pytest.raises(DureeInvalide):
        date_limite(date(2025, 9, 1), Duree(jours=10), Regime.PENAL, eloignement=Eloignement.ETRANGER)


def test_twenty_four_hours_stay_twenty_four_hours_when_the_clock_changes() -> None:
    paris = ZoneInfo("Europe/Paris")
    depart = datetime(2025, 3, 29, 20, 0, tzinfo=paris)
    assert ajouter_heures(depart, 24) == datetime(2025, 3, 30, 21, 0, tzinfo=paris)
    with pytest.raises(DureeInvalide):
        ajouter_heures(depart.replace(tzinfo=None), 24)


@settings(deadline=None, derandomize=True)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_days_forwards_and_backwards_cancel(depart: date, jours: int) -> None:
    duree = Duree(jours=jours)
    assert retrancher_duree(ajouter_duree(depart, duree), duree) == depart


@settings(deadline=None, derandomize=True)
@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_prorogation_gives_a_working_day_and_never_an_earlier_one(depart: date, jours: int) -> None:
    fin = date_limite(depart, Duree(jours=jours), Regime.PENAL)
    brut = depart + timedelta(days=jours)
    assert est_jour_ouvre(fin)
    assert brut <= fin <= brut + timedelta(days=4)


def test_a_duration_says_itself_in_french() -> None:
    assert str(Duree(annees=1)) == "1 an"
    assert str(Duree(mois=2, jours=15)) == "2 mois et 15 jours"
    assert str(Duree(annees=1, mois=6, jours=1)) == "1 an, 6 mois et 1 jour"
    assert str(Duree(heures=48)) == "48 heures"


@pytest.mark.parametrize("valeurs", [{}, {"jours": -1}, {"heures": 24, "jours": 1}])
def test_a_duration_that_means_nothing_is_refused(valeurs: dict[str, int]) -> None:
    with pytest.raises(DureeInvalide):
        Duree(**valeurs)


def test_a_declared_limit_shows_its_text_and_computes_its_date() -> None:
    delai = declarer_delai(
        "essai.appel", "Appel d'un jugement correctionnel", "art. 498 CPP", Duree(jours=10), Regime.PENAL
    )
    assert DELAIS["essai.appel"] is delai
    assert delai.base_legale == "art. 498 CPP, 10 jours"
    assert delai.date_limite(date(2025, 9, 1)) == date(2025, 9, 11)
    assert (
        declarer_delai(
            "essai.appel", "Appel d'un jugement correctionnel", "art. 498 CPP", Duree(jours=10), Regime.PENAL
        )
        == delai
    )


def test_two_declarations_that_differ_are_refused() -> None:
    declarer_delai("essai.double", "Un délai", "art. 1", Duree(jours=10), Regime.PENAL)
    with pytest.raises(ValueError, match="already declared"):
        declarer_delai("essai.double", "Un délai", "art. 1", Duree(jours=11), Regime.PENAL)


@pytest.mark.parametrize(
    ("code", "article", "duree", "regime"),
    [
        ("sans_service", "art. 1", Duree(jours=1), Regime.CIVIL),
        ("essai.sans_article", " ", Duree(jours=1), Regime.CIVIL),
        ("essai.heures", "art. 1", Duree(heures=24), Regime.CIVIL),
        ("essai.mois_ouvres", "art. 1", Duree(mois=1), Regime.JOURS_OUVRES),
    ],
)
def test_a_limit_that_cannot_be_justified_or_counted_is_not_declared(
    code: str, article: str, duree: Duree, regime: Regime
) -> None:
    with pytest.raises(ValueError, match=r"must start|no article|hours|working days"):
        declarer_delai(code, "Un délai", article, duree, regime)


def test_an_instant_keeps_its_time_zone() -> None:
    assert ajouter_heures(datetime(2025, 1, 1, tzinfo=UTC), 3) == datetime(2025, 1, 1, 3, tzinfo=UTC)
