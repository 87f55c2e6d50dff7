"""Staged lines in and out of the database, by batches.

``COPY`` refuses a table under row-level security: a batch is copied to a temporary table, then inserted from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max

from maillage.socle.acces.chiffrement import desceller_passage, sceller_passage
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.conversions import Genre, relire, serialiser
from maillage.socle.echanges.imports.declaration import DeclarationImport, Erreur, LigneImport
from maillage.socle.echanges.models import Importation, LigneImportee

LOT = 2_000  # read and judged at once
LOT_ECRIT = 10_000  # written at once: each batch updates the counters of the statistics
SCELLE = "scelle"
_TELS_QUELS = (str, int, bool, type(None))
_TEMPORAIRE = """
CREATE TEMPORARY TABLE IF NOT EXISTS etage_import
    (numero int, nature text, valeurs jsonb, avant jsonb, erreurs jsonb, objet_id bigint) ON COMMIT DELETE ROWS
"""
_COPIE = "COPY etage_import (numero, nature, valeurs, avant, erreurs, objet_id) FROM STDIN"
_AJOUT = """
INSERT INTO echanges_ligneimportee
    (importation_id, organisation_id, auteur_id, numero, nature, valeurs, avant, erreurs, objet_id)
SELECT %s, %s, %s, numero, nature, valeurs, avant, erreurs, objet_id FROM etage_import
"""
_OBJETS = """
UPDATE echanges_ligneimportee l SET objet_id = n.objet_id
FROM unnest(%s::int[], %s::bigint[]) AS n(numero, objet_id)
WHERE l.importation_id = %s AND l.numero BETWEEN %s AND %s AND l.numero = n.numero
"""


class LigneAnalysee(NamedTuple):
    """A line, its nature and its errors."""

    ligne: LigneImport
    nature: NatureLigne
    erreurs: list[Erreur]


def etager(
    importation: Importation, lot: Sequence[LigneAnalysee], scelles: frozenset[str] = frozenset()
) -> None:
    """Write a batch of analysed lines; `scelles` are the columns that name a person."""
    with connection.cursor() as curseur:
        curseur.execute(_TEMPORAIRE)
        with curseur.copy(_COPIE) as copie:
            for ligne, nature, erreurs in lot:
                copie.write_row(
                    (
                        ligne.numero,
                        nature.value,
                        _json(ligne.valeurs, scelles),
                        _json(ligne.avant, scelles),
                        json.dumps([list(erreur) for erreur in erreurs]) if erreurs else "[]",
                        ligne.objet_id,
                    )
                )
        curseur.execute(_AJOUT, [importation.pk, importation.organisation_id, importation.auteur_id])
        curseur.execute("TRUNCATE etage_import")


def _json(valeurs: dict[str, object], scelles: frozenset[str]) -> str:
    if not valeurs:
        return "{}"
    ecrites = {code: _serialiser(valeur) for code, valeur in valeurs.items()}
    for code in scelles & ecrites.keys():
        if ecrites[code] not in (None, ""):
            ecrites[code] = {SCELLE: sceller_passage(ecrites[code])}
    texte = json.dumps(ecrites, default=str)
    return texte.replace("\\u0000", "")  # PostgreSQL holds no zero character


def ouvrir_valeur(valeur: Any) -> Any:
    """A staged value as it was before it was sealed."""
    return desceller_passage(valeur[SCELLE]) if isinstance(valeur, dict) and SCELLE in valeur else valeur


def _serialiser(valeur: object) -> object:
    if type(valeur) in _TELS_QUELS:
        return valeur
    return [serialiser(v) for v in valeur] if isinstance(valeur, list | tuple) else serialiser(valeur)


def lire_lots(
    importation: Importation, declaration: DeclarationImport, natures: Sequence[NatureLigne]
) -> Iterator[list[tuple[NatureLigne, LigneImport]]]:
    """Staged lines of these natures, in order, by batches."""
    genres = {colonne.code: colonne.genre for colonne in declaration.colonnes}
    toutes = LigneImportee.objects.filter(importation=importation)
    derniere = toutes.aggregate(derniere=Max("numero"))["derniere"] or 0
    for apres in range(-1, derniere, LOT_ECRIT):
        # By a range of numbers: the staging table has just been filled and PostgreSQL knows nothing of it; asked for
        # the natures, or for the next lines in order, it would sort the whole of it for each batch.
        lues = (
            toutes.filter(numero__gt=apres, numero__lte=apres + LOT_ECRIT)
            .order_by("numero")
            .values_list("numero", "nature", "valeurs", "avant", "objet_id")
        )
        lot = [
            (
                NatureLigne(nature),
                LigneImport(numero, _relire(valeurs, genres), objet_id, _relire(avant, genres)),
            )
            for numero, nature, valeurs, avant, objet_id in lues
            if nature in natures
        ]
        if lot:
            yield lot


def _relire(valeurs: dict[str, object], genres: dict[str, Genre]) -> dict[str, object]:
    return {
        code: relire(genres[code], ouvrir_valeur(valeur))
        for code, valeur in valeurs.items()
        if code in genres
    }


def noter_objets(importation: Importation, numeros: Sequence[int], objets: Sequence[int]) -> None:
    """Remember what each new line made, to be able to undo it."""
    if not objets:
        return
    with connection.cursor() as curseur:
        curseur.execute(_OBJETS, [list(numeros), list(objets), importation.pk, min(numeros), max(numeros)])
