"""What a case must say of itself."""

from __future__ import annotations

import datetime as dt

LONGUEUR_MINIMALE = 4


def cle_parquet(numero: str) -> str:
    """The number without its separators, to compare."""
    return "".join(c for c in numero.upper() if c.isalnum())


def controler_parquet(numero: str) -> str:
    """Why a prosecutor's number cannot be; empty when it can."""
    cle = cle_parquet(numero)
    if not cle:
        return "Indiquez le numéro de parquet."
    if len(cle) < LONGUEUR_MINIMALE or not any(c.isdigit() for c in cle):
        return "Ce numéro de parquet est trop court : recopiez-le en entier, par exemple 26 325 000 123."
    return ""


def controler_faits(debut: dt.date | None, fin: dt.date | None, aujourd_hui: dt.date) -> dict[str, str]:
    """Dates of an offence: in the past, in their order."""
    erreurs = {}
    if debut and debut > aujourd_hui:
        erreurs["date_debut"] = "La date des faits est dans le futur."
    if fin and fin > aujourd_hui:
        erreurs["date_fin"] = "La date des faits est dans le futur."
    if debut and fin and fin < debut:
        erreurs["date_fin"] = "La fin des faits précède leur début."
    if fin and not debut:
        erreurs["date_debut"] = "Indiquez aussi le début des faits."
    return erreurs


MAJORITE = 18


def est_mineur(naissance: dt.date | None, faits: dt.date) -> bool:
    """Under eighteen on the day of the facts."""
    if naissance is None:
        return False
    ans = faits.year - naissance.year - ((faits.month, faits.day) < (naissance.month, naissance.day))
    return ans < MAJORITE
