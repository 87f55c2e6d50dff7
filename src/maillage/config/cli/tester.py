"""``test``: style, types, contracts, migrations, and all tests; pytest's own lines come last."""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

from maillage.config import postgres
from maillage.config.cli import navigateur, paquets
from maillage.config.cli.journal import annoncer
from maillage.config.postgres import RACINE

MODELE = "base des tests"
PYTHON_DU_DEPOT = ("src", "tests", "bench", "conftest.py")


def controles() -> dict[str, list[str]]:
    """Return the checks that need no test, by name."""
    binaires = Path(sys.executable).parent
    sources = [nom for nom in PYTHON_DU_DEPOT if (RACINE / nom).exists()]
    gabarits = {"gabarits (djlint)": [str(binaires / "djlint"), "src", "--lint", "--quiet"]}
    return {
        "types (mypy)": [str(binaires / "mypy"), "--no-error-summary"],
        # Its first test makes the template that the workers clone: they would both wait for it.
        MODELE: [sys.executable, "-m", "pytest", "-n", "0", "-q", "src/maillage/config/tests/test_base.py"],
        "style (ruff)": [str(binaires / "ruff"), "check", *sources],
        "forme (ruff format)": [str(binaires / "ruff"), "format", "--check", *sources],
        "dépendances entre modules (import-linter)": [str(binaires / "lint-imports")],
        "migrations complètes": [
            sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run",
            "--settings", "maillage.config.settings.test",
        ],
        **(gabarits if any((RACINE / "src").rglob("*.html")) else {}),
    }  # fmt: skip


def principal(arguments: list[str]) -> int:
    """Install what the tests need, check, test."""
    analyseur = argparse.ArgumentParser(prog="./maillage test", add_help=False)
    analyseur.add_argument("--sans-controles", action="store_true")
    options, pour_pytest = analyseur.parse_known_args(arguments)
    paquets.installer(avec_tests=True)
    os.environ[navigateur.VARIABLE] = navigateur.assurer(pour_tests=True)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    os.environ["MAILLAGE_BASE"] = postgres.BASE
    os.environ[postgres.ESSAIS] = "oui"
    for nom in ("DATABASE_URL", "MAILLAGE_DATABASE_PROPRIETAIRE_URL"):
        os.environ.pop(
            nom, None
        )  # the tests make and drop databases: never on a server given for something else
    serveur = postgres.serveur()
    demarre = serveur.demarrer()
    try:
        with ThreadPoolExecutor(max_workers=2) as executeur:
            en_cours = {} if options.sans_controles else lancer_controles(executeur)
            if MODELE in en_cours:
                en_cours[MODELE].result()
            code = _pytest(pour_pytest)
            echecs = [nom for nom, controle in en_cours.items() if not controle.result()]
        if echecs:
            annoncer(f"Contrôles en échec : {', '.join(echecs)}.")
    finally:
        if demarre:
            serveur.arreter()
    return code or (1 if echecs else 0)


def lancer_controles(executeur: Executor) -> dict[str, Future[bool]]:
    """Start the checks, two at a time; the tests begin as soon as their template is made, beside the longest one."""
    return {nom: executeur.submit(_controler, nom, commande) for nom, commande in controles().items()}


def _controler(nom: str, commande: list[str]) -> bool:
    """Run a check and say how it went; what it printed is shown when it fails."""
    debut = time.monotonic()
    resultat = subprocess.run(  # noqa: S603 (fixed commands)
        commande,
        cwd=RACINE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    reussi = resultat.returncode == 0
    annoncer(f"{'ok   ' if reussi else 'ÉCHEC'} {nom} ({time.monotonic() - debut:.1f} s)")
    if not reussi:
        annoncer(resultat.stdout)
    return reussi


def _pytest(arguments: list[str]) -> int:
    commande = [sys.executable, "-m", "pytest"]
    if not any(argument.startswith("-n") for argument in arguments):
        commande += [
            "-n",
            "2",
            "--dist",
            "worksteal",
            "--durations=20",
        ]  # a long test at the end leaves no core idle
    commande += arguments
    return subprocess.run(commande, cwd=RACINE, stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603
