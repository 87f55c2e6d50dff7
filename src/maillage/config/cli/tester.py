"""``test``: style, types, contracts, migrations, then all tests; pytest's own closing line comes last."""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from maillage.config import postgres
from maillage.config.cli import navigateur, paquets
from maillage.config.cli.journal import annoncer
from maillage.config.postgres import RACINE

PYTHON_DU_DEPOT = ("src", "tests", "bench", "conftest.py")


def controles() -> dict[str, list[str]]:
    """Return the checks that need no test, by name."""
    binaires = Path(sys.executable).parent
    sources = [nom for nom in PYTHON_DU_DEPOT if (RACINE / nom).exists()]
    gabarits = {"gabarits (djlint)": [str(binaires / "djlint"), "src", "--lint", "--quiet"]}
    return {
        "types (mypy)": [str(binaires / "mypy"), "--no-error-summary"],
        # Its first test makes the template that the workers clone: they would both wait for it.
        "base des tests": [sys.executable, "-m", "pytest", "-n", "0", "-q", "src/maillage/config/tests/test_base.py"],
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
    for nom in ("DATABASE_URL", "MAILLAGE_DATABASE_PROPRIETAIRE_URL"):
        os.environ.pop(
            nom, None
        )  # the tests make and drop databases: never on a server given for something else
    serveur = postgres.serveur()
    demarre = serveur.demarrer()
    try:
        echecs = [] if options.sans_controles else controler()
        code = _pytest(pour_pytest)
    finally:
        if demarre:
            serveur.arreter()
    return code or (1 if echecs else 0)


def controler() -> list[str]:
    """Run the checks, two at a time; return the names of those that failed, already shown."""
    echecs = []
    with ThreadPoolExecutor(max_workers=2) as executeur:
        for nom, reussi, sortie, duree in executeur.map(
            lambda element: _controler(*element), controles().items()
        ):
            annoncer(f"{'ok   ' if reussi else 'ÉCHEC'} {nom} ({duree:.1f} s)")
            if not reussi:
                annoncer(sortie)
                echecs.append(nom)
    if echecs:
        annoncer(f"Contrôles en échec : {', '.join(echecs)}. Les tests tournent quand même.")
    return echecs


def _controler(nom: str, commande: list[str]) -> tuple[str, bool, str, float]:
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
    return nom, resultat.returncode == 0, resultat.stdout, time.monotonic() - debut


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
