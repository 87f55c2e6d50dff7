"""XLSX written from generators in constant memory.

The first choice is ``rustpy-xlsxwriter`` (nine times faster, measured on 300,000 rows), a young package kept behind
this one function; ``xlsxwriter`` in constant-memory mode writes the same file and takes over when it is absent.
"""

from __future__ import annotations

import importlib
import itertools
import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from maillage.commun.tableur.ecriture import Feuille, Lots, en_texte
from maillage.commun.tableur.erreurs import ErreurTableur
from maillage.commun.tableur.garde import proteger_texte, sans_caracteres_interdits, sont_ordinaires

rapide: ModuleType | None
try:
    rapide = importlib.import_module("rustpy_xlsxwriter")
except ImportError:  # pragma: no cover - platform without a wheel
    rapide = None

LIGNES_MAX = 1_048_575  # under a header row
_CELLULE_MAX = 32_767
_PREMIERE_ANNEE = 1900
_LOT = 1_000
EXACT = 2**53  # beyond, a spreadsheet rounds whole numbers
Colonnes = Sequence[Sequence[object]]  # a batch of rows, column by column
_FORMATS = {"date": "dd/mm/yyyy", "instant": "dd/mm/yyyy hh:mm"}


def ecrire_xlsx(chemin: Path, feuilles: Sequence[Feuille], *, moteur: str | None = None) -> None:
    """Writes the sheets, in order, to ``chemin``. ``moteur`` ("rapide" or "classique") is for tests."""
    noms = [nom_de_feuille(feuille.nom) for feuille in feuilles]
    examinees = [_examiner(feuille) for feuille in feuilles]
    # The fast writer takes its headers from the first row: an empty sheet would have none.
    if moteur == "classique" or rapide is None or any(debut is None for debut, _ in examinees):
        _classique(chemin, noms, feuilles, [Lots(lots) for _, lots in examinees])
    else:
        _rapide(rapide, chemin, noms, feuilles, examinees)


def _examiner(feuille: Feuille) -> tuple[list[object] | None, Iterator[Colonnes]]:
    """For each column its first value that is not empty (to choose its format), and all the batches."""
    lots = _compter(feuille.nom, _par_colonnes(feuille.lignes))
    premier = next(lots, None)
    if premier is None:
        return None, lots
    exemples = [next((valeur for valeur in colonne if valeur is not None), None) for colonne in premier]
    return exemples, itertools.chain([premier], lots)


def _par_colonnes(lignes: Iterable[Sequence[object]]) -> Iterator[Colonnes]:
    if isinstance(lignes, Lots):
        yield from lignes.lots
        return
    suite = iter(lignes)
    while lot := list(itertools.islice(suite, _LOT)):
        yield list(zip(*lot, strict=True))


def _compter(nom: str, lots: Iterator[Colonnes]) -> Iterator[Colonnes]:
    nombre = 0
    for colonnes in lots:
        nombre += len(colonnes[0])
        if nombre > LIGNES_MAX:
            raise ErreurTableur(
                f"Un classeur ne peut pas contenir plus de {LIGNES_MAX} lignes.",
                "Choisissez le format CSV, ou réduisez la période exportée.",
                feuille=nom,
            )
        yield colonnes


def _genre(exemple: object) -> str | None:
    if isinstance(exemple, datetime):
        return "instant"
    return "date" if isinstance(exemple, date) else None


@lru_cache(maxsize=4096)  # most columns repeat a few labels
def _de_texte(texte: str) -> str:
    texte = sans_caracteres_interdits(proteger_texte(texte))
    return texte if len(texte) <= _CELLULE_MAX else texte[: _CELLULE_MAX - 1] + "…"


def _de_jour(jour: date) -> date | str:
    """Excel counts its days from 1900: an earlier one is a text."""
    return jour if jour.year >= _PREMIERE_ANNEE else en_texte(jour)


class _Convertisseurs(dict[type, Callable[[Any], Any]]):
    def __missing__(self, genre: type) -> Callable[[Any], Any]:
        return lambda valeur: _de_texte(str(valeur))


_CELLULES = _Convertisseurs(
    {
        type(None): lambda _: None,
        str: _de_texte,
        bool: en_texte,
        int: lambda n: n if abs(n) < EXACT else str(n),
        float: lambda n: n if math.isfinite(n) else None,
        Decimal: float,
        datetime: lambda i: _de_jour(i.replace(tzinfo=None)),
        date: _de_jour,
        time: en_texte,
        timedelta: lambda d: round(d.total_seconds() / 3600, 4),
    }
)


