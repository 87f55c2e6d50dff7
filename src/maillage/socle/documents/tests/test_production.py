import hashlib
from dataclasses import replace

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, transaction

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import stockage
from maillage.socle.documents.donnees import DonneesInvalides
from maillage.socle.documents.lecture import Provenance, extraire
from maillage.socle.documents.models import Compteur, DocumentProduit, Empreinte
from maillage.socle.documents.production import (
    ProductionImpossible,
    annuler,
    donnees_de,
    previsualiser,
    produire,
    rediger,
)
from maillage.socle.documents.registre import provenance
from maillage.socle.documents.rendu import RenduImpossible
from maillage.socle.documents.tests.exemple import ATTESTATION, genre_attestation
from maillage.socle.documents.tests.texte import extraire_texte
from maillage.socle.journal.models import Evenement

CODE = "essai.attestation"


def test_a_document_is_numbered_stored_traced_and_known_to_the_register(
    alice: Agent, umj_lille: Organisation, settings
) -> None:
    settings.MAILLAGE_ADRESSE = "https://maillage.invalid"
    with agir_comme(alice, motif="Fin de la session"):
        document = produire(CODE, umj_lille, agent=alice)
        octets = stockage.lire(document.sha256)
        trace = Evenement.objects.get(objet_type="documents_documentproduit", objet_id=document.pk)
    assert document.numero.endswith("-000001")
    assert hashlib.sha256(octets).hexdigest() == document.sha256
    assert len(octets) == document.taille
    assert (trace.nature, trace.agent_id, trace.organisation_id) == ("creation", alice.pk, umj_lille.pk)
    contenu = extraire(octets)
    assert contenu["numero"] == document.numero
    assert contenu["code_controle"] == document.code_controle
    assert provenance(document.sha256) is Provenance.AUTHENTIQUE
    texte = extraire_texte(octets)
    assert "maillage.invalid/documents/controle" in texte
    assert document.code_controle in texte


def test_neither_the_tables_nor_the_journal_hold_the_data_of_the_document(
    alice: Agent, umj_lille: Organisation
) -> None:
    with agir_comme(alice):
        document = produire(CODE, umj_lille, agent=alice)
        trace = Evenement.objects.get(objet_type="documents_documentproduit", objet_id=document.pk)
        lues = donnees_de(document)
    assert lues == replace(ATTESTATION, nom=umj_lille.nom)
    assert ATTESTATION.destinataire.nom not in str(trace.apres)
    assert {champ.name for champ in Empreinte._meta.get_fields()} == {
        "id",
        "code_controle",
        "sha256",
        "genre",
        "libelle",
        "organisation_nom",
        "date_production",
        "statut",
        "date_statut",
    }


