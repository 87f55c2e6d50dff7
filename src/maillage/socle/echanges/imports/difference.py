"""Field by field: what a line would change in what exists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.declaration import (
    Cle,
    Contexte,
    DeclarationImport,
    Existant,
    LigneImport,
)

_ABSENT = object()


def cle_de(declaration: DeclarationImport, ligne: LigneImport) -> Cle:
    """Natural key of a line, empty when the import has none or a part of it is missing."""
    cle = tuple(ligne.valeurs.get(code) for code in declaration.cle)
    return () if any(partie is None for partie in cle) else cle


def lire_existants(
    declaration: DeclarationImport, lignes: Sequence[LigneImport], contexte: Contexte
) -> Mapping[Cle, Existant]:
    """What the database holds under the keys of these lines."""
    cles = [cle for ligne in lignes if (cle := cle_de(declaration, ligne))]
    return declaration.existants(cles, contexte) if declaration.existants and cles else {}


def comparer(
    declaration: DeclarationImport, ligne: LigneImport, trouves: Mapping[Cle, Existant]
) -> NatureLigne:
    """Tell the nature of a valid line; fills ``objet_id`` and ``avant``. An empty cell changes nothing."""
    existant = trouves.get(cle_de(declaration, ligne))
    if existant is None:
        return NatureLigne.NOUVELLE
    ligne.objet_id = existant.objet_id
    ligne.avant = {}
    for code, valeur in ligne.valeurs.items():
        ancien = existant.valeurs.get(code, _ABSENT)
        if valeur in (None, []) or ancien is _ABSENT:
            continue
        if normaliser(valeur) != normaliser(ancien):
            ligne.avant[code] = ancien
    return NatureLigne.MODIFIEE if ligne.avant else NatureLigne.IDENTIQUE


def normaliser(valeur: Any) -> Any:
    """Make equal what a person sees as equal: empty and absent, 1.0 and 1, the same list in another order."""
    if valeur in ("", [], ()):
        return None
    if isinstance(valeur, list | tuple | set | frozenset):
        return frozenset(map(normaliser, valeur))
    if isinstance(valeur, Decimal | float) and valeur == int(valeur):
        return int(valeur)
    if isinstance(valeur, float):
        return Decimal(str(valeur))
    if isinstance(valeur, dt.datetime):
        return valeur.astimezone(dt.UTC)
    return str(valeur) if isinstance(valeur, str) else valeur
