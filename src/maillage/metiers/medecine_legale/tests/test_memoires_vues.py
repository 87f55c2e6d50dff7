"""The screens of billing, driven as a browser would."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions, references
from maillage.metiers.medecine_legale.enums import StatutMemoire
from maillage.metiers.medecine_legale.models import Memoire
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents.models import LotDocuments
from maillage.socle.journal.models import Evenement


@pytest.fixture(autouse=True)
def tarif(db):
    references.charger()


@pytest.fixture
def navigateur(connecter, alice):
    return connecter(alice)


def adresse(nom, *arguments):
    return reverse(f"medecine_legale:{nom}", args=arguments)


def envoi(acte):
    """What the page posts for one act, as it proposes it."""
    return {
        "choix": acte.pk,
        f"acte_{acte.pk}": "on",
        f"cotation_{acte.pk}_somatique": "victime_incapacite",
        "etablir": "1",
    }


@pytest.fixture
def memoire(navigateur, acte_paye, tribunal, alice):
    navigateur.post(
        adresse("memoire_etablir"),
        {**envoi(acte_paye), "juridiction": tribunal.pk},
    )
    with agir_comme(alice):
        return Memoire.objects.get()


def lire(reponse):
    return b"".join(reponse.streaming_content)


def test_from_the_acts_ticked_to_the_memoire_without_typing_anything(
    navigateur, acte_paye, tribunal, requisition_payee
):
    assert acte_paye.numero_interne in navigateur.get(adresse("facturation")).content.decode()
    page = navigateur.post(adresse("memoire_etablir"), {"choix": acte_paye.pk}).content.decode()
    assert "105,00" in page
    assert "incapacité fixée (5 j)" in page
    assert "À confirmer" in page
    assert f'value="{tribunal.pk}" selected' in page
    reponse = navigateur.post(adresse("memoire_etablir"), {**envoi(acte_paye), "juridiction": tribunal.pk})
    fiche = navigateur.get(reponse.url).content.decode()
    assert str(requisition_payee) in fiche
    assert "C × 3,5" in fiche
    assert acte_paye.numero_interne not in navigateur.get(adresse("facturation")).content.decode()


def test_the_amount_follows_what_is_typed_and_nothing_is_written(navigateur, acte_paye, tribunal, alice):
    saisie = {
        **envoi(acte_paye),
        "juridiction": tribunal.pk,
        "vehicule": "kilometre_6cv",
        f"km_{acte_paye.pk}": "10",
        "apercu": "1",
    }
    page = navigateur.post(
        adresse("memoire_etablir"), saisie, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Total : 109,10" in page
    assert "<html" not in page
    sans_vehicule = navigateur.post(adresse("memoire_etablir"), {**saisie, "vehicule": ""}).content.decode()
    assert "Choisissez la puissance du véhicule" in sans_vehicule
    with agir_comme(alice):
        assert not Memoire.objects.exists()


def test_an_act_left_out_is_not_claimed_and_nothing_at_all_is_refused(navigateur, acte_paye, tribunal, alice):
    saisie = {**envoi(acte_paye), "juridiction": tribunal.pk}
    del saisie[f"acte_{acte_paye.pk}"]
    reponse = navigateur.post(adresse("memoire_etablir"), saisie)
    assert reponse.status_code == 422
    assert "Choisissez au moins un acte" in reponse.content.decode()


def test_a_memoire_is_followed_to_its_rejection_and_presented_again(navigateur, memoire, alice):
    jour = timezone.localdate().isoformat()
    assert navigateur.get(adresse("memoire_suivre", memoire.pk, "deposer")).status_code == 200
    navigateur.post(adresse("memoire_suivre", memoire.pk, "deposer"), {"date": jour, "reference": "FJ-1"})
    refuse = navigateur.post(adresse("memoire_suivre", memoire.pk, "rejeter"), {"date": jour, "motif": ""})
    assert refuse.status_code == 422
    navigateur.post(
        adresse("memoire_suivre", memoire.pk, "rejeter"), {"date": jour, "motif": "Attestation absente"}
    )
    fiche = navigateur.get(adresse("memoire", memoire.pk)).content.decode()
    assert "Attestation absente" in fiche
    assert f"represente={memoire.pk}" in fiche
    page = navigateur.get(f"{adresse('memoire_etablir')}?represente={memoire.pk}").content.decode()
    assert "Attestation absente" in page
    assert navigateur.get(adresse("memoire_suivre", memoire.pk, "inventer")).status_code == 404


def test_the_pieces_hold_what_the_court_asks_and_say_what_is_missing(
    navigateur, memoire, requisition_payee, alice
):
    with agir_comme(alice):
        actions.deposer_piece(agent=alice, requisition=requisition_payee, contenu=b"%PDF-1.7\nfictif\n")
    archive = zipfile.ZipFile(io.BytesIO(lire(navigateur.get(adresse("memoire_pieces", memoire.pk)))))
    noms = archive.namelist()
    assert any(nom.startswith("memoire-") for nom in noms)
    assert "01-requisition-1.pdf" in noms
    assert "105,00" in archive.read("lignes.csv").decode("utf-8-sig")
    assert "attestation de mission" in archive.read("LISEZ-MOI.txt").decode()
    with agir_comme(alice):
        assert Evenement.objects.filter(nature="lecture", motif="Pièces d’un mémoire").count() == 2


def test_the_billing_clerk_gets_no_requisition_and_is_told_where_to_ask(connecter, facturier, memoire):
    client = connecter(facturier)
    archive = zipfile.ZipFile(io.BytesIO(lire(client.get(adresse("memoire_pieces", memoire.pk)))))
    assert not any("requisition" in nom for nom in archive.namelist())
    assert "demandez-la à la structure" in archive.read("LISEZ-MOI.txt").decode()


def test_the_billing_clerk_reaches_no_page_that_names_people(connecter, facturier, acte_paye, memoire):
    client = connecter(facturier)
    assert client.get(adresse("memoire", memoire.pk)).status_code == 200
    assert client.get(adresse("acte_certificat", acte_paye.pk)).status_code == 404
    assert client.get(adresse("acte_corriger", acte_paye.pk)).status_code == 404
    requisition = client.get(adresse("requisition", acte_paye.requisition_id)).content.decode()
    assert "Examiner la victime" not in requisition


def test_attestations_are_made_by_a_job_one_a_requisition(navigateur, memoire, alice):
    navigateur.post(adresse("memoire_attestations", memoire.pk))
    with agir_comme(alice):
        assert LotDocuments.objects.get().elements.count() == 1


def test_the_lines_of_a_memoire_are_exported_for_a_spreadsheet(navigateur, memoire):
    fichier = navigateur.get(
        reverse("echanges:exporter", args=["medecine_legale.lignes_memoire"]),
        {"memoire": memoire.pk, "format": "csv"},
    )
    assert "105" in lire(fichier).decode("utf-8-sig")


def test_the_tariff_page_shows_the_values_of_a_day_those_before_and_who_published_them(navigateur):
    page = navigateur.get(adresse("tarif"), {"jour": "2024-01-15"}).content.decode()
    assert "26,50" in page
    assert "25,00" in page
    assert "avec le produit" in page
    assert "À confirmer" in page


def test_a_list_of_memoires_is_filtered_by_status(navigateur, memoire):
    assert "Mémoire" in navigateur.get(adresse("memoires"), {"statut": StatutMemoire.ETABLI}).content.decode()
    vide = navigateur.get(adresse("memoires"), {"statut": StatutMemoire.PAYE}).content.decode()
    assert "Aucun résultat" in vide
