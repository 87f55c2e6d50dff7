"""A small service: an operator, an administrator of a structure, a supervisor of a territory; and another service."""

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from maillage.socle.acces.comptes import actions
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.droits import COMPTES_GERER, JOURNAL_LIRE
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, declarer_role

MOT_DE_PASSE = "Soleil-d'hiver-59"
AUJOURD_HUI = timezone.localdate
UN_JOUR = dt.timedelta(days=1)


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


def inviter(
    auteur, role="essai.operateur", *, organisation=None, territoire=None, email="neuve@exemple.invalid"
):
    with agir_comme(auteur):
        return actions.inviter_agent(
            auteur=auteur,
            email=email,
            nom="Neuve",
            prenom="Nora",
            role=role,
            organisation=organisation,
            territoire=territoire,
            date_debut=AUJOURD_HUI(),
        )


def faire(auteur, verbe, **arguments):
    with agir_comme(auteur):
        return verbe(auteur=auteur, **arguments)


def connecte(agent):
    """Sign in without a second factor, whose own tests are elsewhere."""
    client = Client()
    assert settings.COMPTES_SECOND_FACTEUR is True
    client.force_login(agent)
    return client


@pytest.fixture
def sans_second_facteur(settings, monkeypatch):
    monkeypatch.setattr(
        "maillage.socle.acces.comptes.middleware.doit_avoir_second_facteur", lambda _agent: False
    )
