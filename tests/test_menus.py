"""Whoever works in two services keeps a menu everywhere: that of the page, else of the function he works under."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def menu(page: str) -> list[str]:
    bloc = re.search(r'<nav class="fr-nav.*?</nav>', page, re.DOTALL)
    return re.findall(r"<a[^>]*>([^<]+)</a>", bloc.group(0)) if bloc else []


def test_an_agent_of_two_services_has_a_menu_on_each_page_and_on_common_ones(monde):
    agent = monde._creer("alice", "medecine_legale.gestionnaire", monde.lille)
    monde._creer("alice", "protection.service_membre", monde.protection.service.organisation)
    client = monde.client(agent)
    mesures = menu(client.get(reverse("protection:mesures")).content.decode())
    actes = menu(client.get(reverse("medecine_legale:actes")).content.decode())
    assert "Tournées" in mesures
    assert "Actes" not in mesures
    assert "Réquisitions" in actes
    commune = client.get(reverse("echeances:liste")).content.decode()
    assert "Réquisitions" in menu(commune)
    assert "Protection des majeurs" in commune
    fonction = agent.habilitations.get(role="protection.service_membre")
    client.post(reverse("interface:structure"), {"habilitation": fonction.pk})
    assert "Tournées" in menu(client.get(reverse("echeances:liste")).content.decode())


def onglets(page: str) -> list[str]:
    bloc = re.search(r'<nav class="ml-onglets" aria-label="Mesures".*?</nav>', page, re.DOTALL)
    return re.findall(r"<a[^>]*>([^<]+)</a>", bloc.group(0)) if bloc else []


def test_nobody_has_more_than_six_entries_of_the_service_and_groups_are_tabs(monde):
    protection = monde.protection
    for agent in (protection.gaelle, protection.farida, protection.didier, protection.renee, protection.nina):
        client = monde.client(agent)
        entrees = [e for e in menu(client.get("/").content.decode()) if e not in ("Accueil", "Échéances")]
        assert 2 <= len(entrees) <= 6, entrees
    client = monde.client(protection.farida)
    page = client.get(reverse("protection:renouvellements")).content.decode()
    assert onglets(page) == ["Toutes les mesures", "Renouvellements", "Imports"]
    assert re.search(r'renouvellements/" aria-current="page">Renouvellements', page)
    fiche = client.get(reverse("protection:mesure", args=[protection.mesure.pk])).content.decode()
    assert not onglets(fiche)


def courante(page: str) -> list[str]:
    bloc = re.search(r'<nav class="fr-nav.*?</nav>', page, re.DOTALL)
    return re.findall(r'<a[^>]*aria-current="page"[^>]*>([^<]+)</a>', bloc.group(0)) if bloc else []


@pytest.mark.parametrize("qui", ["alice", "adele", "ines", "denis", "nadia", "luc"])
def test_nobody_has_more_than_six_entries_of_forensic_medicine(monde, qui):
    """Besides the home page and the two common ones."""
    page = monde.client(getattr(monde, qui)).get(reverse("medecine_legale:actes")).content.decode()
    propres = set(menu(page)) - {"Accueil", "Échéances", "Indicateurs"}
    assert len(propres) <= 6, propres


def test_each_page_of_billing_and_of_administration_keeps_its_entry_lit(monde):
    memoire = reverse("medecine_legale:memoire", args=[monde.memoire.pk])
    assert courante(monde.client(monde.alice).get(memoire).content.decode()) == ["Facturation"]
    for nom in ("medecine_legale:conservation", "medecine_legale:reference", "echanges:referentiels"):
        page = monde.client(monde.nadia).get(reverse(nom)).content.decode()
        assert courante(page) == ["Administration"]