_REPETES = {str, int, bool, date, time}  # kinds whose equal values are written alike


def cellule(valeur: object) -> Any:
    """What the engines accept: number, date or guarded text; anything else becomes text."""
    return _CELLULES[type(valeur)](valeur)


def _rapide(
    moteur: ModuleType,
    chemin: Path,
    noms: list[str],
    feuilles: Sequence[Feuille],
    examinees: list[tuple[list[object] | None, Iterator[Colonnes]]],
) -> None:
    entrees, formats, largeurs = [], {}, {}
    for nom, feuille, (exemples, lots) in zip(noms, feuilles, examinees, strict=True):
        titres = [sans_caracteres_interdits(proteger_texte(titre)) for titre in feuille.entetes]
        entrees.append((nom, _dictionnaires(titres, lots)))
        formats[nom] = {
            titre: moteur.Format().set_num_format(_FORMATS[genre])
            for titre, exemple in zip(titres, exemples or [], strict=False)
            if (genre := _genre(exemple))
        }
        largeurs[nom] = {titre: float(_largeur(titre)) for titre in titres}
    moteur.write_worksheets(
        entrees,
        str(chemin),
        bold_headers=True,
        column_formats=formats,
        column_widths=largeurs,
        datetime_format=_FORMATS["instant"],
        autofilter=dict.fromkeys(noms, True),
        freeze_panes={"general": {"row": 1, "col": 0}},
    )


def _dictionnaires(titres: list[str], lots: Iterable[Colonnes]) -> Iterator[dict[str, Any]]:
    for colonnes in lots:
        lignes = zip(*map(_convertir, colonnes), strict=True)
        yield from map(dict, map(zip, itertools.repeat(titres), lignes))


def _convertir(colonne: Sequence[Any]) -> Iterable[Any]:
    """The cells of a column. Most repeat a few values: each is looked at once, ten times quicker than every cell."""
    genres = set(map(type, colonne)) - {type(None)}
    if len(genres) != 1 or not genres <= _REPETES:
        return map(cellule, colonne)
    distinctes = set(colonne)
    if genres == {str} and _sont_telles_quelles(distinctes - {None}):
        return colonne
    return map({valeur: cellule(valeur) for valeur in distinctes}.__getitem__, colonne)


def _sont_telles_quelles(textes: Collection[str]) -> bool:
    return sont_ordinaires(textes) and max(map(len, textes)) <= _CELLULE_MAX


def _classique(chemin: Path, noms: list[str], feuilles: Sequence[Feuille], suites: list[Lots]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    import xlsxwriter  # the fallback: half a second that a start without it is spared

    with xlsxwriter.Workbook(str(chemin), options) as classeur:
        gras = classeur.add_format({"bold": True})
        formats = {genre: classeur.add_format({"num_format": motif}) for genre, motif in _FORMATS.items()}
        for nom, feuille, lignes in zip(noms, feuilles, suites, strict=True):
            page = classeur.add_worksheet(nom)
            page.freeze_panes(1, 0)
            for colonne, titre in enumerate(feuille.entetes):
                page.set_column(colonne, colonne, _largeur(titre))
            for colonne, titre in enumerate(feuille.entetes):
                page.write_string(0, colonne, sans_caracteres_interdits(proteger_texte(titre)), gras)
            rang = 0
            for rang, ligne in enumerate(lignes, start=1):
                for colonne, valeur in enumerate(ligne):
                    contenu = cellule(valeur)
                    if isinstance(contenu, str):
                        page.write_string(rang, colonne, contenu)
                    elif isinstance(contenu, datetime | date):
                        page.write_datetime(rang, colonne, contenu, formats[_genre(contenu) or "date"])
                    elif contenu is not None:
                        page.write_number(rang, colonne, contenu)
            page.autofilter(0, 0, max(rang, 1), len(feuille.entetes) - 1)


def _largeur(titre: str) -> int:
    return min(40, max(11, len(titre) + 3))


def nom_de_feuille(nom: str) -> str:
    """Return a name that every spreadsheet accepts: at most 31 characters, none of the reserved ones."""
    return (
        re.sub(r"[\[\]:*?/\\]", " ", sans_caracteres_interdits(nom)).strip("' ")[:31].strip("' ") or "Feuille"
    )
