import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import stockage
from maillage.socle.documents.debit import ESSAIS
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import annuler, produire
from maillage.socle.documents.registre import normaliser_code, nouveau_code
from maillage.socle.documents.tests.exemple import ATTESTATION

URL = "/documents/controle/"


@pytest.fixture(autouse=True)
def _page(cadre: None, db: None) -> None:
    cache.clear()


@pytest.fixture
def document(alice: Agent, umj_lille: Organisation) -> DocumentProduit:
    with agir_comme(alice):
        return produire("essai.attestation", umj_lille, agent=alice)


def verifier(client: Client, octets: bytes) -> str:
    fichier = SimpleUploadedFile("Mon certificat.pdf", octets, content_type="application/pdf")
    reponse = client.post(URL, {"fichier": fichier})
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_an_anonymous_person_checks_a_code_and_learns_nothing_personal(
    client: Client, document: DocumentProduit, alice: Agent
) -> None:
    assert reverse("documents:controle") == URL
    saisie = document.code_controle.lower().replace("-", " ")
    reponse = client.get(URL, {"code": saisie})
    page = reponse.content.decode()
    assert "Code authentique" in page
    assert "Attestation de présence" in page
    assert document.organisation.nom in page
    for secret in (document.numero, ATTESTATION.destinataire.nom, str(alice), alice.email, document.sha256):
        assert secret not in page, secret
    assert "INDEFINI" not in page
    assert reponse["X-Robots-Tag"] == "noindex"
    assert "no-store" in reponse["Cache-Control"]


def test_the_file_itself_is_recognised_and_one_byte_more_is_not(
    client: Client, document: DocumentProduit
) -> None:
    octets = stockage.lire(document.sha256)
    assert "Fichier authentique" in verifier(client, octets)
    assert "Document inconnu" in verifier(client, octets + b" ")
    assert "Document inconnu" in verifier(client, b"\x00" * 100)


def test_a_superseded_and_a_cancelled_document_say_so(
    client: Client, document: DocumentProduit, alice: Agent, umj_lille: Organisation
) -> None:
    with agir_comme(alice):
        nouveau = produire("essai.attestation", umj_lille, agent=alice, remplace=document)
    page = verifier(client, stockage.lire(document.sha256))
    assert "Document remplacé" in page
    assert nouveau.code_controle not in page
    with agir_comme(alice):
        annuler(nouveau, agent=alice, motif="Motif confidentiel")
    page = client.get(URL, {"code": nouveau.code_controle}).content.decode()
    assert "Document annulé" in page
    assert "confidentiel" not in page


@pytest.mark.parametrize(
    "code",
    ["", "ABC", "0000-0000-0000-0000", "<script>alert(1)</script>", "é" * 200, "\x00", "UUUU-UUUU-UUUU-UUUU"],
)
def test_an_unknown_or_odd_code_is_answered_plainly(client: Client, db: None, code: str) -> None:
    page = client.get(URL, {"code": code}).content.decode()
    assert ("Document inconnu" in page) is bool(code)
    assert "<script>alert" not in page


def test_a_request_without_file_or_too_heavy_is_refused(client: Client, db: None) -> None:
    reponse = client.post(URL, {})
    assert reponse.status_code == 400
    assert "Choisissez d’abord un fichier PDF." in reponse.content.decode()
    corps = io.BytesIO(b"x")
    reponse = client.generic("POST", URL, corps.read(), CONTENT_LENGTH=str(10**9))
    assert reponse.status_code == 413
    assert client.put(URL).status_code == 405


def test_too_many_checks_are_slowed_down_by_address(client: Client, document: DocumentProduit) -> None:
    for _ in range(ESSAIS):
        assert client.get(URL, {"code": "ABC"}).status_code == 200
    reponse = client.get(URL, {"code": document.code_controle})
    assert reponse.status_code == 429
    assert reponse["Retry-After"] == "60"
    assert "authentique" not in reponse.content.decode().split("<form")[0].split("Trop de")[1]
    assert client.get(URL).status_code == 200
    assert client.get(URL, {"code": "ABC"}, REMOTE_ADDR="10.0.0.2").status_code == 200


def test_codes_are_long_unlike_and_forgiving() -> None:
    codes = {nouveau_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(normaliser_code(code) == code for code in codes)
    assert normaliser_code("oil1 oil1 oil1 oil1") == "0111-0111-0111-0111"
