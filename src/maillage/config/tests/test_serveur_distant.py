"""A real server, as DATABASE_URL names it: roles created by one command, migrated, checked."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from maillage.config import postgres, roles
from maillage.config.adresses import ecrire_adresse
from maillage.config.postgres import RACINE

BASE = "essai_distant"
PROPRIETAIRE, APPLICATION = "essai_proprietaire", "essai_application"


def adresse(serveur: postgres.Serveur, role: str) -> str:
    return ecrire_adresse(
        role=role, mot_de_passe="mot", hote=str(serveur.prise), port=postgres.PORT, base=BASE
    )


@pytest.fixture(scope="module")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Serveur]:
    """A server that nothing has prepared, quick because its data may be lost."""
    serveur = postgres.Serveur(tmp_path_factory.mktemp("distant"), est_jetable=True)
    assert serveur.demarrer()
    yield serveur
    serveur.arreter()


@pytest.fixture
def manage(serveur: postgres.Serveur):
    environnement = {
        **os.environ,
        "PYTHONPATH": str(RACINE / "src"),
        "DJANGO_SETTINGS_MODULE": "maillage.config.settings.test",
        "DATABASE_URL": adresse(serveur, APPLICATION),
        "MAILLAGE_DATABASE_PROPRIETAIRE_URL": adresse(serveur, PROPRIETAIRE),
        "MAILLAGE_ADMIN_URL": serveur.adresse("postgres", "postgres"),
    }

    def lancer(*arguments: str, **autres: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 (our own commands)
            [sys.executable, "-m", "maillage.config.cli", "manage", *arguments],
            env={**environnement, **autres},
            capture_output=True,
            text=True,
            check=False,
        )

    return lancer


def test_a_real_server_is_prepared_by_one_command_then_migrated_and_checked(manage) -> None:
    for _ in range(2):  # it may be run again
        resultat = manage("creer_roles")
        assert resultat.returncode == 0, resultat.stderr
    resultat = manage("migrate", "--verbosity", "0")
    assert resultat.returncode == 0, resultat.stderr
    resultat = manage("check", "--database", "default")
    assert resultat.returncode == 0, resultat.stderr


def test_one_role_for_both_addresses_is_refused(manage) -> None:
    resultat = manage("creer_roles", MAILLAGE_DATABASE_PROPRIETAIRE_URL="", MAILLAGE_ADMIN_URL="")
    assert resultat.returncode == 1
    assert "deux rôles distincts" in resultat.stderr


def test_without_an_administrator_the_missing_setting_is_named(manage) -> None:
    resultat = manage("creer_roles", MAILLAGE_ADMIN_URL="")
    assert resultat.returncode == 1
    assert "MAILLAGE_ADMIN_URL" in resultat.stderr
    assert roles.APPLICATION not in resultat.stderr
