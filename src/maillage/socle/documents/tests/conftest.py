"""The cast of this room: who may issue and read at Lille, a reader of another service, and Chloé at Amiens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, declarer_role
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.documents.tests.exemple import droit_essai, genre_attestation

ROLES = {
    "essai.emetteur": [
        "essai.attestation.emettre",
        "essai.attestation.lire",
        DOCUMENT_LIRE,
        DOCUMENT_PRODUIRE,
    ],
    "essai.lecteur": ["essai.attestation.lire", DOCUMENT_LIRE],
    "essai.autre_service": ["essai.autre.lire", DOCUMENT_LIRE, DOCUMENT_PRODUIRE],
}


@pytest.fixture(autouse=True)
def _genre_declare() -> None:
    """Whatever test runs first: one that names the kind may ask for nothing that declares it."""
    genre_attestation()


@pytest.fixture
def roles(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The roles of the sample service, in Python and in PostgreSQL."""
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    for code, droits in ROLES.items():
        declares: list[Droit] = [d if isinstance(d, Droit) else droit_essai(d) for d in droits]
        declarer_role(code, code, droits=declares, niveau=10)
        RoleDroit.objects.bulk_create([RoleDroit(role=code, droit=droit) for droit in declares])


@pytest.fixture
def alice(roles: None, creer_agent: Callable[..., Agent], umj_lille: Organisation) -> Agent:
    return creer_agent("alice", "essai.emetteur", umj_lille)


@pytest.fixture
def bruno(roles: None, creer_agent: Callable[..., Agent], umj_lille: Organisation) -> Agent:
    return creer_agent("bruno", "essai.lecteur", umj_lille)


@pytest.fixture
def hugo(roles: None, creer_agent: Callable[..., Agent], umj_lille: Organisation) -> Agent:
    return creer_agent("hugo", "essai.autre_service", umj_lille)


@pytest.fixture
def chloe(roles: None, creer_agent: Callable[..., Agent], umj_amiens: Organisation) -> Agent:
    return creer_agent("chloe", "essai.emetteur", umj_amiens)


@pytest.fixture
def cadre(settings: Settings) -> None:
    """Pages without the interface, which is above this room; an undefined variable shows as such."""
    (moteur,) = settings.TEMPLATES
    options = {**moteur.get("OPTIONS", {}), "string_if_invalid": "INDEFINI:%s"}
    settings.TEMPLATES = [{**moteur, "DIRS": [Path(__file__).parent / "pages"], "OPTIONS": options}]
    settings.LOGIN_URL = "/connexion/"
