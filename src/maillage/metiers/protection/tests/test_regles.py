"""The rules, without a database: numbers, terms, the log of a measure, load."""

import datetime as dt
from decimal import Decimal

import pytest

from maillage.metiers.protection.enums import Fraicheur, GenreMouvement, StatutMesure
from maillage.metiers.protection.regles import (
    Cellule,
    Fait,
    JournalIncoherent,
    Place,
    ValeursMesure,
    alertes,
    capacite,
    compter_stock,
    controler_duree,
    controler_mesure,
    controler_rg,
    derouler,
    etat_au,
    fraicheur,
    mois_entre,
    normaliser_rg,
    palier,
    points,
    terme,
)


def jour(texte):
    return dt.date.fromisoformat(texte)


@pytest.mark.parametrize(
    ("ecrit", "connu"),
    [
        ("21/B/00167", "21B00167"),
        ("21b00167", "21B00167"),
        (" 21 B 167 ", "0021B167"),
        ("167", "00000167"),
        ("21/B/00167/2", "21B00167"),
        ("", ""),
    ],
)
def test_a_court_number_written_in_many_ways_is_known_by_one(ecrit, connu):
    assert normaliser_rg(ecrit) == connu


def test_a_court_number_that_is_missing_too_long_or_without_figures_is_refused():
    assert controler_rg("21/B/00167") is None
    assert "Indiquez" in (controler_rg(" / ") or "")
    assert "dépasse" in (controler_rg("2021/B/00167") or "")
    assert "forme" in (controler_rg("ABCDEFGH") or "")


@pytest.mark.parametrize(
    ("nature", "duree", "date", "est_presume", "article"),
    [
        ("sauvegarde_justice", None, "2025-03-15", True, "439"),
        ("curatelle_renforcee", None, "2029-03-15", True, "441"),
        ("tutelle", 120, "2034-03-15", False, "441"),
        ("mesure_accompagnement_judiciaire", None, "2026-03-15", True, "495-8"),
    ],
)
def test_the_term_is_that_of_the_decision_else_the_longest_of_the_law(
    nature, duree, date, est_presume, article
):
    trouve = terme(nature, jour("2024-03-15"), duree)
    assert (trouve.date, trouve.est_presume) == (jour(date), est_presume)
    assert article in trouve.article


def test_a_measure_that_follows_another_has_no_term_of_its_own():
    assert terme("subroge_tuteur", jour("2024-03-15"), None) is None


@pytest.mark.parametrize(
    ("nature", "duree", "est_renouvellement", "deja", "est_permise"),
    [
        ("sauvegarde_justice", 12, False, 0, True),
        ("sauvegarde_justice", 13, False, 0, False),
        ("sauvegarde_justice", 12, True, 12, True),
        ("sauvegarde_justice", 12, True, 24, False),
        ("curatelle_simple", 60, False, 0, True),
        ("curatelle_simple", 61, False, 0, False),
        ("curatelle_simple", 240, True, 60, True),
        ("curatelle_simple", 241, True, 60, False),
        ("tutelle", 120, False, 0, True),
        ("tutelle", 121, False, 0, False),
        ("mesure_accompagnement_judiciaire", 24, True, 24, True),
        ("mesure_accompagnement_judiciaire", 24, True, 36, False),
        ("subroge_tuteur", 12, False, 0, False),
        ("tutelle", None, False, 0, True),
    ],
)
def test_the_judge_cannot_go_beyond_what_the_law_allows(nature, duree, est_renouvellement, deja, est_permise):
    refus = controler_duree(nature, duree, est_renouvellement=est_renouvellement, mois_deja_courus=deja)
    assert (refus is None) is est_permise


def test_months_are_whole_and_end_on_the_same_day():
    assert mois_entre(jour("2024-01-31"), jour("2024-02-29")) == 0
    assert mois_entre(jour("2024-01-15"), jour("2025-01-15")) == 12


