"""The journey of a record, when its paper may be destroyed, how long it is kept."""

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers import numerisation
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot, TypeEvenement, TypeEvenementLot
from maillage.metiers.numerisation.enums.pieces import DecisionTri, Exposition
from maillage.metiers.numerisation.regles.conservation import (
    Duree,
    PeriodeExposition,
    Suivi,
    ajouter_annees,
    calculer,
)
from maillage.metiers.numerisation.regles.destruction import AvantDestruction, motifs_de_non_destruction
from maillage.metiers.numerisation.regles.etats import (
    SituationDossier,
    TransitionRefusee,
    appliquer,
    appliquer_au_lot,
    evenements_possibles,
    motif_de_refus,
    rejouer,
)

DONNEES = Path(numerisation.__file__).parent / "donnees"
E = TypeEvenement
JUSQU_AU_BOUT = (
    E.INVENTAIRE, E.DEBUT_TRI, E.FIN_TRI, E.AUDIT_TRI, E.MISE_EN_BOITE, E.EXPEDITION, E.RECEPTION, E.NUMERISATION,
    E.REFUS, E.NUMERISATION, E.ACCEPTATION, E.SCELLEMENT, E.INTEGRATION, E.DESTRUCTION,
)  # fmt: skip


def liste(nom):
    with (DONNEES / nom).open(encoding="utf-8") as fichier:
        return list(csv.DictReader(fichier, delimiter=";"))


DUREES = {
    ligne["Code"]: Duree(ligne["Code"], int(ligne["Années"]), ligne["Article"], ligne["À confirmer"] == "oui")
    for ligne in liste("conservation-2026-11-22.csv")
}


# --- journey


def test_a_record_goes_from_the_shelf_to_the_destruction_of_its_paper():
    assert rejouer(JUSQU_AU_BOUT) == SituationDossier(EtatDossier.DETRUIT)
    assert evenements_possibles(rejouer(JUSQU_AU_BOUT)) == (E.EFFACEMENT, E.RETENUE, E.INCIDENT)


def test_nothing_is_skipped_on_the_way():
    with pytest.raises(TransitionRefusee, match="dossier est « trié »"):
        rejouer([E.INVENTAIRE, E.DEBUT_TRI, E.FIN_TRI, E.EXPEDITION])
    with pytest.raises(TransitionRefusee, match="inventorié"):
        rejouer([E.DEBUT_TRI])


def test_a_held_record_goes_on_but_is_not_destroyed():
    retenu = rejouer([*JUSQU_AU_BOUT[:4], E.RETENUE, *JUSQU_AU_BOUT[4:-1]])
    assert "réclamation" in motif_de_refus(retenu, E.DESTRUCTION)
    assert appliquer(appliquer(retenu, E.LEVEE_RETENUE), E.DESTRUCTION).etat == EtatDossier.DETRUIT


def test_a_claim_holds_the_copy_when_the_paper_is_gone_and_nothing_happens_to_what_is_erased():
    detruit = rejouer(JUSQU_AU_BOUT)
    assert "réclamation" in motif_de_refus(appliquer(detruit, E.RETENUE), E.EFFACEMENT)
    assert "papier" in motif_de_refus(rejouer(JUSQU_AU_BOUT[:-1]), E.EFFACEMENT)
    assert evenements_possibles(appliquer(detruit, E.EFFACEMENT)) == ()


def test_an_open_incident_stops_sealing_until_it_is_closed():
    controle = rejouer([*JUSQU_AU_BOUT[:11], E.INCIDENT, E.INCIDENT, E.CLOTURE_INCIDENT])
    assert "incident" in motif_de_refus(controle, E.SCELLEMENT)
    assert not motif_de_refus(appliquer(controle, E.CLOTURE_INCIDENT), E.SCELLEMENT)


@given(st.lists(st.sampled_from(list(E)), max_size=40))
def test_what_is_proposed_is_what_is_accepted_whatever_happened_before(evenements):
    situation = SituationDossier()
    for evenement in evenements:
        possibles = evenements_possibles(situation)
        if evenement in possibles:
            assert not (situation.est_retenu and evenement in (E.DESTRUCTION, E.EFFACEMENT))
            situation = appliquer(situation, evenement)
            assert situation.incidents_ouverts >= 0
        else:
            with pytest.raises(TransitionRefusee, match=r"\.$"):
                appliquer(situation, evenement)


def test_a_refused_lot_comes_back_and_a_sealed_one_does_not():
    etat = None
    f = TypeEvenementLot
    essai = (f.RECEPTION, f.TRAITEMENT, f.TIRAGE)
    suite = (
        f.ANNONCE,
        f.REJET,
        f.NOUVELLE_LIVRAISON,
        *essai,
        f.REFUS,
        f.NOUVELLE_LIVRAISON,
        *essai,
        f.ACCEPTATION,
    )
    for evenement in (*suite, f.SCELLEMENT):
        etat = appliquer_au_lot(etat, evenement)
    assert etat == EtatLot.SCELLE
    with pytest.raises(TransitionRefusee, match="scellé"):
        appliquer_au_lot(etat, f.NOUVELLE_LIVRAISON)


# --- destruction

PRET = AvantDestruction(
    EtatDossier.INTEGRE, EtatLot.INTEGRE, dt.date(2026, 1, 10), dt.date(2026, 7, 1), 180,
    demandeur="alice", approbateur="bruno",
)  # fmt: skip
JOUR = dt.date(2026, 7, 9)


