"""CSV and JSON lines written as they are produced."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from maillage.commun.tableur.garde import proteger_texte

_LOT = 500


@dataclass(frozen=True)
class Lots:
    """Rows produced by batches, a batch being its columns, all of one length: a column is converted at once."""

    lots: Iterable[Sequence[Sequence[object]]]

    def __iter__(self) -> Iterator[Sequence[object]]:
        for colonnes in self.lots:
            yield from zip(*colonnes, strict=True)


@dataclass(frozen=True)
class Feuille:
    """One sheet to write: its name, its headers (all different) and its rows, produced on demand."""

    nom: str
    entetes: Sequence[str]
    lignes: Iterable[Sequence[object]]

    def __post_init__(self) -> None:
        if len(set(self.entetes)) != len(self.entetes):
            raise ValueError(f"Titres de colonnes répétés : {list(self.entetes)}")


def ecrire_csv(feuille: Feuille, *, separateur: str = ";", avec_marque: bool = True) -> Iterator[bytes]:
    """A CSV that French spreadsheets open at once: UTF-8 with mark, ``;``, decimal comma, day/month/year."""
    tampon = io.StringIO()
    graveur = csv.writer(tampon, delimiter=separateur, lineterminator="\r\n")
    if avec_marque:
        tampon.write("\ufeff")
    graveur.writerow([proteger_texte(titre) for titre in feuille.entetes])
    for rang, ligne in enumerate(feuille.lignes, start=1):
        graveur.writerow(map(en_texte, ligne))
        if rang % _LOT == 0:
            yield tampon.getvalue().encode("utf-8", errors="replace")
            tampon.seek(0)
            tampon.truncate()
    yield tampon.getvalue().encode("utf-8", errors="replace")


def _instant(valeur: datetime) -> str:
    return valeur.strftime("%d/%m/%Y %H:%M:%S" if valeur.second else "%d/%m/%Y %H:%M")


def _duree(valeur: timedelta) -> str:
    minutes = int(valeur.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


_TEXTES: dict[type, Callable[[Any], str]] = {
    str: proteger_texte,
    bool: lambda b: "oui" if b else "non",
    int: str,
    float: lambda n: str(n).replace(".", ","),
    Decimal: lambda n: f"{n:f}".replace(".", ","),
    datetime: _instant,
    date: lambda j: f"{j.day:02d}/{j.month:02d}/{j.year:04d}",
    time: lambda t: f"{t.hour:02d}:{t.minute:02d}",
    timedelta: _duree,
}


def en_texte(valeur: object) -> str:
    """Return a value as a French reader types it; texts are guarded, numbers keep no thousands separator."""
    if valeur is None:
        return ""
    convertir = _TEXTES.get(type(valeur))
    return convertir(valeur) if convertir else proteger_texte(str(valeur))


def en_json(valeur: object) -> object:
    """ISO dates and plain numbers, for machines."""
    if isinstance(valeur, (datetime, date, time)):
        return valeur.isoformat()
    if isinstance(valeur, timedelta):
        return valeur.total_seconds()
    if isinstance(valeur, Decimal):
        return float(valeur)
    return (
        valeur if valeur is None or isinstance(valeur, (bool, int, float, str, list, dict)) else str(valeur)
    )


def ecrire_json_lignes(feuille: Feuille) -> Iterator[bytes]:
    """One object a line, keyed by header. No guard: JSON is read by programs, which evaluate nothing."""
    lot: list[str] = []
    for ligne in feuille.lignes:
        objet = {titre: en_json(valeur) for titre, valeur in zip(feuille.entetes, ligne, strict=True)}
        lot.append(json.dumps(objet, ensure_ascii=False))
        if len(lot) == _LOT:
            yield ("\n".join(lot) + "\n").encode()
            lot = []
    if lot:
        yield ("\n".join(lot) + "\n").encode()


__all__ = ["Feuille", "Lots", "ecrire_csv", "ecrire_json_lignes", "en_json", "en_texte"]
