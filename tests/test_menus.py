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
    assert "Renouvellements" in mesures
    assert "Actes" not in mesures
    assert "Réquisitions" in actes
    commune = client.get(reverse("echeances:liste")).content.decode()
    assert "Réquisitions" in menu(commune)
    assert "Protection des majeurs" in commune
    fonction = agent.habilitations.get(role="protection.service_membre")
    client.post(reverse("interface:structure"), {"habilitation": fonction.pk})
    assert "Renouvellements" in menu(client.get(reverse("echeances:liste")).content.decode())
