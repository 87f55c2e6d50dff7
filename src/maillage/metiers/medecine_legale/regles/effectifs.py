"""Staffing: what a month may say, when it is due, and what is signed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

JOUR_LIMITE = 5
ETP_MAXIMAL = Decimal(999)
MOIS_PAR_AN = 12
PREMIERE_ANNEE = 2011
"""The national funding of forensic medicine, and with it the declarations, began on 15 January 2011."""

Valeurs = Mapping[str, Decimal | None]
"""Profession → full-time equivalents; None: not filled in."""


def mois_de_l_annee(annee: int) -> list[dt.date]:
    return [dt.date(annee, mois, 1) for mois in range(1, MOIS_PAR_AN + 1)]


def mois_precedent(jour: dt.date) -> dt.date:
    """First day of the month before that of this day."""
    return (jour.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def date_limite_saisie(mois: dt.date) -> dt.date:
    """A month is filled in before the 5th of the next one (national counting guide)."""
    suivant = (mois.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    return suivant.replace(day=JOUR_LIMITE)


def controler_mois(mois: dt.date, aujourd_hui: dt.date) -> str:
    """Why nothing may be entered for this month; empty when it may."""
    if mois > aujourd_hui:
        return "Ce mois n’a pas commencé : ses effectifs se saisissent à partir du premier jour."
    if mois.year < PREMIERE_ANNEE:
        return f"Les effectifs se déclarent à partir de {PREMIERE_ANNEE}."
    return ""


def controler_etp(valeur: Decimal | None) -> str:
    """Why this figure is refused; empty when it is right. An empty cell is not zero."""
    if valeur is None:
        return ""
    if valeur < 0:
        return "Un effectif n’est pas négatif."
    if valeur > ETP_MAXIMAL:
        return f"Un effectif ne dépasse pas {ETP_MAXIMAL} équivalents temps plein."
    if valeur != valeur.quantize(Decimal("0.01")):
        return "Indiquez au plus deux décimales."
    return ""


def manquantes(valeurs: Valeurs, professions: Collection[str]) -> list[str]:
    """Professions that are not filled in; a month is validated when there is none. Zero is an answer."""
    return [profession for profession in professions if valeurs.get(profession) is None]


def reference_en_vigueur(
    references: Iterable[tuple[dt.date, str, Decimal]], mois: dt.date
) -> dict[str, Decimal]:
    """Expected staffing in a month: for each profession, the latest reference that has begun."""
    dernieres: dict[str, tuple[dt.date, Decimal]] = {}
    for debut, profession, etp in references:
        if debut <= mois and (profession not in dernieres or dernieres[profession][0] < debut):
            dernieres[profession] = (debut, etp)
    return {profession: etp for profession, (_, etp) in dernieres.items()}


def empreinte(*, structure: int, mois: dt.date, rang: int, valeurs: Valeurs) -> str:
    """SHA-256 of what is signed: the structure, the month, the version and each figure."""
    signe = {
        "structure": structure,
        "mois": mois.isoformat(),
        "rang": rang,
        "valeurs": {p: f"{v:.2f}" for p, v in sorted(valeurs.items()) if v is not None},
    }
    texte = json.dumps(signe, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(texte.encode()).hexdigest()
