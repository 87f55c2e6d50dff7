"""``bench``: run ``bench/*.py``; each has ``mesurer(volume)``, which yields one dictionary a figure."""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from maillage.config import postgres
from maillage.config.cli import demo
from maillage.config.cli.journal import Echec
from maillage.config.demonstration import VOLUMES
from maillage.config.postgres import RACINE

CLES = ("name", "value", "unit", "p95", "n", "volume")


def principal(arguments: list[str]) -> int:
    """Prepare the volume, measure, print."""
    analyseur = argparse.ArgumentParser(prog="./maillage bench")
    analyseur.add_argument("nom", nargs="?", default="", help="un seul banc (bench/NOM.py)")
    analyseur.add_argument("--json", action="store_true", help="un objet JSON par ligne")
    analyseur.add_argument("--volume", choices=VOLUMES, default="national")
    options = analyseur.parse_args(arguments)
    bancs = trouver(options.nom)
    demarre = demo.preparer(options.volume, service=options.nom)
    try:
        import django

        django.setup()
        for banc in bancs:
            afficher(mesurer(banc, options.volume), en_json=options.json)
    finally:
        if demarre:
            postgres.serveur().arreter()
    return 0


def trouver(nom: str) -> list[Path]:
    """Return the benches, or the one named."""
    bancs = [banc for banc in sorted((RACINE / "bench").glob("*.py")) if not banc.stem.startswith("_")]
    if not nom:
        return bancs
    choisis = [banc for banc in bancs if banc.stem == nom]
    if not choisis:
        raise Echec(f"Banc inconnu : {nom}. Bancs : {', '.join(banc.stem for banc in bancs) or 'aucun'}.")
    return choisis


def mesurer(banc: Path, volume: str) -> Iterator[dict[str, Any]]:
    """Yield the figures of one bench, with the volume they were taken at."""
    definition = importlib.util.spec_from_file_location(f"bench_{banc.stem}", banc)
    if definition is None or definition.loader is None:
        raise Echec(f"{banc.name} ne se charge pas.")
    module = importlib.util.module_from_spec(definition)
    sys.modules[definition.name] = module
    definition.loader.exec_module(module)
    for ligne in module.mesurer(volume):
        yield {**ligne, "name": f"{banc.stem}.{ligne['name']}", "volume": volume}


def afficher(lignes: Iterable[dict[str, Any]], *, en_json: bool) -> None:
    """Print each figure as soon as it is known."""
    for ligne in lignes:
        if en_json:
            print(json.dumps(ligne, ensure_ascii=False), flush=True)
        else:
            suite = " ".join(
                f"{cle}={valeur}" for cle, valeur in ligne.items() if cle not in {*CLES[:3], "volume"}
            )
            print(f"{ligne['name']:<48} {ligne['value']:>10} {ligne['unit']:<6} {suite}", flush=True)
