"""Staged imports: file → mapping → report → differences → one job that applies everything or nothing.

A service declares what can be imported (see the example in ``declaration``); it imports from here.
"""

from maillage.socle.echanges.imports.conversions import Genre
from maillage.socle.echanges.imports.declaration import (
    IMPORTS,
    Cle,
    Colonne,
    Contexte,
    DeclarationImport,
    Erreur,
    Existant,
    LigneImport,
    Lot,
    RefusImport,
    declarer_import,
)
from maillage.socle.echanges.imports.masse import inserer

__all__ = [
    "IMPORTS",
    "Cle",
    "Colonne",
    "Contexte",
    "DeclarationImport",
    "Erreur",
    "Existant",
    "Genre",
    "LigneImport",
    "Lot",
    "RefusImport",
    "declarer_import",
    "inserer",
]
