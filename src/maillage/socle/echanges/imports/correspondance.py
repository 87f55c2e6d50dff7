"""Which column of the file is which column of the import: remembered, recognised, or guessed."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.commun.textes import cle_recherche
from maillage.socle.echanges.imports.declaration import Colonne, DeclarationImport

SEUIL = 0.84  # below, two words look alike by accident


@dataclass(frozen=True)
class Correspondance:
    """``rangs``: column code → rank in the file. ``est_sure`` is false when a guess deserves a look."""

    rangs: dict[str, int]
    est_sure: bool
    manquantes: tuple[Colonne, ...] = ()


def signature(entetes: Sequence[str]) -> str:
    """Fingerprint of a header row, by which a mapping is remembered."""
    return hashlib.sha256(json.dumps([cle_recherche(titre) for titre in entetes]).encode()).hexdigest()


def manquantes(declaration: DeclarationImport, rangs: dict[str, int]) -> tuple[Colonne, ...]:
    """Compulsory columns that nothing feeds."""
    return tuple(
        colonne
        for colonne in declaration.colonnes
        if colonne.est_obligatoire and colonne.code not in rangs and colonne.defaut is None
    )


def deviner(declaration: DeclarationImport, entetes: Sequence[str]) -> Correspondance:
    """Exact names first (label, code, alias, without case nor accents), then close ones."""
    titres = [cle_recherche(titre) for titre in entetes]
    rangs: dict[str, int] = {}
    for colonne in declaration.colonnes:
        noms = _noms(colonne)
        rang = next((r for r, titre in enumerate(titres) if titre in noms and r not in rangs.values()), None)
        if rang is not None:
            rangs[colonne.code] = rang
    est_sure = True
    for colonne in declaration.colonnes:
        if colonne.code in rangs:
            continue
        libres = [r for r in range(len(titres)) if r not in rangs.values() and titres[r]]
        notes = [(max(_ressemblance(nom, titres[r]) for nom in _noms(colonne)), r) for r in libres]
        note, rang = max(notes, default=(0.0, -1))
        if note >= SEUIL:
            rangs[colonne.code] = rang
            est_sure = False
    absentes = manquantes(declaration, rangs)
    return Correspondance(rangs, est_sure and not absentes, absentes)


def _noms(colonne: Colonne) -> set[str]:
    return {cle_recherche(nom) for nom in (colonne.libelle, colonne.code, *colonne.alias)}


def _ressemblance(nom: str, titre: str) -> float:
    return difflib.SequenceMatcher(None, nom, titre).ratio()
