"""A row of a spreadsheet, whatever the file it came from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

Valeur: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None


class LigneBrute(NamedTuple):
    """A row as read: its number in the file (1 is the first) and all its cells from column A on."""

    numero: int
    cellules: list[Valeur]


class Ligne(NamedTuple):
    """A row under a header: as many values as headers; ``anomalie`` is a French sentence, or None."""

    numero: int
    valeurs: tuple[Valeur, ...]
    anomalie: str | None = None


Lignes: TypeAlias = Iterator[LigneBrute]


_BLANCS = "\ufeff \t\r\n\xa0\u202f\u2009"


def lettres(rang: int) -> str:
    """Column letters of a zero-based rank: 0 is A, 26 is AA."""
    texte = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        texte = chr(65 + reste) + texte
    return texte


def rang(colonne: str) -> int:
    """Zero-based rank of column letters: the inverse of ``lettres``."""
    total = 0
    for lettre in colonne.upper():
        total = total * 26 + ord(lettre) - 64
    return total - 1


def epurer(valeur: object) -> Valeur:
    """One cell made uniform: trimmed text, empty is None, 12.0 is 12 (a SIRET typed as a number keeps its digits)."""
    if type(valeur) is str:
        return valeur.strip(_BLANCS) or None
    if isinstance(valeur, bool):
        return valeur
    if isinstance(valeur, float):
        return int(valeur) if valeur.is_integer() and abs(valeur) < 2**53 else valeur
    if valeur is None or isinstance(valeur, (int, datetime, date, time, timedelta)):
        return valeur
    return str(valeur)
