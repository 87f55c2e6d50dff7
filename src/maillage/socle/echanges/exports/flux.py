"""Rows out, in constant memory, under their own context.

A streamed answer is read after the request's transaction has ended: the generator opens its own, as the same agent.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import FileResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from maillage.commun.requete_figee import RequeteCompilee
from maillage.commun.tableur import Feuille, Lots, ecrire_csv, ecrire_json_lignes, ecrire_ods, ecrire_xlsx
from maillage.commun.textes import instant_court
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.enums import FormatExport
from maillage.socle.echanges.exports.declaration import DeclarationExport

LOT = 2_000
MEMOIRE_DU_TRI = "128MB"  # a year of the country is sorted in memory rather than on disk
GENRES = {
    FormatExport.CSV: "text/csv; charset=utf-8",
    FormatExport.JSONL: "application/x-ndjson",
    FormatExport.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FormatExport.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
_ECRITURES: dict[FormatExport, Callable[[Feuille], Iterator[bytes]]] = {
    FormatExport.CSV: ecrire_csv,
    FormatExport.JSONL: ecrire_json_lignes,
}


def _lots(
    declaration: DeclarationExport,
    agent: Agent,
    criteres: QueryDict,
    compter: Callable[[int], None] | None = None,
) -> Iterator[Sequence[Sequence[object]]]:
    """Rows of an export, by batches of columns; ``compter`` is told how many, batch after batch."""
    ecritures = [colonne.ecriture() for colonne in declaration.colonnes]
    valeurs = declaration.queryset(agent, criteres).values_list(*(c.champ for c in declaration.colonnes))
    with connection.cursor() as curseur:  # rows already in order in an index come at once, and need no memory
        curseur.execute(f"SET LOCAL work_mem = '{MEMOIRE_DU_TRI}'; SET LOCAL enable_sort = off")
    nombre = 0
    for lot in _lire(valeurs):
        colonnes = zip(*lot, strict=True)
        yield [tuple(ecrire(colonne)) for ecrire, colonne in zip(ecritures, colonnes, strict=True)]
        nombre += len(lot)
        if compter is not None:
            compter(nombre)


def _lire(valeurs: QuerySet[Any, Any]) -> Iterator[list[tuple[Any, ...]]]:
    """Batches of rows, each asked while the one before is being written: PostgreSQL and we work at the same time."""
    try:
        requete = RequeteCompilee(valeurs)
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as curseur, ThreadPoolExecutor(1) as lecteur:
        curseur.execute(requete.sql, requete.parametres)
        suivant = lecteur.submit(curseur.cursor.fetchmany, LOT)
        while lot := suivant.result():
            suivant = lecteur.submit(curseur.cursor.fetchmany, LOT)
            yield requete.convertir(lot)


def feuilles(
    declaration: DeclarationExport,
    agent: Agent,
    criteres: QueryDict,
    compter: Callable[[int], None] | None = None,
) -> list[Feuille]:
    """The sheet of data, and the one that says where it comes from."""
    parametres = [
        ["Export", declaration.libelle],
        ["Préparé par", str(agent)],
        ["Préparé le", instant_court(timezone.localtime())],
        *([cle, ", ".join(criteres.getlist(cle))] for cle in criteres if criteres.get(cle)),
    ]
    return [
        Feuille(
            declaration.libelle,
            [colonne.titre for colonne in declaration.colonnes],
            Lots(_lots(declaration, agent, criteres, compter)),
        ),
        Feuille("Paramètres de l’export", ["Paramètre", "Valeur"], parametres),
    ]


def ecrire_classeur(chemin: Path, format_: FormatExport, les_feuilles: Sequence[Feuille]) -> None:
    """Write a workbook to a path."""
    if format_ == FormatExport.XLSX:
        ecrire_xlsx(chemin, les_feuilles)
    else:
        ecrire_ods(chemin, les_feuilles)


def nom_date(racine: str, format_: FormatExport) -> str:
    """Return « actes_2026-11-21_14h05.xlsx »: two exports never bear the same name."""
    return f"{racine}_{timezone.localtime():%Y-%m-%d_%Hh%M}.{format_.value}"


def repondre(
    agent: Agent, racine: str, format_: FormatExport, produire: Callable[[], Sequence[Feuille]]
) -> HttpResponseBase:
    """Answer with a file: text formats are streamed, workbooks go through a temporary file."""
    nom = nom_date(racine, format_)
    if format_ in _ECRITURES:
        reponse = StreamingHttpResponse(
            _diffuser(agent, _ECRITURES[format_], produire), content_type=GENRES[format_]
        )
        reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
        reponse["X-Accel-Buffering"] = "no"
        return reponse
    temporaire = tempfile.NamedTemporaryFile(prefix="maillage-")  # noqa: SIM115 (closed by the response)
    ecrire_classeur(Path(temporaire.name), format_, produire())
    return FileResponse(
        Path(temporaire.name).open("rb"), as_attachment=True, filename=nom, content_type=GENRES[format_]
    )


def _diffuser(
    agent: Agent, ecrire: Callable[[Feuille], Iterator[bytes]], produire: Callable[[], Sequence[Feuille]]
) -> Iterator[bytes]:
    with agir_comme(agent):
        yield from ecrire(produire()[0])