def test_warnings_come_twelve_six_and_three_months_ahead():
    assert [str(date) for _, date in alertes(jour("2027-03-31"))] == [
        "2026-03-31",
        "2026-09-30",
        "2026-12-31",
    ]
    assert palier(jour("2027-03-31"), jour("2026-03-30")) == ""
    assert palier(jour("2027-03-31"), jour("2026-03-31")) == "12_mois"
    assert palier(jour("2027-03-31"), jour("2026-10-01")) == "6_mois"
    assert palier(jour("2027-03-31"), jour("2027-03-31")) == "3_mois"
    assert palier(jour("2027-03-31"), jour("2027-04-01")) == "depassee"


OUVERTURE = Fait("ouverture", jour("2024-03-15"), nature="curatelle_simple", lieu_vie="domicile", rang=1)
AGGRAVATION = Fait("changement_nature", jour("2024-06-01"), nature="tutelle", rang=2)
ENTREE_EHPAD = Fait(
    "changement_lieu", jour("2025-01-10"), lieu_vie="etablissement", type_etablissement="etablissement_personne_agee",
    rang=3,
)  # fmt: skip
DECES = Fait("cloture", jour("2025-02-01"), cause="deces", rang=4)
VIE = (OUVERTURE, AGGRAVATION, ENTREE_EHPAD, DECES)


def test_the_state_on_any_day_is_that_of_the_facts_before_it():
    assert etat_au(VIE, jour("2024-03-14")) is None
    assert etat_au(VIE, jour("2024-03-15")).cellule == Cellule("curatelle_simple", "", "domicile")
    assert etat_au(VIE, jour("2024-06-01")).cellule == Cellule("tutelle", "", "domicile")
    assert etat_au(VIE, jour("2025-01-31")).type_etablissement == "etablissement_personne_agee"
    fin = etat_au(VIE, jour("2025-02-01"))
    assert (fin.statut, fin.cause_sortie) == (StatutMesure.ETEINTE, "deces")


def test_a_change_of_nature_is_neither_an_entry_nor_an_exit():
    _, pas = derouler(VIE)
    assert [un.genre for un in pas] == [
        GenreMouvement.OUVERTURE,
        GenreMouvement.CHANGEMENT_SORTANT,
        GenreMouvement.CHANGEMENT_ENTRANT,
        GenreMouvement.CHANGEMENT_SORTANT,
        GenreMouvement.CHANGEMENT_ENTRANT,
        GenreMouvement.DECES,
    ]
    assert compter_stock(pas, jour("2024-12-31")) == {Cellule("tutelle", "", "domicile"): 1}
    assert compter_stock(pas, jour("2025-12-31")) == {}


def test_going_back_home_forgets_the_establishment():
    retour = Fait("changement_lieu", jour("2025-01-20"), lieu_vie="domicile", rang=5)
    etat, _ = derouler([*VIE[:3], retour])
    assert (etat.lieu_vie, etat.type_etablissement) == ("domicile", "")


@pytest.mark.parametrize(
    "faits",
    [
        [DECES],
        [OUVERTURE, Fait("ouverture", jour("2025-01-01"), nature="tutelle", rang=2)],
        [OUVERTURE, DECES, Fait("revision", jour("2025-03-01"), resultat="reconduction", rang=5)],
        [OUVERTURE, Fait("reouverture", jour("2025-03-01"), rang=5)],
        [OUVERTURE, Fait("cloture", jour("2024-02-01"), cause="deces", rang=5)],
        [OUVERTURE, Fait("cloture", jour("2025-02-01"), rang=5)],
        [OUVERTURE, Fait("retrait", jour("2025-02-01"), rang=5)],
    ],
)
def test_facts_that_cannot_follow_one_another_are_refused(faits):
    with pytest.raises(JournalIncoherent):
        derouler(faits)


def test_a_reserved_measure_is_in_no_stock_until_it_is_opened():
    reservation = Fait("reservation", jour("2024-03-01"), nature="curatelle_simple", lieu_vie="domicile")
    etat, pas = derouler([reservation])
    assert (etat.statut, pas) == (StatutMesure.EN_ATTENTE, [])
    _, pas = derouler([reservation, OUVERTURE])
    assert [un.solde for un in pas] == [1]


