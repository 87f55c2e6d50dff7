"""Test database: a template migrated once by the owner, cloned by each worker, used by the application."""

import hashlib
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import TransactionTestCase, testcases
from psycopg import sql

from maillage.config import postgres, roles
from maillage.config.adresses import lire_adresse

# Generated examples are the same at each run: a failure seen once is seen again.
hypothesis.settings.register_profile("maillage", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile("maillage")

pytest_plugins = ["tests.distribution", "tests.gardes", "tests.navigateur"]

SOURCES = Path(__file__).parent / "src" / "maillage"
DECIDE_DU_SCHEMA = re.compile(
    r"(/migrations/|/operations|/sql/|\.sql$|/apps\.py$|/vocabulaire|/droits|/models|/enums|/declenche|/commands/migrate)"
)
MODELE = "maillage_modele_"
CLONE = "maillage_test_"


def _empreinte() -> str:
    """Return what the template depends on, so that it is made again when, and only when, that changes."""
    somme = hashlib.sha256()
    for chemin in sorted(SOURCES.rglob("*")):
        nom = f"/{chemin.relative_to(SOURCES)}"
        if chemin.suffix in {".py", ".sql"} and "/tests/" not in nom and DECIDE_DU_SCHEMA.search(nom):
            somme.update(nom.encode() + b"\0" + chemin.read_bytes())
    somme.update((SOURCES.parents[1] / "requirements.lock").read_bytes())
    return somme.hexdigest()[:12]


def _viser(base: str) -> None:
    """Point both roles at ``base``."""
    serveur = postgres.serveur()
    for alias, role in (("default", roles.APPLICATION), ("proprietaire", roles.PROPRIETAIRE)):
        connexion = connections[alias]
        connexion.close()
        lue = lire_adresse(serveur.adresse(role, base))
        for reglages in (connexion.settings_dict, settings.DATABASES[alias]):
            reglages.update({cle: lue[cle] for cle in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})


def _supprimer(*bases: str) -> None:
    with postgres.serveur().administrer() as connexion:
        for base in bases:
            connexion.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(base)))


def _bases() -> set[str]:
    with postgres.serveur().administrer() as connexion:
        return {ligne[0] for ligne in connexion.execute("SELECT datname FROM pg_database")}


def _est_abandonnee(base: str) -> bool:
    if not base.startswith(CLONE):
        return False
    try:
        os.kill(int(base.removeprefix(CLONE)), 0)
    except ProcessLookupError:
        return True
    return False


@contextmanager
def _seul() -> Iterator[None]:
    import fcntl

    with (postgres.serveur().var / "modele.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        yield


def _cloner() -> None:
    clone = f"{CLONE}{os.getpid()}"
    for connexion in connections.all(initialized_only=True):
        connexion.close()
    _supprimer(clone)
    with _seul():
        postgres.serveur().creer_base(clone, f"{MODELE}{_empreinte_du_jour}")
    _viser(clone)


_empreinte_du_jour = ""


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: pytest.FixtureRequest, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Make or reuse the template, clone it, and drop the clone at the end."""
    global _empreinte_du_jour  # noqa: PLW0603 (one value a session, read by the clone after each transactional test)
    postgres.serveur().demarrer()
    _empreinte_du_jour = _empreinte()
    modele = f"{MODELE}{_empreinte_du_jour}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with _seul():
            bases = _bases()
            if request.config.getvalue("create_db") and "PYTEST_XDIST_WORKER" not in os.environ:
                _supprimer(modele)
                bases.discard(modele)
            if modele not in bases:
                provisoire = f"{modele}_en_cours"
                _supprimer(*[base for base in bases if base.startswith(MODELE)])
                postgres.serveur().creer_base(provisoire)
                _viser(provisoire)
                call_command("migrate", verbosity=0, interactive=False)
                _viser("postgres")
                with postgres.serveur().administrer() as connexion:
                    connexion.execute(
                        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                            sql.Identifier(provisoire), sql.Identifier(modele)
                        )
                    )
            _supprimer(*[base for base in bases if _est_abandonnee(base)])
        _cloner()
        yield
        for connexion in connections.all(initialized_only=True):
            connexion.close()
        _supprimer(f"{CLONE}{os.getpid()}")


def _repartir_du_modele(_test: TransactionTestCase) -> None:
    """Clone the template again: quicker than emptying every table, and what the migrations wrote is kept."""
    _cloner()


TransactionTestCase._fixture_teardown = _repartir_du_modele  # type: ignore[method-assign]  # noqa: SLF001 (Django has no setting for it)

# A test that drives a browser runs under an event loop, where Django would keep a second set of connections for the
# same thread: they would outlive the clone they lead to. One set a thread, loop or not.
connections._connections = threading.local()  # type: ignore[assignment]  # noqa: SLF001 (no setting for it)


class FichiersStatiques(StaticFilesHandler):
    """Static files that a browser keeps, as those of production: it asks for forty of them a page otherwise."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        reponse = super().serve(request)
        reponse["Cache-Control"] = "max-age=3600"
        return reponse


# `live_server` finds static files through the finders only for the stock application, by its name; ours extends it.
testcases._StaticFilesHandler = FichiersStatiques  # type: ignore[attr-defined]  # noqa: SLF001 (no setting for it)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, after the shuffle: one that comes last leaves a core with nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("lent") is None)
