"""Staged lines in and out of the database, by batches.

``COPY`` refuses a table under row-level security, so a batch goes in one ``INSERT … SELECT unnest(…)``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.conversions import Genre, relire, serialiser
from maillage.socle.echanges.imports.declaration import DeclarationImport, Erreur, LigneImport
from maillage.socle.echanges.models import Importation, LigneImportee

LOT = 1_000
_AJOUT = """
INSERT INTO echanges_ligneimportee
    (importation_id, organisation_id, auteur_id, numero, nature, valeurs, avant, erreurs, objet_id)
SELECT %s, %s, %s, l.numero, l.nature, l.valeurs::jsonb, l.avant::jsonb, l.erreurs::jsonb, l.objet_id
FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[])
    AS l(numero, nature, valeurs, avant, erreurs, objet_id)
"""
_OBJETS = """
UPDATE echanges_ligneimportee l SET objet_id = n.objet_id
FROM unnest(%s::int[], %s::bigint[]) AS n(numero, objet_id)
WHERE l.importation_id = %s AND l.numero = n.numero
"""


class LigneAnalysee(NamedTuple):
    """A line, its nature and its errors."""

    ligne: LigneImport
    nature: NatureLigne
    erreurs: list[Erreur]


def etager(importation: Importation, lot: Sequence[LigneAnalysee]) -> None:
    """Write a batch of analysed lines."""
    with connection.cursor() as curseur:
        curseur.execute(
            _AJOUT,
            [
                importation.pk,
                importation.organisation_id,
                importation.auteur_id,
                [analysee.ligne.numero for analysee in lot],
                [analysee.nature.value for analysee in lot],
                [_json(analysee.ligne.valeurs) for analysee in lot],
                [_json(analysee.ligne.avant) for analysee in lot],
                [json.dumps([list(erreur) for erreur in analysee.erreurs]) for analysee in lot],
                [analysee.ligne.objet_id for analysee in lot],
            ],
        )


def _json(valeurs: dict[str, object]) -> str:
    texte = json.dumps(
        {
            code: [serialiser(v) for v in valeur] if isinstance(valeur, list | tuple) else serialiser(valeur)
            for code, valeur in valeurs.items()
        },
        ensure_ascii=False,
        default=str,
    )
    return texte.replace("\\u0000", "")  # PostgreSQL holds no zero character


def lire_lots(
    importation: Importation, declaration: DeclarationImport, natures: Sequence[NatureLigne]
) -> Iterator[list[tuple[NatureLigne, LigneImport]]]:
    """Staged lines of these natures, in order, by batches."""
    genres = {colonne.code: colonne.genre for colonne in declaration.colonnes}
    apres = -1
    while True:
        lues = list(
            LigneImportee.objects.filter(importation=importation, nature__in=natures, numero__gt=apres)
            .order_by("numero")
            .values_list("numero", "nature", "valeurs", "avant", "objet_id")[:LOT]
        )
        if not lues:
            return
        apres = lues[-1][0]
        yield [
            (
                NatureLigne(nature),
                LigneImport(numero, _relire(valeurs, genres), objet_id, _relire(avant, genres)),
            )
            for numero, nature, valeurs, avant, objet_id in lues
        ]


def _relire(valeurs: dict[str, object], genres: dict[str, Genre]) -> dict[str, object]:
    return {code: relire(genres[code], valeur) for code, valeur in valeurs.items() if code in genres}


def noter_objets(importation: Importation, numeros: Sequence[int], objets: Sequence[int]) -> None:
    """Remember what each new line made, to be able to undo it."""
    with connection.cursor() as curseur:
        curseur.execute(_OBJETS, [list(numeros), list(objets), importation.pk])
