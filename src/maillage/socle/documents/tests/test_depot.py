import io

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import stockage
from maillage.socle.documents.depot import lire_depot, remplir_depuis
from maillage.socle.documents.lecture import DocumentRefuse
from maillage.socle.documents.production import annuler, produire
from maillage.socle.documents.tests.exemple import AttestationDonnees


def reprendre(donnees: AttestationDonnees) -> dict[str, object]:
    return {"jours": donnees.jours, "date_session": donnees.date_session, "nom": donnees.nom}


class AudienceForm(forms.Form):
    genres_acceptes = {"essai.attestation": reprendre}

    nom = forms.CharField(label="Nom")
    jours = forms.IntegerField(label="Jours")
    date_session = forms.DateField(label="Date de la session")
    remarque = forms.CharField(label="Remarque", required=False)
    themes = forms.MultipleChoiceField(label="Thèmes", choices=[("a", "A"), ("b", "B")], required=False)


@pytest.fixture
def pdf(alice: Agent, umj_lille: Organisation) -> bytes:
    with agir_comme(alice):
        return stockage.lire(produire("essai.attestation", umj_lille, agent=alice).sha256)


def demander(octets: bytes | None, **saisie: object) -> HttpRequest:
    donnees = {"reprendre_document": "1", **saisie}
    if octets is not None:
        donnees["document_maillage"] = SimpleUploadedFile("recu.pdf", octets)
    return RequestFactory().post("/", donnees)


def test_a_document_dropped_on_a_form_fills_its_fields(pdf: bytes, umj_lille: Organisation) -> None:
    depot = lire_depot(demander(pdf, remarque="déjà saisi", nom="", themes=["a", "b"]), AudienceForm)
    assert depot.initial["nom"] == umj_lille.nom
    assert depot.initial["jours"] == 2
    assert depot.initial["remarque"] == "déjà saisi"
    assert depot.initial["themes"] == ["a", "b"]
    assert depot.champs_repris == ("Jours", "Date de la session", "Nom")
    page = str(AudienceForm(initial=depot.initial))
    assert 'value="2"' in page
    assert 'value="déjà saisi"' in page
    zone = render_to_string("documents/_depot.html", {"depot": depot})
    assert "document authentique de « Unité médico-judiciaire de Lille »" in zone
    assert "champs remplis : Jours, Date de la session, Nom." in zone


def test_the_same_from_code(pdf: bytes, umj_lille: Organisation) -> None:
    assert remplir_depuis(io.BytesIO(pdf), AudienceForm.genres_acceptes)["nom"] == umj_lille.nom
    with pytest.raises(DocumentRefuse):
        remplir_depuis(io.BytesIO(pdf + b" "), AudienceForm.genres_acceptes)


def test_another_organisation_recognises_what_it_receives_without_any_right(pdf: bytes, chloe: Agent) -> None:
    with agir_comme(chloe):
        assert remplir_depuis(io.BytesIO(pdf), AudienceForm.genres_acceptes)["jours"] == 2


def test_a_refused_drop_says_why_and_keeps_what_was_typed(pdf: bytes) -> None:
    for octets, attendu in (
        (None, "Choisissez d’abord"),
        (pdf + b" ", "Document modifié ou inconnu"),
        (b"bonjour", "n'est pas un PDF"),
    ):
        depot = lire_depot(demander(octets, remarque="déjà saisi"), AudienceForm)
        assert depot.est_demande
        assert attendu in depot.erreur
        assert depot.initial == {"remarque": "déjà saisi"}
        assert depot.erreur.split("«")[0] in render_to_string(
            "documents/_depot.html", {"depot": depot}
        ).replace("&#x27;", "'")


def test_a_cancelled_document_fills_nothing(alice: Agent, umj_lille: Organisation) -> None:
    with agir_comme(alice):
        document = produire("essai.attestation", umj_lille, agent=alice)
        annuler(document, agent=alice, motif="Erreur")
    depot = lire_depot(demander(stockage.lire(document.sha256)), AudienceForm)
    assert "annulé" in depot.erreur
    assert depot.initial == {}


def test_an_ordinary_post_is_left_alone() -> None:
    genre = RequestFactory().post("/", {"nom": "x"})
    assert not lire_depot(genre, AudienceForm).est_demande
    assert not lire_depot(RequestFactory().get("/"), AudienceForm).est_demande
