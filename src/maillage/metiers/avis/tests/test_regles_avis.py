"""Time is counted when the line is open; who may advise, who is asked first, what an act is worth: as the lists say."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.commun.calendrier import Zone
from maillage.metiers.avis.actions.listes import BAREME, DELAIS, LISTES
from maillage.metiers.avis.enums.eligibilite import GenrePiece, ModeRemuneration, StatutOrdinal
from maillage.metiers.avis.enums.urgences import Etape, Urgence
from maillage.metiers.avis.regles import calendrier as temps
from maillage.metiers.avis.regles.calendrier import Calendrier, CalendrierVide, Creneau, Plage
from maillage.metiers.avis.regles.delais import Delai, Unite, echeancier, incoherences
from maillage.metiers.avis.regles.eligibilite import (
    DossierSpecialiste,
    Piece,
    a_alerter,
    eligible_jusqu_au,
    est_eligible,
    motifs_d_ineligibilite,
)
from maillage.metiers.avis.regles.honoraires import ActeRendu, Tarif, etablir
from maillage.metiers.avis.regles.routage import (
    POIDS,
    CandidatAvis,
    apprecier,
    departage,
    motif_d_exclusion,
)
from maillage.socle.echanges.referentiels.chargement import lire_edition

PARIS = ZoneInfo("Europe/Paris")
LUNDI = dt.date(2026, 11, 23)
SEMAINE = Calendrier()


def a(jour, heure, minute=0):
    return dt.datetime(2026, 11, jour, heure, minute, tzinfo=PARIS)


def livres(liste):
    """The last edition that comes with the product."""
    return lire_edition(max(LISTES.fichiers(liste).items())[1])


DELAIS_LIVRES = {
    ligne.code: Delai(
        ligne.code, ligne.libelle, int(ligne.complement["Nombre"]), Unite(ligne.complement["Unité"])
    )
    for ligne in livres(DELAIS)
}


# --- time


def test_minutes_run_only_while_the_line_is_open():
    assert temps.ajouter_minutes(SEMAINE, a(23, 18, 50), 30) == a(24, 8, 20)
    assert temps.ajouter_minutes(SEMAINE, a(20, 18, 50), 30) == a(23, 8, 20)  # over a week-end
    assert temps.minutes_ouvrees(SEMAINE, a(20, 18), a(23, 9)) == 120
    assert temps.minutes_ouvrees(SEMAINE, a(23, 9), a(20, 18)) == 0


def test_a_public_holiday_is_closed_and_alsace_has_more_of_them():
    noel = dt.datetime(2026, 12, 24, 18, 30, tzinfo=PARIS)
    assert temps.ajouter_minutes(SEMAINE, noel, 60) == dt.datetime(2026, 12, 28, 8, 30, tzinfo=PARIS)
    saint_etienne = Calendrier(
        plages=(*SEMAINE.plages, Plage(5, "matin", dt.time(8), dt.time(13))), zone=Zone.ALSACE_MOSELLE
    )
    assert saint_etienne.plages_du(dt.date(2026, 12, 26)) == []
    assert replace(saint_etienne, zone=Zone.METROPOLE).plages_du(dt.date(2026, 12, 26))


@given(
    depart=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31), timezones=st.just(PARIS)),
    minutes=st.integers(0, 5_000),
)
def test_as_many_minutes_are_counted_as_were_added(depart, minutes):
    terme = temps.ajouter_minutes(SEMAINE, depart, minutes)
    assert temps.minutes_ouvrees(SEMAINE, depart, terme) == minutes
    assert terme >= depart


def test_a_calendar_is_read_as_it_was_written_and_refuses_what_overlaps():
    assert Calendrier.lire(SEMAINE.ecrire()) == SEMAINE
    assert Calendrier.lire([]) == SEMAINE
    double = [*SEMAINE.ecrire(), {"jour": 0, "demi_journee": "matin", "debut": "07:00", "fin": "09:00"}]
    with pytest.raises(ValueError, match="deux fois"):
        Calendrier.lire(double)
    chevauche = [
        {"jour": 0, "demi_journee": "matin", "debut": "08:00", "fin": "14:00"},
        {"jour": 0, "demi_journee": "apres_midi", "debut": "13:00", "fin": "19:00"},
    ]
    with pytest.raises(ValueError, match="chevauchent"):
        Calendrier.lire(chevauche)


def test_a_line_that_never_opens_says_so_instead_of_counting_for_ever():
    with pytest.raises(CalendrierVide):
        temps.ajouter_minutes(Calendrier(plages=()), a(23, 9), 1)


def test_the_half_day_of_an_instant_is_found_and_noon_belongs_to_the_afternoon_when_it_starts():
    assert SEMAINE.creneau_a(a(23, 12, 59)) == Creneau(LUNDI, "matin")
    assert SEMAINE.creneau_a(a(23, 13)) == Creneau(LUNDI, "apres_midi")
    assert SEMAINE.creneau_a(a(23, 19)) is None
    assert len(SEMAINE.creneaux(LUNDI, LUNDI + dt.timedelta(days=6))) == 10


# --- delays


def test_the_shipped_delays_are_whole_and_in_order():
    assert incoherences(DELAIS_LIVRES) == []


def test_a_priority_request_escalates_within_the_half_day():
    suite = echeancier(Urgence.PRIORITAIRE, a(23, 9), SEMAINE, DELAIS_LIVRES)
    assert (suite.renfort, suite.tous) == (a(23, 9, 30), a(23, 10))
    assert (suite.coordinateur, suite.reponse) == (a(23, 11), a(23, 13))
    assert suite.etape_a(a(23, 9, 45)) == Etape.RENFORT
    assert suite.prochaine(a(23, 9, 45)) == (Etape.TOUS, a(23, 10))
    assert suite.prochaine(a(23, 11)) is None


def test_a_request_of_friday_evening_is_answered_on_monday():
    suite = echeancier(Urgence.RAPIDE, a(20, 18), SEMAINE, DELAIS_LIVRES)
    assert (suite.renfort, suite.reponse) == (a(23, 9), a(23, 18))


@given(
    depart=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 1), timezones=st.just(PARIS)),
    urgence=st.sampled_from(list(Urgence)),
    matins=st.booleans(),
)
def test_steps_never_go_back_whatever_the_calendar(depart, urgence, matins):
    plages = tuple(p for p in SEMAINE.plages if not matins or (p.demi_journee == "matin" and p.jour < 2))
    suite = echeancier(urgence, depart, Calendrier(plages=plages), DELAIS_LIVRES)
    instants = [debut for _, debut in suite.etapes]
    assert instants == sorted(instants)
    assert instants[-1] <= suite.reponse


# --- eligibility


def dossier(**champs):
    jours = dt.date(2027, 6, 30)
    valeurs = {
        "statut_ordinal": StatutOrdinal.RETRAITE_ACTIF,
        "specialites": frozenset({"SM15"}),
        "mode_remuneration": ModeRemuneration.ACTE,
        "pieces": tuple(
            Piece(genre, date_expiration=jours if genre in ("rcp", "formation") else None)
            for genre in GenrePiece
        ),
    }
    return DossierSpecialiste(**{**valeurs, **champs})


def sans(genre, *remplacantes):
    return dossier(pieces=(*(p for p in dossier().pieces if p.genre != genre), *remplacantes))


def test_a_retired_doctor_with_every_proof_may_advise_in_his_specialty():
    assert motifs_d_ineligibilite(dossier(), LUNDI, specialites_filiere={"SM15"}) == []
    assert motifs_d_ineligibilite(dossier(), LUNDI, specialites_filiere={"SM04"}) == [
        "Spécialité ordinale hors de la filière"
    ]


@pytest.mark.parametrize("statut", [StatutOrdinal.RETRAITE_SANS_ACTIVITE, StatutOrdinal.RADIE])
def test_whoever_may_no_longer_practise_may_not_advise(statut):
    assert not est_eligible(dossier(statut_ordinal=statut), LUNDI)


@pytest.mark.parametrize("genre", list(GenrePiece))
def test_each_proof_is_needed(genre):
    (motif,) = motifs_d_ineligibilite(sans(genre), LUNDI)
    assert motif == f"{genre.label} : manquante"


def test_an_insurance_that_expired_yesterday_or_is_silent_on_the_activity_is_refused():
    hier = LUNDI - dt.timedelta(days=1)
    assert motifs_d_ineligibilite(sans("rcp", Piece("rcp", date_expiration=hier)), LUNDI) == [
        "Assurance de responsabilité civile professionnelle : expirée le 22/11/2026"
    ]
    muette = Piece("rcp", date_expiration=LUNDI, mentionne_teleexpertise=False)
    assert "téléexpertise" in motifs_d_ineligibilite(sans("rcp", muette), LUNDI)[0]
    assert est_eligible(sans("rcp", Piece("rcp", date_expiration=LUNDI)), LUNDI)


def test_a_proof_warns_its_owner_at_sixty_thirty_and_seven_days_unless_renewed():
    fin = LUNDI + dt.timedelta(days=30)
    piece = Piece("rcp", date_expiration=fin)
    assert a_alerter([piece], LUNDI) == [(piece, 30)]
    assert a_alerter([piece], LUNDI + dt.timedelta(days=1)) == []
    assert a_alerter([piece, Piece("rcp", date_expiration=fin + dt.timedelta(days=365))], LUNDI) == []


def test_one_is_eligible_until_the_first_of_one_s_proofs_ends():
    proche = LUNDI + dt.timedelta(days=12)
    assert eligible_jusqu_au(sans("rcp", Piece("rcp", date_expiration=proche)), LUNDI) == proche
    assert eligible_jusqu_au(sans("rcp"), LUNDI) is None


# --- who is asked


def points(candidat):
    return sum(POIDS[une.code] * une.valeur for une in apprecier(candidat))


def test_being_on_duty_comes_first_then_who_knows_the_patient_then_the_territory():
    nouveau = CandidatAvis(1, "A")
    garde = replace(nouveau, est_de_garde=True)
    connu = replace(nouveau, connait_patient=True)
    voisin = replace(nouveau, meme_cpts=True)
    assert points(garde) > points(connu) > points(voisin) > points(nouveau)
    assert points(replace(nouveau, en_cours=9)) < points(nouveau)


@pytest.mark.parametrize(
    ("champs", "mot"),
    [
        ({"a_decline": True}, "décliné"),
        ({"est_en_conflit": True}, "ce patient"),
        ({"en_cours": 10}, "10"),
        ({"motifs_ineligibilite": ("RCP : expirée",)}, "RCP"),
    ],
)
def test_whoever_declined_is_full_in_conflict_or_not_eligible_is_not_asked(champs, mot):
    assert mot in motif_d_exclusion(CandidatAvis(1, "A", est_de_garde=True, **champs))
    assert motif_d_exclusion(CandidatAvis(1, "A")) == ""


def test_a_tie_goes_to_whoever_was_never_served_then_to_the_least_recently_served():
    jamais, hier = CandidatAvis(3, "C"), CandidatAvis(1, "A", derniere_affectation=a(22, 9))
    assert sorted([hier, jamais], key=departage) == [jamais, hier]


# --- money


BAREME_2026 = {
    ligne.code: Tarif(
        ligne.code,
        ligne.libelle,
        Decimal(str(ligne.complement["Montant"]).replace(",", ".")),
        Decimal("27.60") if ligne.code == "TE2" else None,
        "",
    )
    for ligne in livres(BAREME)
}


def releve(actes, mode=ModeRemuneration.ACTE, **options):
    jours = {acte.date for acte in actes}
    return etablir(
        LUNDI.replace(day=1),
        actes,
        mode=mode,
        baremes=dict.fromkeys(jours, BAREME_2026),
        plafonds=dict.fromkeys(jours, 4),
        **options,
    )


def test_an_act_of_2026_is_worth_23_euros_and_27_60_overseas():
    acte = ActeRendu("1", LUNDI, "p")
    assert releve([acte]).total == Decimal("23.00")
    assert releve([replace(acte, est_outre_mer=True)]).total == Decimal("27.60")


def test_the_fifth_act_of_the_year_for_a_patient_is_shown_and_not_paid():
    actes = [ActeRendu(str(mois), dt.date(2026, mois, 2), "p") for mois in (3, 5, 7, 9, 11)]
    (ligne,) = releve([*actes]).lignes
    assert (ligne.rang_annuel, ligne.montant, ligne.est_paye) == (5, 0, False)
    assert "Au-delà de 4 actes" in ligne.motif
    autre = releve([*actes[:4], replace(actes[4], patient="q")])
    assert autre.total == Decimal("23.00")
    assert releve([replace(actes[0], date=dt.date(2025, 3, 2)), *actes[1:]]).total == Decimal("23.00")


def test_half_days_are_paid_instead_of_acts_when_the_specialist_chose_so():
    fait = releve(
        [ActeRendu("1", LUNDI, "p")],
        ModeRemuneration.VACATION,
        heures_de_garde=[Decimal(5), Decimal(6)],
        taux_horaire=Decimal(70),
    )
    assert (fait.montant_actes, fait.montant_vacations, fait.ecartes) == (0, Decimal("770.00"), 1)


def test_the_shipped_amounts_are_those_of_the_agreements():
    montants = {
        jour.year: {ligne.code: str(ligne.complement["Montant"]) for ligne in lire_edition(chemin)}
        for jour, chemin in LISTES.fichiers(BAREME).items()
    }
    assert (montants[2019]["TE1"], montants[2019]["TE2"]) == ("12,00", "20,00")
    assert [montants[annee]["TE2"] for annee in (2022, 2024, 2026)] == ["20,00", "20,00", "23,00"]
    assert {montants[annee]["RQD"] for annee in (2022, 2024, 2026)} == {"10,00"}