def test_a_renewal_starts_a_new_term_and_a_change_of_nature_keeps_the_one_in_force():
    renouvelee = Fait("revision", jour("2025-03-01"), resultat="reconduction", duree_mois=240, rang=5)
    etat, _ = derouler([OUVERTURE, AGGRAVATION])
    assert etat.date_decision == jour("2024-03-15")
    etat, _ = derouler([OUVERTURE, AGGRAVATION, renouvelee])
    assert (etat.date_decision, etat.duree_mois, etat.nombre_revisions) == (jour("2025-03-01"), 240, 1)


JUSTE = ValeursMesure(
    numero_rg="21/B/00167", nature="tutelle", lieu_vie="domicile", date_nomination=jour("2024-03-15"),
    civilite="madame", annee_naissance=1950,
)  # fmt: skip


def controler(**champs):
    return set(controler_mesure(ValeursMesure(**{**vars(JUSTE), **champs}), aujourd_hui=jour("2026-11-21")))


def test_a_measure_is_refused_under_the_field_that_is_wrong():
    assert controler() == set()
    assert controler(nature="masp") == {"nature"}
    assert controler(lieu_vie="") == {"lieu_vie"}
    assert controler(lieu_vie="etablissement") == {"type_etablissement"}
    assert controler(type_etablissement="etablissement_psychiatrique") == {"type_etablissement"}
    assert controler(date_nomination=jour("2026-11-22")) == {"date_nomination"}
    assert controler(date_premier_mesure=jour("2024-03-16")) == {"date_premier_mesure"}


def test_a_person_born_after_2020_will_one_day_be_protected_and_a_child_never_is():
    assert controler(annee_naissance=2008) == set()
    assert controler(annee_naissance=2009) == {"annee_naissance"}
    assert controler(annee_naissance=1899) == {"annee_naissance"}
    assert (
        controler_mesure(
            ValeursMesure(**{**vars(JUSTE), "annee_naissance": 2021, "date_nomination": jour("2039-03-01")}),
            aujourd_hui=jour("2039-04-01"),
        )
        == {}
    )


def test_a_measure_asked_already_takes_its_place_and_both_limits_hold():
    place = Place(10, Decimal(12), en_cours=8, en_attente=1, points=Decimal("11.5"))
    assert (place.marge, place.disponibles, place.surcapacite) == (1, 1, 0)
    assert not place.peut_prendre(Decimal(1))
    assert place.peut_prendre(Decimal("0.5"))
    assert Place(10, None, en_cours=13).surcapacite == 3
    assert Place(None, None, en_cours=13).peut_prendre()


def test_capacity_is_the_smaller_of_what_is_authorised_and_wished():
    assert capacite(50, 40) == 40
    assert capacite(50, None) == 50
    assert capacite(None, None) is None


def test_weight_is_that_of_nature_and_place_else_of_nature_else_one():
    bareme = {"tutelle": Decimal("1.1"), "tutelle.sdf": Decimal("1.5")}
    assert points("tutelle", "sdf", bareme) == Decimal("1.5")
    assert points("tutelle", "domicile", bareme) == Decimal("1.1")
    assert points("mesure_ad_hoc", "domicile", bareme) == 1


@pytest.mark.parametrize(
    ("age", "attendue"),
    [(0, Fraicheur.RECENTE), (29, Fraicheur.RECENTE), (30, Fraicheur.A_CONFIRMER), (45, Fraicheur.ANCIENNE),
     (60, Fraicheur.PERIMEE)],
)  # fmt: skip
def test_data_age_from_their_last_confirmation(age, attendue):
    assert fraicheur(jour("2026-11-21") - dt.timedelta(days=age), jour("2026-11-21")) == attendue
    assert fraicheur(None, jour("2026-11-21")) == Fraicheur.PERIMEE
