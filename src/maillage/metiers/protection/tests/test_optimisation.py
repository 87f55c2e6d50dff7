"""What if: over-capacity measures find a place elsewhere, the direction sees sums, each court decides its own."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from maillage.metiers.protection import references
from maillage.metiers.protection.actions.optimisation import (
    accepter_proposition,
    ecarter_proposition,
    simuler,
)
from maillage.metiers.protection.actions.places import COMPLET
from maillage.metiers.protection.actions.reservations import (
    ValeursReservation,
    decliner,
    reserver,
    signaler_sans_reponse,
)
from maillage.metiers.protection.enums import StatutMesure, StatutProposition
from maillage.metiers.protection.indicateurs.previsions import previsions
from maillage.metiers.protection.models import Inscription, Mesure, Proposition, Reservation, Simulation
from maillage.metiers.protection.regles.designation import Cas
from maillage.metiers.protection.regles.previsions import prevoir
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def surcharge(ouvrir, alice, mandataire, autre_mandataire, lille):
    """Alice holds five measures for three places; the service has room."""
    for rang in range(5):
        ouvrir(f"24/B/{rang:05d}", commune=lille)
    with agir_comme(agent_systeme()):
        Inscription.objects.filter(mandataire=mandataire).update(nombre_autorise=3)


@pytest.fixture
def simulation(surcharge, direction, ddets):
    with agir_comme(direction):
        return simuler(agent=direction, autorite=ddets, arbitrage="equilibre")


def proposition(greffiere):
    with agir_comme(greffiere):
        return Proposition.objects.select_related("tribunal", "mesure").order_by("id").first()


def test_what_exceeds_a_capacity_is_offered_to_who_has_room(simulation, greffiere, autre_mandataire):
    assert (simulation.examinees, simulation.proposees, simulation.sans_place) == (2, 2, 0)
    assert (simulation.avant["surcapacite"], simulation.apres["surcapacite"]) == (2, 0)
    with agir_comme(greffiere):
        assert {p.propose_id for p in Proposition.objects.all()} == {autre_mandataire.pk}


def test_the_direction_sees_sums_and_no_file_the_court_its_proposals(
    simulation, direction, greffiere, magistrate_amiens, alice
):
    with agir_comme(direction):
        assert Simulation.objects.count() == 1
        assert Proposition.objects.count() == Mesure.objects.count() == 0
    with agir_comme(greffiere):
        assert Proposition.objects.count() == 2
    for autre in (magistrate_amiens, alice):
        with agir_comme(autre):
            assert Proposition.objects.count() == 0


def test_an_accepted_proposal_hands_the_measure_over_with_its_reason(simulation, greffiere, autre_mandataire):
    choisie = proposition(greffiere)
    with agir_comme(greffiere):
        with pytest.raises(ValidationError, match="pourquoi"):
            accepter_proposition(agent=greffiere, proposition=choisie, motif=" ")
        suivante = accepter_proposition(agent=greffiere, proposition=choisie, motif="Charge de la mandataire")
        assert suivante.gestionnaire_id == autre_mandataire.organisation_id
        assert Mesure.objects.get(pk=choisie.mesure_id).statut == StatutMesure.ETEINTE
        assert suivante.origine_id == choisie.mesure_id
        with pytest.raises(ValidationError, match="déjà décidée"):
            ecarter_proposition(agent=greffiere, proposition=choisie, motif="Trop tard")


def test_a_new_computation_replaces_the_proposals_that_nobody_decided(
    simulation, direction, ddets, greffiere
):
    with agir_comme(greffiere):
        ecarter_proposition(agent=greffiere, proposition=proposition(greffiere), motif="Non")
    with agir_comme(direction):
        seconde = simuler(agent=direction, autorite=ddets, arbitrage="trajets")
    with agir_comme(greffiere):
        ouvertes = Proposition.objects.filter(statut=StatutProposition.PROPOSEE)
        assert {p.simulation_id for p in ouvertes} == {seconde.pk}
        motifs = (
            Proposition.objects.filter(simulation=simulation).order_by("id").values_list("motif", flat=True)
        )
        assert sorted(motifs) == ["Non", "Remplacée par une simulation plus récente"]


def test_a_proposal_put_aside_changes_nothing_but_itself(simulation, greffiere):
    choisie = proposition(greffiere)
    with agir_comme(greffiere):
        ecarter_proposition(agent=greffiere, proposition=choisie, motif="La personne tient à sa mandataire")
        assert Proposition.objects.get(pk=choisie.pk).statut == StatutProposition.ECARTEE
        assert Mesure.objects.get(pk=choisie.mesure_id).statut == StatutMesure.EN_COURS


def test_when_nobody_has_room_it_is_said(surcharge, direction, ddets, autre_mandataire):
    with agir_comme(agent_systeme()):
        Inscription.objects.filter(mandataire=autre_mandataire).update(nombre_autorise=0)
    with agir_comme(direction):
        calculee = simuler(agent=direction, autorite=ddets, arbitrage="trajets")
    assert (calculee.proposees, calculee.sans_place) == (0, 2)


def test_only_the_direction_of_the_departement_computes(surcharge, greffiere, direction, ddets_somme):
    with pytest.raises(AccesRefuse), agir_comme(direction):
        simuler(agent=direction, autorite=ddets_somme, arbitrage="trajets")


@pytest.fixture
def decline(mesure, reserver_chez, alice):
    """Alice was asked, and could not."""
    reservation = reserver_chez("26/B/00007")
    with agir_comme(alice):
        decliner(agent=alice, reservation=reservation, motif="surcharge", assure_urgence=True)
    return reservation


@pytest.fixture
def reserver_chez(greffiere, tribunal, mandataire, nord, lille):
    def reserver_chez(numero, chez=mandataire, jours=1):
        with agir_comme(greffiere):
            return reserver(
                agent=greffiere,
                tribunal=tribunal,
                mandataire=chez,
                cas=Cas(tribunal=tribunal.pk, departement=nord.pk, nature="tutelle", lieu_vie="domicile",
                        commune=lille.pk),
                valeurs=ValeursReservation(numero, "madame", 1950, "refus", cabinet="4"),
                instant=timezone.now() - dt.timedelta(days=jours),
            )  # fmt: skip

    return reserver_chez


def test_a_case_that_was_declined_is_offered_to_somebody_else_and_reserved_as_it_was(
    decline, direction, ddets, greffiere, autre_mandataire
):
    with agir_comme(direction):
        simulation = simuler(agent=direction, autorite=ddets, arbitrage="equilibre")
    assert (simulation.examinees, simulation.en_attente, simulation.proposees) == (1, 1, 1)
    assert (simulation.avant["sans_mandataire"], simulation.apres["sans_mandataire"]) == (1, 0)
    choisie = proposition(greffiere)
    assert (choisie.genre, choisie.propose_id) == ("designation", autre_mandataire.pk)
    with agir_comme(greffiere):
        suivante = accepter_proposition(
            agent=greffiere, proposition=choisie, motif="Premier choix indisponible"
        )
        nouvelle = Reservation.objects.get(mesure=suivante)
    assert (suivante.numero_rg, suivante.cabinet, suivante.statut) == ("26B00007", "4", "en_attente")
    assert (nouvelle.mandataire_id, nouvelle.priorite_familiale) == (autre_mandataire.pk, "refus")
    with agir_comme(direction), pytest.raises(ValidationError, match="aucun dossier"):
        simuler(agent=direction, autorite=ddets, arbitrage="equilibre")


def test_a_case_without_an_answer_is_taken_back_then_reserved_elsewhere(
    reserver_chez, mandataire, autre_mandataire, direction, ddets, greffiere
):
    ancienne = reserver_chez("26/B/00008", jours=16)
    with agir_comme(agent_systeme()):
        signaler_sans_reponse(reservation=ancienne.pk, palier=15)
    reserver_chez("26/B/00009", jours=2)
    with agir_comme(direction):
        simulation = simuler(agent=direction, autorite=ddets, arbitrage="equilibre")
    assert (simulation.examinees, simulation.proposees) == (1, 1)
    choisie = proposition(greffiere)
    with agir_comme(greffiere):
        accepter_proposition(agent=greffiere, proposition=choisie, motif="Sans réponse")
        assert Reservation.objects.get(pk=ancienne.pk).statut == "retiree"
        assert Reservation.objects.filter(mandataire=autre_mandataire, statut="en_attente").count() == 1


@pytest.mark.lent
@pytest.mark.django_db(transaction=True)
def test_proposals_and_reservations_never_take_the_same_last_place(
    simulation, reserver_chez, greffiere, autre_mandataire
):
    """Two proposals accepted and ten reservations at once for the one place left: exactly one goes through."""
    with agir_comme(agent_systeme()):
        references.charger()
        Inscription.objects.filter(mandataire=autre_mandataire).update(nombre_autorise=1)
    with agir_comme(greffiere):
        propositions = list(Proposition.objects.select_related("tribunal").order_by("id"))
    assert len(propositions) == 2

    def accepter(choisie):
        with agir_comme(greffiere):
            accepter_proposition(agent=greffiere, proposition=choisie, motif="Charge")

    def tenter(essai):
        try:
            essai()
        except ValidationError as refus:
            return refus.messages[0]
        finally:
            connections.close_all()
        return "prise"

    essais = [lambda un=un: accepter(un) for un in propositions]
    essais += [lambda rang=rang: reserver_chez(f"26/C/{rang:05d}", autre_mandataire) for rang in range(1, 11)]
    with ThreadPoolExecutor(12) as equipe:
        issues = list(equipe.map(tenter, essais))
    assert issues.count("prise") == 1, issues
    assert all(
        "n’a plus de place" in issue or issue == COMPLET or "Complet" in issue
        for issue in issues
        if issue != "prise"
    )
    with agir_comme(agent_systeme()):
        assert (
            Mesure.objects.filter(
                gestionnaire=autre_mandataire.organisation, statut__in=["en_cours", "en_attente"]
            ).count()
            == 1
        )


def test_without_any_excess_there_is_nothing_to_compute(mesure, direction, ddets):
    with agir_comme(direction), pytest.raises(ValidationError, match="surcapacité"):
        simuler(agent=direction, autorite=ddets, arbitrage="trajets")


def test_saturation_is_the_first_month_that_reaches_the_capacity():
    jour = dt.date(2026, 11, 22)
    sans_sortie = prevoir(stock=90, capacite=100, entrees_annee=24, sorties_annee=0, aujourd_hui=jour)
    assert sans_sortie.date_saturation == dt.date(2027, 4, 22)
    assert sans_sortie.stock_a_un_an == 114
    stable = prevoir(stock=90, capacite=100, entrees_annee=12, sorties_annee=12, aujourd_hui=jour)
    assert stable.date_saturation is None
    assert (
        prevoir(stock=100, capacite=100, entrees_annee=0, sorties_annee=5, aujourd_hui=jour).date_saturation
        == jour
    )


def test_forecasts_follow_the_territory_of_the_agent(mesure, direction):
    with agir_comme(direction):
        (ligne,) = previsions(direction, timezone.localdate())
    assert (ligne.departement, ligne.stock) == ("Nord", 1)
