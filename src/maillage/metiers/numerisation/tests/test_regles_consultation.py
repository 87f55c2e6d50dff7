"""Pure rules of incidents, of the plan, of reading and of searching: no database."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers.numerisation.enums.incidents import NatureIncident, Qualification
from maillage.metiers.numerisation.regles import acces, cadence, incidents, mesures, recherche

PARIS = ZoneInfo("Europe/Paris")
LUNDI = dt.date(2026, 11, 16)
REPERES = acces.Reperes(dossiers_par_jour=60, pages_par_heure=400, heure_debut=6, heure_fin=22)


def instant(jour, heure=10, minute=0, mois=11):
    return dt.datetime(2026, mois, jour, heure, minute, tzinfo=PARIS)


# --- incidents


@pytest.mark.parametrize("nature", [NatureIncident.PERTE, NatureIncident.PERSONNE, NatureIncident.FUITE])
def test_what_may_have_shown_a_record_to_somebody_waits_for_the_dpo(nature):
    assert incidents.qualification_initiale(nature) == Qualification.A_QUALIFIER


def test_a_delay_touches_no_personal_data_until_somebody_says_so():
    assert incidents.qualification_initiale(NatureIncident.RETARD) == Qualification.SANS_OBJET


def test_seventy_two_hours_run_through_the_night_when_the_clock_changes():
    connue = instant(24, 23, mois=10)  # Saturday evening; the clock goes back on Sunday
    limite = incidents.limite_de_notification(connue)
    assert (limite - connue.astimezone(dt.UTC)).total_seconds() == 72 * 3600
    assert limite.astimezone(PARIS) == instant(27, 22, mois=10)


def test_a_late_notification_says_why_it_is_late():
    motifs = incidents.motifs_de_non_notification(Qualification.A_NOTIFIER, instant(1), instant(5), "")
    assert motifs == ["Au-delà de soixante-douze heures, dites les motifs du retard (RGPD, art. 33)."]
    assert not incidents.motifs_de_non_notification(
        Qualification.A_NOTIFIER, instant(1), instant(5), "Week-end de panne"
    )
    assert not incidents.motifs_de_non_notification(Qualification.A_NOTIFIER, instant(1), instant(4), "")


def test_only_a_breach_to_notify_is_notified():
    assert incidents.motifs_de_non_notification(Qualification.SANS_RISQUE, instant(1), instant(2), "")


def test_an_incident_is_not_closed_before_the_dpo_the_actions_and_the_cause():
    assert len(incidents.motifs_de_non_cloture(Qualification.A_QUALIFIER, ["Former"], " ")) == 3
    assert incidents.motifs_de_non_cloture(Qualification.A_NOTIFIER, [], "Erreur de tri")
    assert not incidents.motifs_de_non_cloture(Qualification.NOTIFIEE, [], "Erreur de tri")


def test_an_incident_is_old_after_five_days_and_not_on_the_fifth():
    assert not incidents.est_ancien(dt.date(2026, 11, 1), dt.date(2026, 11, 6))
    assert incidents.est_ancien(dt.date(2026, 11, 1), dt.date(2026, 11, 7))


# --- plan


def semaines(*paires):
    return [
        cadence.Semaine(LUNDI - dt.timedelta(weeks=len(paires) - rang), prevu, reel)
        for rang, (prevu, reel) in enumerate(paires)
    ]


def test_the_week_that_runs_is_neither_late_nor_early():
    plan = [*semaines((100, 90)), cadence.Semaine(LUNDI, 100, 0)]
    assert cadence.suivre(plan, LUNDI + dt.timedelta(days=3)).derive == -10


def test_at_this_pace_the_plan_is_reached_in_so_many_weeks():
    plan = [*semaines((100, 50), (100, 50)), cadence.Semaine(LUNDI, 100, 0)]
    suivi = cadence.suivre(plan, LUNDI)
    assert (suivi.rythme, suivi.fin) == (50, LUNDI + dt.timedelta(weeks=4))


def test_a_plan_already_reached_ends_now_and_one_that_never_started_has_no_end():
    assert cadence.suivre(semaines((10, 12)), LUNDI).fin == LUNDI
    assert cadence.suivre(semaines((10, 0)), LUNDI).fin is None


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=20))
def test_the_drift_is_the_sum_of_the_gaps_of_whole_weeks(paires):
    plan = semaines(*paires)
    assert cadence.suivre(plan, LUNDI).derive == sum(semaine.ecart for semaine in plan)


# --- reading


@pytest.mark.parametrize(
    ("partie", "assistant"),
    [("1", True), ("2", True), ("3", False), ("4", False), ("5", False), ("7", False), ("", False)],
)
def test_an_assistant_opens_the_first_two_parts_and_a_health_professional_all(partie, assistant):
    assert acces.est_lisible(partie, est_soignant=False) is assistant
    assert acces.est_lisible(partie, est_soignant=True)


def test_a_door_opens_for_a_record_of_the_service_and_a_reason():
    ouvre = {"est_du_service": True, "est_deja_lisible": False}
    assert not acces.motifs_de_porte_fermee("Malaise grave au poste ce matin", **ouvre)
    assert acces.motifs_de_porte_fermee("urgence", **ouvre)
    assert acces.motifs_de_porte_fermee(
        "Malaise grave au poste ce matin", est_du_service=False, est_deja_lisible=False
    )
    assert acces.motifs_de_porte_fermee(
        "Malaise grave au poste ce matin", est_du_service=True, est_deja_lisible=True
    )


def lus(agent, dossiers, heure=10, pages=1):
    return [
        acces.LectureVue(agent, dossier, instant(12, heure))
        for dossier in range(dossiers)
        for _ in range(pages)
    ]


def test_reads_of_an_ordinary_day_ask_for_nothing():
    assert acces.anomalies(lus(1, REPERES.dossiers_par_jour), REPERES) == []


def test_too_many_records_too_many_pages_and_the_night_are_said():
    (trop,) = acces.anomalies(lus(1, REPERES.dossiers_par_jour + 1), REPERES)
    assert "61" in trop.raisons[0]
    (nuit,) = acces.anomalies(lus(2, 1, heure=3), REPERES)
    assert nuit.raisons == ("lectures la nuit, à partir de 3 h",)
    (pages,) = acces.anomalies(lus(3, 1, pages=REPERES.pages_par_heure + 1), REPERES)
    assert "401" in pages.raisons[0]


# --- searching

PAGE = [
    "Examen",
    "du",
    "3",
    "mars",
    "2019",
    ":",
    "audiogramme",
    "stable,",
    "protections",
    "auditives",
    "rappelées",
    "à",
    "l’atelier.",
]


def test_words_are_found_whatever_their_accents_and_their_case():
    (trouve,) = recherche.chercher(PAGE, "RAPPELEES")
    assert PAGE[trouve.debut] == "rappelées"
    assert trouve.avant.endswith("protections auditives")


def test_several_words_are_found_in_their_order_only():
    assert recherche.chercher(PAGE, "audiogramme stable")
    assert not recherche.chercher(PAGE, "stable audiogramme")


def test_the_beginning_of_the_last_word_is_enough():
    assert recherche.chercher(PAGE, "audio")
    assert recherche.chercher(PAGE, "protections audit")


@pytest.mark.parametrize("question", ["", " ", "a", "…", "''"])
def test_too_little_finds_nothing(question):
    assert recherche.chercher(PAGE, question) == []


@given(st.lists(st.text(alphabet="abcdéèç ,.'", min_size=1, max_size=8), max_size=12), st.text(max_size=10))
def test_what_is_found_is_in_the_page_where_it_is_said(mots, question):
    for trouve in recherche.chercher(mots, question):
        assert " ".join(mots[trouve.debut : trouve.fin]) == trouve.texte
        assert 0 <= trouve.debut < trouve.fin <= len(mots)


@given(st.lists(st.integers(0, 60), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_value_of_the_nearest_rank(valeurs, rang):
    attendu = sorted(valeurs)[max(-(-rang * len(valeurs) // 100) - 1, 0)]
    assert mesures.centile(Counter(valeurs), rang) == attendu


def test_there_is_no_percentile_of_nothing():
    assert mesures.centile({}, 50) is None
