import io
import zipfile

import pytest
from django.test import Client

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import lots, stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.journal.models import Evenement


@pytest.fixture(autouse=True)
def _page(cadre: None) -> None:
    """Every page here is drawn without the interface."""


@pytest.fixture
def document(alice: Agent, umj_lille: Organisation) -> DocumentProduit:
    with agir_comme(alice):
        return produire("essai.attestation", umj_lille, agent=alice)


def connecte(agent: Agent) -> Client:
    client = Client()
    client.force_login(agent)
    return client


def lectures(agent: Agent, document: DocumentProduit) -> int:
    with agir_comme(agent):
        return Evenement.objects.filter(nature="lecture", objet_id=document.pk, agent=agent).count()


def test_a_download_is_traced_and_its_name_is_neutral(bruno: Agent, document: DocumentProduit) -> None:
    reponse = connecte(bruno).get(f"/documents/{document.pk}/fichier/")
    assert reponse.content == stockage.lire(document.sha256)
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == f'attachment; filename="attestation-{document.numero}.pdf"'
    assert reponse["Cache-Control"] == "private, no-store"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert lectures(bruno, document) == 1


@pytest.mark.parametrize("adresse", ["", "fichier/", "annulation/"])
def test_another_organisation_and_another_service_get_404_and_a_stranger_the_sign_in_page(
    chloe: Agent, hugo: Agent, client: Client, document: DocumentProduit, adresse: str
) -> None:
    url = f"/documents/{document.pk}/{adresse}"
    for agent in (chloe, hugo):
        assert connecte(agent).get(url).status_code == 404
        assert lectures(agent, document) == 0
    reponse = client.get(url)
    assert reponse.status_code == 302
    assert reponse["Location"].startswith("/connexion/")
    assert connecte(chloe).get("/documents/999999/fichier/").status_code == 404


def test_the_record_shows_the_versions_and_offers_to_cancel_to_who_may(
    alice: Agent, bruno: Agent, umj_lille: Organisation, document: DocumentProduit
) -> None:
    page = connecte(alice).get(f"/documents/{document.pk}/").content.decode()
    assert "Annuler ce document" in page
    assert document.code_controle in page
    assert "INDEFINI" not in page
    assert "Annuler ce document" not in connecte(bruno).get(f"/documents/{document.pk}/").content.decode()
    with agir_comme(alice):
        nouveau = produire("essai.attestation", umj_lille, agent=alice, remplace=document)
    page = connecte(alice).get(f"/documents/{document.pk}/").content.decode()
    assert f'href="/documents/{nouveau.pk}/"' in page
    assert "Annuler ce document" not in page


def test_a_cancellation_asks_why(alice: Agent, bruno: Agent, document: DocumentProduit) -> None:
    url = f"/documents/{document.pk}/annulation/"
    client = connecte(alice)
    assert "L’annulation est définitive" in client.get(url).content.decode()
    assert client.post(url, {"motif": " "}).status_code == 422
    assert connecte(bruno).post(url, {"motif": "Non"}).status_code == 404
    reponse = client.post(url, {"motif": "Erreur sur la personne"}, follow=True)
    page = reponse.content.decode()
    assert "est annulé." in page
    assert "Erreur sur la personne" in page
    reponse = client.post(url, {"motif": "Encore"}, follow=True)
    assert "déjà annulé : rien n’a été changé." in reponse.content.decode()


def test_a_lot_is_followed_then_taken_as_one_archive(
    alice: Agent, bruno: Agent, umj_lille: Organisation
) -> None:
    with agir_comme(alice):
        lot = lots.produire_plus_tard("essai.attestation", [umj_lille], agent=alice)
    client, url = connecte(alice), f"/documents/lots/{lot.pk}/"
    page = client.get(url).content.decode()
    assert "0 sur 1" in page
    assert "hx-get" in page
    lots.avancer(lot.pk, alice)
    fragment = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "hx-get" not in fragment
    assert "1 document produit." in fragment
    assert "INDEFINI" not in page + fragment
    reponse = client.get(f"{url}archive/")
    with zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content))) as archive:  # type: ignore[attr-defined]
        assert len(archive.namelist()) == 1
    assert connecte(bruno).get(url).status_code == 404
    assert connecte(bruno).get(f"{url}archive/").status_code == 404
