"""A small service: an operator, an administrator of a structure, a supervisor of a territory; and another service."""

import re
from typing import Any

import pytest
from django.core.cache import cache

from maillage.socle.acces.droits import COMPTES_GERER, JOURNAL_LIRE
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, declarer_role

MOT_DE_PASSE = "Soleil-d'hiver-59"


@pytest.fixture(autouse=True)
def vocabulaire(monkeypatch, db):
    """Give each test its own roles, and an empty cache."""
    monkeypatch.setattr(VOCABULAIRE, "roles", {})
    gestion = [COMPTES_GERER, JOURNAL_LIRE]
    roles: list[tuple[str, list[Droit], int, dict[str, Any]]] = [
        ("essai.operateur", [], 10, {}),
        ("essai.responsable", gestion, 20, {}),
        ("essai.administrateur", gestion, 30, {"double_authentification": True}),
        ("essai.superviseur", [], 15, {"est_territorial": True}),
        ("essai.national", gestion, 50, {"est_territorial": True}),
        ("autre.operateur", [], 5, {}),
    ]
    for code, droits, niveau, options in roles:
        declarer_role(code, code, droits=droits, niveau=niveau, **options)
        RoleDroit.objects.bulk_create([RoleDroit(role=code, droit=droit) for droit in droits])
    cache.clear()


@pytest.fixture
def compte(creer_agent):
    """Create an agent with a password: `compte("alice", role, organisation)`."""

    def creer(nom, *places, **options):
        agent = creer_agent(nom, *places, **options)
        agent.set_password(MOT_DE_PASSE)
        agent.save()
        return agent

    return creer


@pytest.fixture
def administratrice(compte, umj_lille):
    return compte("adele", "essai.administrateur", umj_lille)


@pytest.fixture
def operatrice(compte, umj_lille):
    return compte("alice", "essai.operateur", umj_lille)


@pytest.fixture
def etranger(compte, umj_amiens):
    return compte("chloe", "essai.operateur", umj_amiens)


def lien(message):
    """Path of the link of an e-mail."""
    trouve = re.search(r"http://[^/]+(/\S+)", str(message.body))
    assert trouve
    return trouve[1]
