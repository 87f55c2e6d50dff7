"""The end of retention: what tells of persons goes, what counts stays, the seals still verify."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.protection import actions
from maillage.metiers.protection.actions import conservation
from maillage.metiers.protection.actions.enquetes import ouvrir_enquete, prefigurer
from maillage.metiers.protection.indicateurs import serie, stock_et_flux
from maillage.metiers.protection.models import (
    EffacementMesures,
    Enquete,
    EvenementMesure,
    Mesure,
    ReponseEnquete,
)
from maillage.metiers.protection.regles.conservation import borne_effacement
from maillage.metiers.protection.taches import appliquer_la_conservation
from maillage.metiers.protection.tests.conftest import creer_organisation, jour
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echeances.models import Echeance
from maillage.socle.indicateurs.verification import compter_les_ecarts
from maillage.socle.journal.models import Evenement
from maillage.socle.journal.scellement import sceller, verifier

pytestmark = pytest.mark.django_db
MAINTENANT = timezone.now()
ANNEE = timezone.localdate().year - 7
CUMULS = [f"protection_cumul_{nom}" for nom in ("charge", "flux", "stock", "presence")]


@pytest.fixture
def ancienne(ouvrir, alice, lille):
    """Opened eight years ago, moved, corrected, ended seven years ago."""
    mesure = ouvrir(
        "16/B/00167", date_nomination=jour(f"{ANNEE - 1}-03-15"), numero_dossier="D-77", commune=lille
    )
    with agir_comme(alice):
        actions.changer_lieu(
            agent=alice, mesure=mesure, date=jour(f"{ANNEE}-01-10"), lieu_vie="etablissement",
            type_etablissement="etablissement_personne_agee", commune=lille,
        )  # fmt: skip
        actions.clore_mesure(agent=alice, mesure=mesure, date=jour(f"{ANNEE}-06-20"), cause="deces")
        actions.annuler_evenement(
            agent=alice,
            evenement=mesure.evenements.get(type="changement_lieu"),
            motif="Saisi pour Mme Martin par erreur",
        )
    return mesure


@pytest.fixture
def recentes(ouvrir, alice):
    ouvrir("25/B/00001", date_nomination=timezone.localdate() - dt.timedelta(days=200))
    mesure = ouvrir("20/B/00002", date_nomination=jour("2020-03-15"))
    limite = borne_effacement(timezone.localdate())
    with agir_comme(alice):
        if mesure.date_nomination < limite:
            actions.clore_mesure(agent=alice, mesure=mesure, date=limite, cause="mainlevee")
    return mesure


@pytest.fixture
def reponse(mandataire, nationale, ddets, lille, nord):
    """A survey of the year before its end, not handed in yet."""
    ministere = creer_organisation("ministere", "Direction nationale", lille)
    with agir_comme(agent_systeme()):
        enquete = Enquete.objects.create(
            organisation=ministere, annee=ANNEE - 1, date_limite=timezone.localdate(), auteur=agent_systeme()
        )
        return ReponseEnquete.objects.create(
            enquete=enquete,
            organisation=mandataire.organisation,
            mandataire=mandataire,
            autorite=ddets,
            departement=nord,
        )


def figures(agent):
    """Stock and flux by every axis over ten years, month by month, and the years that a survey asks."""
    debut, fin = dt.date(ANNEE - 2, 1, 1), timezone.localdate()
    with agir_comme(agent):
        par_axe = {
            (annee, axe): sorted(
                (ligne.cle, ligne.debut, ligne.fin, sorted(ligne.par_genre.items()))
                for ligne in stock_et_flux(dt.date(annee, 1, 1), dt.date(annee, 12, 31), axes=[axe])
            )
            for annee in range(debut.year, fin.year + 1)
            for axe in ("tribunal", "nature", "champ", "lieu_vie", "type_gestionnaire")
        }
        mois = [(un, ligne.debut, ligne.fin, ligne.par_genre) for un, ligne in serie(debut, fin)]
    return par_axe, mois


def compter(agent, reponse):
    with agir_comme(agent):
        lue = ReponseEnquete.objects.select_related("enquete", "mandataire__personne").get(pk=reponse.pk)
        return prefigurer(lue).en_json()


def test_whole_months_over_for_five_years():
    assert borne_effacement(dt.date(2026, 11, 22)) == dt.date(2021, 11, 1)


def test_the_erasing_takes_what_tells_of_the_person_and_keeps_the_measure(
    ancienne, recentes, alice, greffiere
):
    assert appliquer_la_conservation(MAINTENANT) == 1
    with agir_comme(agent_systeme()):
        mesure = Mesure.objects.get(pk=ancienne.pk)
        faits = list(EvenementMesure.objects.filter(mesure=mesure).order_by("id"))
        garde = Mesure.objects.get(pk=recentes.pk)
    assert (mesure.numero_rg, mesure.numero_dossier, mesure.cabinet, mesure.civilite) == ("", "", "", "")
    assert (mesure.annee_naissance, mesure.commune_id, str(mesure)) == (0, None, "Mesure effacée")
    assert (mesure.nature, mesure.date_fin, mesure.cause_sortie) == (
        ancienne.nature,
        jour(f"{ANNEE}-06-20"),
        "deces",
    )
    assert {fait.commune_id for fait in faits} == {None}
    assert not any("Martin" in fait.motif for fait in faits)
    assert garde.numero_rg == "20B00002"


def test_no_figure_moves_and_the_rollups_still_verify(ancienne, recentes, reponse, direction, alice):
    avant, enquete = figures(direction), compter(alice, reponse)
    assert avant[1][-1][2] == 1
    assert sum(enquete["ages"].values()) == 1
    appliquer_la_conservation(MAINTENANT)
    assert figures(direction) == avant
    assert compter(alice, reponse) == enquete
    with agir_comme(agent_systeme()):
        assert {compter_les_ecarts(table, connections["default"]) for table in CUMULS} == {0}
        assert ReponseEnquete.objects.get().horodatage_gel


def test_an_erased_measure_is_in_no_list_nor_search_nor_page(ancienne, recentes, connecter, alice):
    client = connecter(alice)
    assert "16B00167" in client.get(reverse("protection:mesures")).content.decode()
    appliquer_la_conservation(MAINTENANT)
    page = client.get(reverse("protection:mesures")).content.decode()
    assert "16B00167" not in page
    assert "Mesure effacée" not in page
    assert "20B00002" in page
    assert client.get(reverse("protection:mesure", args=[ancienne.pk])).status_code == 404


def test_the_journal_and_the_deadlines_no_longer_tell_what_it_was(ancienne, recentes):
    appliquer_la_conservation(MAINTENANT)
    with agir_comme(agent_systeme()):
        textes = [
            f"{e.avant} {e.apres} {e.motif}"
            for e in Evenement.objects.exclude(nature="effacement").order_by("id")
        ]
        libelles = list(Echeance.objects.order_by("id").values_list("libelle", flat=True))
    assert not [texte for texte in textes if "16B00167" in texte or "D-77" in texte]
    assert not [libelle for libelle in libelles if "16B00167" in libelle]


@pytest.mark.django_db(transaction=True)
def test_every_seal_stays_valid(ancienne):
    with agir_comme(agent_systeme()):
        sceller()
        assert verifier() == []
    appliquer_la_conservation(MAINTENANT)
    with agir_comme(agent_systeme()):
        sceller()
        assert verifier() == []


def test_nobody_else_empties_the_log_and_what_is_not_due_stays(recentes, alice):
    ordre = "SELECT protection_effacer_faits(%s)"
    with (
        agir_comme(alice),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(ordre, [[recentes.pk]])
    with agir_comme(agent_systeme()), connection.cursor() as curseur:
        curseur.execute(ordre, [[recentes.pk]])
        assert curseur.fetchone() == (0,)


def test_twice_is_once_and_a_run_cut_short_goes_on(ancienne, ouvrir, alice, monkeypatch, ddets):
    autre = ouvrir("16/B/00168", date_nomination=jour(f"{ANNEE - 1}-03-15"))
    with agir_comme(alice):
        actions.clore_mesure(agent=alice, mesure=autre, date=jour(f"{ANNEE}-07-20"), cause="deces")
    monkeypatch.setattr(conservation, "LOT", 1)
    borne = borne_effacement(timezone.localdate())
    with agir_comme(agent_systeme()):
        assert conservation.effacer_un_lot(agent=agent_systeme(), autorite=ddets, borne=borne)
    assert appliquer_la_conservation(MAINTENANT) == 1
    assert appliquer_la_conservation(MAINTENANT) == 0
    with agir_comme(agent_systeme()):
        assert EffacementMesures.objects.get(autorite=ddets).nombre_mesures == 2


def test_the_direction_sees_the_last_run_and_another_does_not(
    ancienne, connecter, direction, creer_agent, somme
):
    client = connecter(direction)
    assert "Aucun passage" in client.get(reverse("protection:conservation")).content.decode()
    appliquer_la_conservation(MAINTENANT)
    page = client.get(reverse("protection:conservation")).content.decode()
    assert "Dernier passage le" in page
    ailleurs = creer_agent("simon", "protection.direction_departementale", territoire=somme)
    assert "Aucun passage" in connecter(ailleurs).get(reverse("protection:conservation")).content.decode()


def test_no_survey_is_opened_on_a_year_that_is_no_longer_whole(nationale, lille, mandataire):
    ministere = creer_organisation("ministere", "Direction nationale", lille)
    demain = timezone.localdate() + dt.timedelta(days=30)
    with agir_comme(nationale), pytest.raises(ValidationError, match="effacées"):
        ouvrir_enquete(
            agent=nationale, organisation=ministere, annee=timezone.localdate().year - 5, date_limite=demain
        )