def test_paper_is_destroyed_once_everything_is_proven_and_two_people_agree():
    assert motifs_de_non_destruction(PRET, JOUR) == []


@pytest.mark.parametrize(
    ("change", "mot"),
    [
        ({"etat": EtatDossier.SCELLE}, "écran"),
        ({"etat_lot": EtatLot.ACCEPTE}, "scellé"),
        ({"delai_jours": 181}, "10/07/2026"),
        ({"date_verification": None}, "vérifiés"),
        ({"date_verification": dt.date(2026, 1, 9)}, "depuis"),
        ({"est_retenu": True}, "réclamation"),
        ({"incidents_ouverts": 1}, "incident"),
        ({"pieces_a_rendre": 2}, "rendre"),
        ({"approbateur": ""}, "Deux personnes"),
        ({"approbateur": "alice"}, "même personne"),
    ],
)
def test_each_missing_proof_is_said(change, mot):
    motifs = motifs_de_non_destruction(replace(PRET, **change), JOUR)
    assert len(motifs) == 1 and mot in motifs[0]


# --- retention

VISITE = dt.date(2000, 5, 20)
NE = dt.date(1960, 3, 1)


def limite(*expositions, **change):
    return calculer(Suivi(VISITE, expositions=expositions, **change), DUREES).date_limite


def test_a_record_is_kept_forty_years_after_the_last_visit_within_ten_of_the_death():
    assert limite() == dt.date(2040, 5, 20)
    assert limite(date_deces=dt.date(2010, 6, 1)) == dt.date(2020, 6, 1)
    assert limite(date_deces=dt.date(2039, 6, 1)) == dt.date(2040, 5, 20)


def test_an_exposure_lengthens_it_and_never_shortens_it():
    fin = dt.date(1995, 12, 31)
    assert limite(PeriodeExposition(Exposition.CHIMIQUE, fin)) == dt.date(2045, 12, 31)
    assert limite(PeriodeExposition(Exposition.BIOLOGIQUE, fin)) == dt.date(2040, 5, 20)
    radio = PeriodeExposition(Exposition.RAYONNEMENTS, dt.date(1980, 1, 1))
    assert limite(radio, date_naissance=NE) == dt.date(2040, 5, 20)
    assert limite(radio, date_naissance=dt.date(1970, 3, 1)) == dt.date(2045, 3, 1)  # 75 years old
    assert limite(PeriodeExposition(Exposition.CHIMIQUE, fin), date_deces=dt.date(2001, 1, 1)) == dt.date(
        2045, 12, 31
    )  # the ten years after a death do not shorten it


def test_what_cannot_be_computed_is_kept():
    assert limite(PeriodeExposition(Exposition.CHIMIQUE)) is None
    assert limite(PeriodeExposition(Exposition.RAYONNEMENTS, VISITE)) is None
    inconnue = calculer(Suivi(None), DUREES)
    assert inconnue.date_limite is None and not inconnue.est_echue(dt.date(2200, 1, 1))


def test_a_claim_suspends_everything():
    suivi = Suivi(VISITE)
    assert calculer(suivi, DUREES).est_echue(dt.date(2040, 5, 21))
    assert not calculer(suivi, DUREES).est_echue(dt.date(2040, 5, 20))
    assert not calculer(replace(suivi, est_retenu=True), DUREES).est_echue(dt.date(2100, 1, 1))


def test_lengths_to_be_confirmed_say_so():
    assert not calculer(Suivi(VISITE), DUREES).est_a_confirmer
    expose = calculer(Suivi(VISITE, expositions=(PeriodeExposition(Exposition.CHIMIQUE, VISITE),)), DUREES)
    assert expose.est_a_confirmer and "à confirmer" in expose.motifs[1] and "R. 4412-55" in expose.motifs[1]


jours = st.dates(dt.date(1950, 1, 1), dt.date(2026, 11, 22))


@given(
    jours, st.none() | jours, st.none() | jours,
    st.lists(st.builds(PeriodeExposition, st.sampled_from(list(Exposition)), st.none() | jours), max_size=3),
    st.builds(PeriodeExposition, st.sampled_from(list(Exposition)), st.none() | jours),
)  # fmt: skip
def test_one_more_exposure_never_shortens_retention(visite, naissance, deces, expositions, de_plus):
    suivi = Suivi(visite, naissance, deces, tuple(expositions))
    avant = calculer(suivi, DUREES).date_limite
    apres = calculer(replace(suivi, expositions=(*expositions, de_plus)), DUREES).date_limite
    assert apres is None or (avant is not None and apres >= avant)


def test_the_twenty_ninth_of_february_ends_no_earlier():
    assert ajouter_annees(dt.date(2000, 2, 29), 10) == dt.date(2010, 3, 1)
    assert ajouter_annees(dt.date(2000, 2, 29), 40) == dt.date(2040, 2, 29)


# --- lists that come with the product


def test_every_exposure_has_its_length_and_every_kind_of_piece_a_known_decision():
    assert set(Exposition.values) <= set(DUREES)
    pieces = liste("pieces-2026-11-22.csv")
    assert len({piece["Code"] for piece in pieces}) == len(pieces)
    assert {piece["Décision proposée"] for piece in pieces} <= set(DecisionTri.values)
