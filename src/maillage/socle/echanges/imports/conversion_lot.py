"""Converts a batch of lines column by column; a value met again is not converted again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from maillage.commun.tableur import Ligne, Valeur
from maillage.socle.echanges.imports.conversions import (
    CONVERSIONS,
    Genre,
    Inconvertible,
    citer,
    conversion_de_choix,
    refuser_formule,
)
from maillage.socle.echanges.imports.declaration import Colonne, Contexte, Erreur, LigneImport
from maillage.socle.echanges.referentiels import libelles

_COUPURE = re.compile(r"\s*[|;,\n]\s*")
_MEMOIRE_MAX = 50_000
_ECHECS = (ValueError, TypeError, OverflowError)


def choix_de(colonne: Colonne, contexte: Contexte) -> dict[str, str]:
    """Codes and labels that a choice column accepts on the day of the import."""
    if colonne.liste:
        return libelles(colonne.liste, contexte.jour)
    source = colonne.choix
    if source is None:
        return {}
    return dict(source.choices) if isinstance(source, type) else dict(source)


class Convertisseur:
    """Converters of one import: built once, with the reference lists of the day."""

    def __init__(self, colonnes: Sequence[Colonne], rangs: dict[str, int], contexte: Contexte) -> None:
        self.presentes = [
            (c, rangs[c.code], _ColonneMemoire(c, contexte)) for c in colonnes if c.code in rangs
        ]
        self.defauts = {c.code: c.defaut for c in colonnes if c.code not in rangs and c.defaut is not None}

    def convertir(self, lot: Sequence[Ligne]) -> list[tuple[LigneImport, list[Erreur]]]:
        """Return each line converted, with its errors."""
        sortie: list[tuple[LigneImport, list[Erreur]]] = [
            (
                LigneImport(ligne.numero, dict(self.defauts)),
                [Erreur("", ligne.anomalie)] if ligne.anomalie else [],
            )
            for ligne in lot
        ]
        for colonne, rang, memoire in self.presentes:
            for ligne, (convertie, erreurs) in zip(lot, sortie, strict=True):
                valeur, refus = memoire.lire(ligne.valeurs[rang])
                convertie.valeurs[colonne.code] = valeur
                if refus is not None:
                    erreurs.append(Erreur(colonne.code, refus))
        return sortie


class _ColonneMemoire:
    """Conversion of one column, with what it has already met."""

    def __init__(self, colonne: Colonne, contexte: Contexte) -> None:
        self.colonne = colonne
        self.une = self._conversion(contexte)
        self.memoire: dict[tuple[type, Valeur], tuple[Any, str | None]] = {}

    def _conversion(self, contexte: Contexte) -> Callable[[Valeur], Any]:
        if self.colonne.convertir is not None:
            return self.colonne.convertir
        if self.colonne.genre is Genre.CHOIX:
            return conversion_de_choix(choix_de(self.colonne, contexte), self.colonne.libelle)
        return CONVERSIONS[self.colonne.genre]

    def lire(self, brut: Valeur) -> tuple[Any, str | None]:
        cle = (type(brut), brut)
        trouve = self.memoire.get(cle)
        if trouve is None:
            trouve = self._calculer(brut)
            if len(self.memoire) < _MEMOIRE_MAX:
                self.memoire[cle] = trouve
        return trouve

    def _calculer(self, brut: Valeur) -> tuple[Any, str | None]:
        colonne = self.colonne
        if brut is None:
            if colonne.defaut is not None:
                return colonne.defaut, None
            return (
                [] if colonne.est_multiple else None
            ), "Valeur obligatoire." if colonne.est_obligatoire else None
        try:
            if isinstance(brut, str):
                refuser_formule(brut)
            valeur = self._plusieurs(brut) if colonne.est_multiple else self.une(brut)
        except _ECHECS as refus:
            return None, str(refus) if isinstance(
                refus, Inconvertible | ValueError
            ) else f"{citer(brut)} est illisible."
        if colonne.longueur_max and isinstance(valeur, str) and len(valeur) > colonne.longueur_max:
            return None, (
                f"Le texte compte {len(valeur)} caractères, {colonne.longueur_max} au plus sont acceptés."
            )
        return valeur, None

    def _plusieurs(self, brut: Valeur) -> list[Any]:
        if self.colonne.genre is Genre.CHOIX:
            with suppress(*_ECHECS):
                return [self.une(brut)]  # a label may hold a comma itself
        morceaux = _COUPURE.split(brut) if isinstance(brut, str) else [brut]
        valeurs: dict[Any, None] = {
            self.une(morceau): None for morceau in morceaux if morceau not in (None, "")
        }
        return list(valeurs)
