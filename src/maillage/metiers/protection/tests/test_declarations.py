"""The declaration reaches the prefect, the order reaches the professional: each reads what is addressed to it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.protection.actions.declarations import etablir_declaration
from maillage.metiers.protection.documents import DECLARATION, ORDONNANCE
from maillage.metiers.protection.models import Reservation
from maillage.metiers.protection.regles.enquete import semestre
from maillage.metiers.protection.tests.test_reservations import cas, reserver
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire

pytestmark = pytest.mark.django_db
__all__ = ["cas", "reserver"]


@pytest.fixture
def declaree(mesure, alice, mandataire):
    with agir_comme(alice):
        declaration = etablir_declaration(
            agent=alice, mandataire=mandataire, date_arrete=semestre(timezone.localdate()), nombre_secretaires=1,
            autres_activites="", quotite=80,
        )  # fmt: skip
        produire(DECLARATION.code, declaration, agent=alice)
    return declaration


def visibles(agent):
    with agir_comme(agent):
        return list(DocumentProduit.objects.visibles_par(agent)), DocumentProduit.objects.count()


def test_the_direction_sees_who_declared_who_did_not_and_reads_the_paper(
    declaree, referencer, connecter, direction, chloe, greffiere
):
    referencer("Bertin Olivier")
    client = connecter(direction)
    page = client.get(reverse("protection:declarations_recues")).content.decode()
    assert page.count("Manquante</span>") == 1
    assert page.count("Reçue</span>") == 1
    assert "Service du Nord" not in page
    manquantes = client.get(reverse("protection:declarations_recues"), {"etat": "manquante"}).content.decode()
    assert "Bertin" in manquantes
    assert "Alice Martin" not in manquantes
    fiche = client.get(reverse("protection:declaration", args=[declaree.pk])).content.decode()
    assert "Tribunal judiciaire de Lille" in fiche
    (document,), _ = visibles(direction)
    assert client.get(reverse("documents:telecharger", args=[document.pk])).status_code == 200
    for autre in (chloe, greffiere):
        assert visibles(autre) == ([], 0)
    export = client.get("/echanges/exports/nouveau/protection.declarations_recues/", {"format": "csv"})
    texte = b"".join(export.streaming_content).decode("utf-8-sig")
    assert "Tribunal judiciaire de Lille, curatelle renforcée : 1" in texte
    assert "Bertin Olivier" in texte


def test_another_half_year_and_another_departement_are_asked_apart(
    declaree, connecter, direction, creer_agent, somme, ddets_somme
):
    client = connecter(direction)
    fins = client.get(reverse("protection:declarations_recues")).content.decode()
    autre = semestre(semestre(timezone.localdate()).replace(day=1))
    assert f'value="{autre.isoformat()}"' in fins
    page = client.get(
        reverse("protection:declarations_recues"), {"semestre": autre.isoformat()}
    ).content.decode()
    assert "Manquante</span>" in page
    ailleurs = connecter(creer_agent("simon", "protection.direction_departementale", territoire=somme))
    assert "Alice Martin" not in ailleurs.get(reverse("protection:declarations_recues")).content.decode()
    assert ailleurs.get(reverse("protection:declaration", args=[declaree.pk])).status_code == 404


def test_the_professional_opens_the_order_that_appoints_him_and_nobody_else_does(
    reserver, greffiere, alice, chloe, direction, connecter
):
    reservation = reserver()
    with agir_comme(greffiere):
        document = produire(ORDONNANCE.code, Reservation.objects.get(pk=reservation.pk), agent=greffiere)
    client = connecter(alice)
    assert (
        "Ordonnance" in client.get(reverse("protection:reservation", args=[reservation.pk])).content.decode()
    )
    fiche = client.get(reverse("protection:mesure", args=[reservation.mesure_id])).content.decode()
    assert "Ordonnance de désignation" in fiche
    assert client.get(reverse("documents:telecharger", args=[document.pk])).status_code == 200
    assert connecter(chloe).get(reverse("documents:telecharger", args=[document.pk])).status_code == 404
    for autre in (chloe, direction):
        assert visibles(autre) == ([], 0)
    with agir_comme(alice):
        assert DocumentProduit.objects.get().destinataire_id == reservation.gestionnaire_id