def test_a_failed_production_gives_its_number_back(
    alice: Agent, umj_lille: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    genre = genre_attestation()
    with agir_comme(alice):
        premier = produire(CODE, umj_lille, agent=alice)
        for donnees, erreur in (
            (replace(ATTESTATION, nom="日本"), RenduImpossible),
            (replace(ATTESTATION, nom="\x00"), DonneesInvalides),
        ):
            object.__setattr__(genre, "construire", lambda _objet, donnees=donnees: donnees)
            try:
                with pytest.raises(erreur):
                    produire(CODE, umj_lille, agent=alice)
            finally:
                object.__setattr__(genre, "construire", lambda o: replace(ATTESTATION, nom=str(o)))
        second = produire(CODE, umj_lille, agent=alice)
    assert (premier.rang, second.rang) == (1, 2)


def test_each_structure_kind_and_year_has_its_own_series(
    alice: Agent, chloe: Agent, umj_lille: Organisation, umj_amiens: Organisation
) -> None:
    with agir_comme(alice):
        assert produire(CODE, umj_lille, agent=alice).rang == 1
        assert produire(CODE, umj_lille, agent=alice).rang == 2
    with agir_comme(chloe):
        assert produire(CODE, umj_amiens, agent=chloe).rang == 1
    with time_machine.travel("2031-12-31T23:30:00Z", tick=False), agir_comme(alice):
        assert produire(CODE, umj_lille, agent=alice).numero == "2032-000001"


def test_only_who_may_issue_there_issues(
    alice: Agent, bruno: Agent, hugo: Agent, chloe: Agent, umj_lille: Organisation
) -> None:
    for agent in (bruno, hugo, chloe):
        with agir_comme(agent):
            for action in (produire, previsualiser, rediger):
                with pytest.raises(AccesRefuse):
                    action(CODE, umj_lille, agent=agent)
    with agir_comme(bruno), pytest.raises(RuntimeError, match="agent of the context"):
        produire(CODE, umj_lille, agent=alice)


def test_another_organisation_and_another_service_see_nothing_on_either_wall(
    alice: Agent, bruno: Agent, hugo: Agent, chloe: Agent, umj_lille: Organisation
) -> None:
    with agir_comme(alice):
        document = produire(CODE, umj_lille, agent=alice)
    for agent, voit in ((alice, True), (bruno, True), (hugo, False), (chloe, False)):
        with agir_comme(agent):
            assert DocumentProduit.objects.visibles_par(agent).filter(pk=document.pk).exists() is voit
            assert DocumentProduit.objects.filter(pk=document.pk).exists() is voit, agent.email
    assert DocumentProduit.objects.count() == 0


def test_a_corrected_version_supersedes_and_both_are_kept(alice: Agent, umj_lille: Organisation) -> None:
    with agir_comme(alice):
        ancien = produire(CODE, umj_lille, agent=alice)
        nouveau = produire(CODE, umj_lille, agent=alice, remplace=ancien)
        ancien.refresh_from_db()
        assert (ancien.statut, ancien.remplace_par) == ("remplace", nouveau)
        assert stockage.lire(ancien.sha256)
        with pytest.raises(ProductionImpossible, match="déjà remplacé"):
            produire(CODE, umj_lille, agent=alice, remplace=ancien)
        with pytest.raises(ProductionImpossible, match="déjà remplacé"):
            annuler(ancien, agent=alice, motif="Trop tard")
        assert list(DocumentProduit.objects.visibles_par(alice).de(umj_lille)) == [nouveau, ancien]
    assert provenance(ancien.sha256) is Provenance.REMPLACE
    assert provenance(nouveau.sha256) is Provenance.AUTHENTIQUE


def test_a_cancellation_has_a_reason_and_leaves_a_trace(
    alice: Agent, bruno: Agent, umj_lille: Organisation
) -> None:
    with agir_comme(alice):
        document = produire(CODE, umj_lille, agent=alice)
        with pytest.raises(ProductionImpossible, match="motif"):
            annuler(document, agent=alice, motif="  ")
        annuler(document, agent=alice, motif="Erreur sur la personne")
        trace = Evenement.objects.get(objet_id=document.pk, nature="modification")
    assert trace.motif == "Erreur sur la personne"
    assert trace.apres is not None
    assert trace.apres["statut"] == "annule"
    assert provenance(document.sha256) is Provenance.ANNULE
    with agir_comme(bruno), pytest.raises(AccesRefuse):
        annuler(document, agent=bruno, motif="Non")


@pytest.mark.parametrize(
    "faute",
    [
        {"sha256": "0" * 64},
        {"rang": 9},
        {"libelle": "Autre"},
        {"objet_id": 0},
        {"statut": "en_vigueur", "motif_annulation": "", "horodatage_annulation": None},
    ],
)
def test_an_issued_document_cannot_be_rewritten(
    alice: Agent, umj_lille: Organisation, faute: dict[str, object]
) -> None:
    with agir_comme(alice):
        document = annuler(produire(CODE, umj_lille, agent=alice), agent=alice, motif="Essai")
        with pytest.raises(DatabaseError, match="document"), transaction.atomic():
            DocumentProduit.objects.filter(pk=document.pk).update(**faute)
        with pytest.raises(DatabaseError, match="ne s’efface pas"), transaction.atomic():
            DocumentProduit.objects.filter(pk=document.pk).delete()
        with pytest.raises(DatabaseError, match="ne s’efface pas"), transaction.atomic():
            Empreinte.objects.filter(sha256=document.sha256).delete()


def test_a_file_altered_or_lost_in_the_storage_is_never_given(alice: Agent, umj_lille: Organisation) -> None:
    with agir_comme(alice):
        document = produire(CODE, umj_lille, agent=alice)
    nom = stockage.nom_de(document.sha256)
    storages["documents"].delete(nom)
    with pytest.raises(stockage.FichierIndisponible, match="missing"):
        stockage.lire(document.sha256)
    storages["documents"].save(nom, ContentFile(b"%PDF-1.7 autre chose"))
    with pytest.raises(stockage.FichierIndisponible, match="altered"):
        stockage.lire(document.sha256)


def test_files_left_by_an_undone_transaction_are_found(alice: Agent, umj_lille: Organisation) -> None:
    perdu = stockage.deposer(b"%PDF-1.7 sans document")
    with agir_comme(alice):
        document = produire(CODE, umj_lille, agent=alice)
    with agir_comme(alice):
        orphelins = list(stockage.orphelins())
    assert perdu in orphelins
    assert document.sha256 not in orphelins


def test_a_preview_and_a_draft_take_no_number(alice: Agent, umj_lille: Organisation) -> None:
    with agir_comme(alice):
        assert "PROJET" in extraire_texte(previsualiser(CODE, umj_lille, agent=alice))
        assert rediger(CODE, umj_lille, agent=alice).startswith(b"PK")
        assert Evenement.objects.filter(nature="export", objet_id=umj_lille.pk).count() == 1
        assert not Compteur.objects.exists()


def test_a_demonstration_says_so_on_every_page(alice: Agent, umj_lille: Organisation, settings) -> None:
    settings.MAILLAGE_DEMO = True
    with agir_comme(alice):
        document = produire(CODE, umj_lille, agent=alice)
    assert extraire_texte(stockage.lire(document.sha256)).count("DÉMONSTRATION") == 1
