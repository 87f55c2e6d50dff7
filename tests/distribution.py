"""The cast of every test: two structures that must never see each other, and people who work there.

Alice works at the Lille unit, Bruno is her colleague, Chloé works at the Amiens unit, Denis supervises
the région. Ask of each new screen: and Chloé?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.enums import TypeOrganisation, TypeTerritoire
from maillage.socle.annuaire.models import Agent, Commune, Habilitation, Organisation, Personne, Territoire
from maillage.socle.annuaire.rattachement import recalculer_rattachements

CreerAgent = Callable[..., Agent]
DEBUT = dt.date(2020, 1, 1)


@pytest.fixture
def france(db) -> Territoire:
    return Territoire.objects.get(type=TypeTerritoire.PAYS, code="FR")


@pytest.fixture
def hauts_de_france(france) -> Territoire:
    return Territoire.objects.create(
        type=TypeTerritoire.REGION, code="32", nom="Hauts-de-France", parent=france
    )


@pytest.fixture
def nord(hauts_de_france) -> Territoire:
    return Territoire.objects.create(
        type=TypeTerritoire.DEPARTEMENT, code="59", nom="Nord", parent=hauts_de_france
    )


@pytest.fixture
def somme(hauts_de_france) -> Territoire:
    return Territoire.objects.create(
        type=TypeTerritoire.DEPARTEMENT, code="80", nom="Somme", parent=hauts_de_france
    )


@pytest.fixture
def umj_lille(nord) -> Organisation:
    commune = Commune.objects.create(
        code_insee="59350", nom="Lille", cle_recherche="lille", departement=nord, codes_postaux=["59000"]
    )
    return _creer_unite("Unité médico-judiciaire de Lille", commune)


@pytest.fixture
def umj_amiens(somme) -> Organisation:
    commune = Commune.objects.create(
        code_insee="80021", nom="Amiens", cle_recherche="amiens", departement=somme, codes_postaux=["80000"]
    )
    return _creer_unite("Unité médico-judiciaire d’Amiens", commune)


def _creer_unite(nom: str, commune: Commune) -> Organisation:
    with agir_comme(agent_systeme()):
        unite = Organisation.objects.create(
            type=TypeOrganisation.UNITE_MEDICO_JUDICIAIRE,
            nom=nom,
            cle_recherche=nom.lower(),
            commune=commune,
            est_gestionnaire=True,
        )
        recalculer_rattachements([unite.pk])
    return unite


@pytest.fixture
def creer_agent(db) -> CreerAgent:
    """Create an agent with one habilitation: `creer_agent("alice", role, organisation)` or `territoire=`."""

    def creer(
        nom: str,
        role: str | None = None,
        organisation: Organisation | None = None,
        *,
        territoire: Territoire | None = None,
        debut: dt.date = DEBUT,
        fin: dt.date | None = None,
    ) -> Agent:
        agent, _ = Agent.objects.get_or_create(
            email=f"{nom}@exemple.invalid",
            defaults={"password": "!", "personne": Personne.objects.create(nom=nom.capitalize())},
        )
        if role:
            with agir_comme(agent_systeme()):
                Habilitation.objects.create(
                    agent=agent,
                    role=role,
                    organisation=organisation,
                    territoire=territoire,
                    date_debut=debut,
                    date_fin=fin,
                )
        return agent

    return creer


@pytest.fixture
def connecter(client: Client) -> Callable[[Agent], Client]:
    """The test's browser, signed in as this agent."""

    def connecter(agent: Agent) -> Client:
        client.force_login(agent)
        return client

    return connecter
