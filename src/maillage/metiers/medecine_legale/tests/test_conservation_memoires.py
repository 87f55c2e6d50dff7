"""Mémoires at the end of retention: persons go with the acts, the claim keeps its evidence until it is extinguished."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import references
from maillage.metiers.medecine_legale.actions import memoires
from maillage.metiers.medecine_legale.documents import ATTESTATION_MISSION
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, LigneMemoire, Memoire, Requisition
from maillage.metiers.medecine_legale.regles.conservation import borne_creances
from maillage.metiers.medecine_legale.taches import appliquer_la_conservation
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.models import Evenement

AUJOURD_HUI = timezone.localdate()
TROIS_ANS = AUJOURD_HUI.replace(day=1) - dt.timedelta(days=3 * 366)
PRESCRIT = borne_creances(AUJOURD_HUI) - dt.timedelta(days=1)


@pytest.fixture
def memoire(alice, acte_paye, requisition_payee, tribunal):
    """A mémoire that was rejected, its attestation, the deadline of its requisition."""
    references.charger()
    with agir_comme(alice):
        memoire = memoires.etablir_memoire(agent=alice, actes=[acte_paye], juridiction=tribunal)
        produire(ATTESTATION_MISSION.code, requisition_payee, agent=alice)
        memoires.deposer_memoire(agent=alice, memoire=memoire, date=AUJOURD_HUI)
        return memoires.rejeter_memoire(
            agent=alice, memoire=memoire, date=AUJOURD_HUI, motif="L’attestation de Mme Martin manque"
        )


@pytest.fixture
def vieillir(alice, acte_paye, requisition_payee, django_capture_on_commit_callbacks):
    """Put the case back to a day, and let the nightly job run."""

    def vieillir(jour: dt.date) -> None:
        with agir_comme(alice):
            Requisition.objects.filter(pk=requisition_payee.pk).update(date_requisition=jour)
            ActeMedicoLegal.objects.filter(pk=acte_paye.pk).update(date_examen=jour, date_requisition=jour)
        with django_capture_on_commit_callbacks(execute=True):
            appliquer_la_conservation(timezone.now())

    return vieillir


def documents(alice):
    with agir_comme(alice):
        return {
            document.genre.partition(".")[2]: stockage.existe(document.sha256)
            for document in DocumentProduit.objects.order_by("id")
        }


def test_a_claim_lives_four_years_after_the_first_of_january_that_follows():
    assert borne_creances(dt.date(2026, 11, 22)) == dt.date(2022, 1, 1)
    assert borne_creances(dt.date(2025, 12, 31)) == dt.date(2021, 1, 1)
    assert borne_creances(dt.date(2026, 1, 1)) == dt.date(2022, 1, 1)


def test_at_three_years_persons_go_and_the_evidence_of_the_claim_stays(memoire, vieillir, alice):
    vieillir(TROIS_ANS)
    with agir_comme(alice):
        memoire.refresh_from_db()
        ligne = LigneMemoire.objects.get()
    assert (ligne.explication, memoire.motif) == ("", "Motif effacé en fin de conservation")
    assert ligne.montant == memoire.montant
    assert ligne.calcul
    assert ligne.source
    assert memoire.horodatage_purge is None
    assert documents(alice) == {"memoire": True, "attestation_mission": False}


def test_once_the_claim_is_extinguished_its_document_goes_and_the_account_stays(memoire, vieillir, alice):
    vieillir(PRESCRIT)
    with agir_comme(alice):
        memoire.refresh_from_db()
    assert memoire.horodatage_purge is not None
    assert (memoire.montant > 0, memoire.statut) == (True, "rejete")
    assert documents(alice) == {"memoire": False, "attestation_mission": False}
    with agir_comme(agent_systeme()):
        assert appliquer_la_conservation(timezone.now()) == 0


def test_neither_the_to_do_list_nor_the_journal_tells_any_more_whose_it_was(
    memoire, vieillir, requisition, requisition_payee
):
    """The other requisition of the cast is of today, under the same number."""
    numero = requisition_payee.numero_pv
    vieillir(TROIS_ANS)
    with agir_comme(agent_systeme()):
        assert not [e.libelle for e in Echeance.objects.order_by("id") if numero in e.libelle]
        recente = {"objet_type": "medecine_legale_requisition", "objet_id": requisition.pk}
        textes = [f"{e.avant} {e.apres}" for e in Evenement.objects.exclude(**recente).order_by("id")]
    assert not [
        texte for texte in textes if numero in texte or "Martin" in texte or "incapacité fixée" in texte
    ]


def test_the_pieces_of_an_old_memoire_say_what_was_erased(memoire, vieillir, connecter, alice):
    vieillir(PRESCRIT)
    navigateur = connecter(alice)
    page = navigateur.get(reverse("medecine_legale:memoire", args=[memoire.pk])).content.decode()
    assert "effacées en fin de conservation" in page
    reponse = navigateur.get(reverse("medecine_legale:memoire_pieces", args=[memoire.pk]))
    archive = zipfile.ZipFile(BytesIO(b"".join(reponse.streaming_content)))
    assert "effacé en fin de conservation" in archive.read("LISEZ-MOI.txt").decode()
    with agir_comme(alice):
        assert Memoire.objects.count() == 1
