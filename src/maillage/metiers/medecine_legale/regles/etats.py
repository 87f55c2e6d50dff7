"""Statements of activity: which period may be declared, and the print of what was declared."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

DUREE_MAXIMALE = 366


def controler_periode(debut: dt.date, fin: dt.date, *, aujourd_hui: dt.date) -> dict[str, str]:
    """Messages by field; empty when the period may be declared: it is over, and a year at most."""
    if fin < debut:
        return {"date_fin": "La fin précède le début : corrigez une des deux dates."}
    if fin >= aujourd_hui:
        return {"date_fin": "La période n’est pas terminée : déclarez-la à partir du lendemain de sa fin."}
    if (fin - debut).days >= DUREE_MAXIMALE:
        return {"date_debut": "Un état couvre un an au plus."}
    return {}


def empreinte_actes(actes: Iterable[tuple[int, dt.date, str, Iterable[str]]]) -> str:
    """SHA-256 of what was declared: key, day, profile and examinations of each act, whatever their order.

    An act cancelled, added or corrected afterwards gives another print.
    """
    lignes = sorted(
        f"{pk}|{jour.isoformat()}|{profil}|{','.join(sorted(types))}" for pk, jour, profil, types in actes
    )
    return hashlib.sha256("\n".join(lignes).encode()).hexdigest()
