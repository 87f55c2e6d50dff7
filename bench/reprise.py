"""Acts taken over from another tool, measured: 300,000 lines of one structure, read, judged, then written.

The file is what the peer exports: labels, not codes. Constraints are checked before the clock stops, and everything is
undone afterwards. Both steps are jobs of the background in real life; here they are run one after the other.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from maillage.commun.mesure import Mesure, memoire_maximale
from maillage.config.memoire import alleger_ramassage
from maillage.metiers.medecine_legale.droits import ACTE_IMPORTER
from maillage.metiers.medecine_legale.echanges.actes import ACTES
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.enums import StatutImport
from maillage.socle.echanges.imports import actions
from maillage.socle.echanges.imports.analyse import analyser
from maillage.socle.echanges.imports.application import appliquer

RESPONSABLE = "responsable.lille@demo.maillage.invalid"
LIGNES = {"petit": 3_000, "regional": 12_000, "national": 300_000, "decennal": 300_000}
EN_TETES = (
    "Numéro interne", "Profil", "Date d'examen", "Heure de début", "Types d'examen", "Genre personne",
    "Âge personne", "Lieu", "Nature violences", "Contexte violences",
)  # fmt: skip
DESCRIPTIONS = (
    ("Victime (vivante)", "Somatique", "Féminin", "18 ans et plus", "UMJ", "Coups", "Conjugale"),
    ("Victime (vivante)", "Somatique", "Masculin", "15-17 ans", "UMJ", "Coups", "Voie publique"),
    ("Personne gardée à vue", "Somatique", "Masculin", "18 ans et plus", "Commissariat", "", ""),
)


def mesurer(volume: str) -> Iterator[dict[str, Any]]:
    alleger_ramassage()  # as the worker does
    agent = Agent.objects.get(email=RESPONSABLE)
    with tempfile.TemporaryDirectory() as dossier, agir_comme(agent, motif="Mesure d’une reprise"):
        structure = Organisation.objects.get(pk=min(perimetre(agent, ACTE_IMPORTER)))
        chemin = Path(dossier) / "reprise.csv"
        nombre = LIGNES[volume]
        _ecrire(chemin, nombre)
        with transaction.atomic():
            yield from _reprendre(agent, structure, chemin, nombre)
            transaction.set_rollback(True)


def _reprendre(agent: Agent, structure: Organisation, chemin: Path, nombre: int) -> Iterator[dict[str, Any]]:
    importation = actions.deposer_import(
        agent=agent, declaration=ACTES, organisation=structure, chemin=chemin, nom_fichier=chemin.name
    )
    debut = time.perf_counter()
    if importation.statut == StatutImport.DEPOSEE:
        analyser(importation)
    analyse = time.perf_counter() - debut
    if importation.nombre_a_appliquer != nombre:
        raise RuntimeError(f"{importation.nombre_a_appliquer} lines out of {nombre}: {importation.message}")
    yield _ligne("analyse", analyse, nombre)
    actions.appliquer_import(agent=agent, importation=importation)
    debut = time.perf_counter()
    appliquer(importation.pk)
    connection.check_constraints()
    ecriture = time.perf_counter() - debut
    importation.refresh_from_db()
    if importation.statut != StatutImport.APPLIQUEE:
        raise RuntimeError(importation.message)
    yield _ligne("ecriture", ecriture, nombre)
    yield _ligne("total", analyse + ecriture, nombre)


def _ligne(nom: str, duree: float, nombre: int) -> dict[str, Any]:
    mesure = Mesure(nom, round(duree, 1), round(duree, 1), 1, "s")
    return {**mesure.ligne(), "lignes": nombre, "memoire": memoire_maximale()}


def _ecrire(chemin: Path, nombre: int) -> None:
    dernier = timezone.localdate()
    with chemin.open("w", newline="", encoding="utf-8") as fichier:
        tableau = csv.writer(fichier, delimiter=";")
        tableau.writerow(EN_TETES)
        for rang, description in zip(range(nombre), itertools.cycle(DESCRIPTIONS), strict=False):
            profil, *reste = description
            jour = dernier - dt.timedelta(days=rang % 700)
            heure = f"{8 + rang % 10:02d}:{rang % 60:02d}"
            tableau.writerow((f"R-{rang:06d}", profil, f"{jour:%d/%m/%Y}", heure, *reste))
