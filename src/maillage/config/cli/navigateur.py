"""Find a Chromium: the one named, the system's, Playwright's; install one for the tests.

Tests prefer the one without windows, which takes a quarter less of the processor; its own words are English, so the
guide is photographed with the whole browser.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from maillage.config.cli.journal import Chronometre, Echec

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SANS_FENETRE = "chromium-headless-shell"
PAQUETS = ("chromium", "chromium-l10n", "fonts-liberation")  # its French, and at least one font
VARIABLE = "MAILLAGE_NAVIGATEUR"


def trouver(*, pour_tests: bool = False) -> str | None:
    """Return the path of a browser, or None."""
    nomme = os.environ.get(VARIABLE)
    if nomme:
        if not os.access(nomme, os.X_OK):
            raise Echec(f"{VARIABLE} vaut {nomme}, qui n'est pas un programme.")
        return nomme
    for nom in (SANS_FENETRE, *NOMS) if pour_tests else NOMS:
        chemin = shutil.which(nom)
        if chemin:
            return chemin
    return _celui_de_playwright()


def _celui_de_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chemin = playwright.chromium.executable_path
    return chemin if os.access(chemin, os.X_OK) else None


def assurer(*, pour_tests: bool = False) -> str:
    """Return a browser, installed if need be; fail with the reasons when none can be had."""
    chemin = trouver(pour_tests=pour_tests)
    if chemin:
        return chemin
    raisons = []
    with Chronometre("Installation d'un navigateur"):
        if os.geteuid() == 0 and shutil.which("apt-get"):
            raisons.append(_essayer("apt-get", "update", "-qq"))
            raisons.append(_installer(*PAQUETS))
            if pour_tests:
                raisons.append(
                    _installer(SANS_FENETRE)
                )  # some distributions have not got it: the other will do
        else:
            raisons.append(_essayer(sys.executable, "-m", "playwright", "install", "chromium"))
    chemin = trouver(pour_tests=pour_tests)
    if chemin:
        return chemin
    details = "\n".join(raison for raison in raisons if raison)
    raise Echec(
        "Aucun navigateur : les tests de bout en bout ne peuvent pas tourner. Installez chromium, "
        f"ou donnez son chemin dans {VARIABLE}.\n{details}"
    )


def _installer(*paquets: str) -> str:
    return _essayer("apt-get", "install", "-y", "-qq", "--no-install-recommends", *paquets)


def _essayer(*commande: str) -> str:
    resultat = subprocess.run(  # noqa: S603 (fixed commands)
        commande,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    return f"{' '.join(commande)} : {resultat.stdout[-800:]}" if resultat.returncode else ""


@contextmanager
def ouvrir(*, pour_tests: bool = False) -> Iterator["Browser"]:
    """Open the browser; root may only run it without its sandbox."""
    from playwright.sync_api import sync_playwright

    options = ["--disable-gpu"]  # drawing without a card in a process of its own takes a sixth of the time
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    # Its own words (dates, files) are those of the machine, unless it is told otherwise.
    en_francais: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"}
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(
            executable_path=assurer(pour_tests=pour_tests), args=options, env=en_francais
        )
        try:
            yield navigateur
        finally:
            navigateur.close()
