"""What the site says to all: dated messages, versioned documents of the footer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.interface.contenus.actions import publier_annonce, publier_document, retirer_annonce
from maillage.socle.interface.contenus.texte import en_html
from maillage.socle.interface.models import Annonce, DocumentSite
from maillage.socle.journal.models import Evenement

JOUR = timezone.localdate()
DEMAIN = JOUR + dt.timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


@pytest.fixture
def nadia(creer_agent, france, settings):
    settings.COMPTES_SECOND_FACTEUR = False
    return creer_agent("nadia", "medecine_legale.super_administrateur", territoire=france)


@pytest.fixture
def alice(creer_agent, umj_lille):
    return creer_agent("alice", "medecine_legale.gestionnaire", umj_lille)


@pytest.fixture
def annoncer(nadia):
    def annoncer(texte, date_debut=JOUR, date_fin=JOUR, **champs):
        with agir_comme(nadia):
            return publier_annonce(
                agent=nadia, texte=texte, date_debut=date_debut, date_fin=date_fin, **champs
            )

    return annoncer


def test_a_message_shows_from_its_day_to_its_day_at_the_door_and_at_home(annoncer, client, connecter, alice):
    annoncer("Coupure ce soir")
    annoncer("Demain seulement", date_debut=DEMAIN, date_fin=DEMAIN)
    annoncer("Consigne aux unités", service="medecine_legale")
    annoncer("Consigne aux mandataires", service="protection")
    porte = client.get(reverse("account_login")).content.decode()
    assert "Coupure ce soir" in porte
    assert "Consigne" not in porte
    accueil = connecter(alice).get("/").content.decode()
    for texte, montre in (
        ("Coupure ce soir", True),
        ("Consigne aux unités", True),
        ("Demain seulement", False),
        ("Consigne aux mandataires", False),
    ):
        assert (texte in accueil) is montre, texte


def test_a_message_is_a_text_whatever_it_contains(annoncer, client):
    annoncer("<script>alert(1)</script> https://exemple.invalid/guide")
    porte = client.get(reverse("account_login")).content.decode()
    assert "<script>alert" not in porte
    assert 'href="https://exemple.invalid/guide"' in porte


def test_a_message_taken_away_is_shown_no_more_and_stays_read_in_the_history(annoncer, nadia):
    ancien = annoncer("Ancien")
    with agir_comme(nadia):
        Annonce.objects.filter(pk=ancien.pk).update(date_debut=JOUR - dt.timedelta(days=3))
        ancien.refresh_from_db()
        retirer_annonce(agent=nadia, annonce=ancien)
        assert Annonce.objects.get(pk=ancien.pk).date_fin == JOUR - dt.timedelta(days=1)
        assert Evenement.objects.filter(objet_type="interface_annonce", objet_id=ancien.pk).count() == 3
        with pytest.raises(ValidationError):
            publier_annonce(agent=nadia, texte="x", date_debut=JOUR, date_fin=JOUR - dt.timedelta(days=1))


def test_nobody_else_publishes_neither_by_the_action_nor_in_the_database(alice):
    with agir_comme(alice):
        with pytest.raises(AccesRefuse):
            publier_document(agent=alice, code="cookies", texte="Non", motif="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Annonce.objects.create(texte="Non", date_debut=JOUR, date_fin=JOUR, auteur=alice)


def test_a_document_is_replaced_and_its_versions_are_kept(nadia, client):
    adresse = reverse("interface:document_site", args=["accessibilite"])
    assert "Pas encore publié" in client.get(adresse).content.decode()
    with agir_comme(nadia):
        publier_document(agent=nadia, code="accessibilite", texte="## État\n\nConforme.", motif="Première")
    page = client.get(adresse).content.decode()
    assert "<h2>État</h2><p>Conforme.</p>" in page
    with agir_comme(nadia):
        publier_document(agent=nadia, code="accessibilite", pdf=PDF, motif="Déclaration signée")
        assert list(DocumentSite.objects.values_list("version", flat=True)) == [2, 1]
    page = client.get(adresse).content.decode()
    assert "Version 2" in page
    reponse = client.get(reverse("interface:document_site_fichier", args=["accessibilite"]))
    assert b"".join(reponse.streaming_content) == PDF
    assert client.get(reverse("interface:document_site_fichier", args=["guide"])).status_code == 404
    assert client.get("/site/inconnu/").status_code == 404


def test_a_document_is_a_text_or_a_pdf_and_only_that(nadia):
    with agir_comme(nadia):
        for champs in ({}, {"texte": "a", "pdf": PDF}, {"pdf": b"<html>"}):
            with pytest.raises(ValidationError):
                publier_document(agent=nadia, code="faq", motif="x", **champs)


def test_what_is_typed_is_laid_out_and_escaped():
    assert en_html("## Titre\nSuite\n\n- un\n- <b>deux</b>\n\nFin\nici") == (
        "<h2>Titre</h2><p>Suite</p><ul><li>un</li><li>&lt;b&gt;deux&lt;/b&gt;</li></ul><p>Fin<br>ici</p>"
    )


def test_from_the_administrator_s_page_to_the_footer(nadia, connecter):
    navigateur = connecter(nadia)
    page = navigateur.get(reverse("interface:contenus")).content.decode()
    assert "Aucun message" in page
    envoi = {"texte": "Bonjour à tous", "date_debut": JOUR.isoformat(), "date_fin": DEMAIN.isoformat()}
    assert navigateur.post(reverse("interface:annoncer"), envoi).status_code == 302
    page = navigateur.get(reverse("interface:contenus")).content.decode()
    assert "Bonjour à tous" in page
    assert "Montré" in page
    envoi = {"texte": "Éditeur : le ministère.", "motif": "Première version"}
    reponse = navigateur.post(reverse("interface:document_publier", args=["mentions-legales"]), envoi)
    assert reponse.url == "/site/mentions-legales/"
    page = navigateur.get(reponse.url).content.decode()
    assert "Éditeur : le ministère." in page
    assert 'href="/site/mentions-legales/">Mentions légales</a>' in page
