"""What a case must say of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.commun.textes import cle_recherche

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


JOURS_MAXIMUM = 3_650


def controler_incapacite(
    jours: int | None, date: dt.date | None, aujourd_hui: dt.date, *, est_victime: bool
) -> dict[str, str]:
    """Days of total incapacity for work: of a victim, once they were fixed."""
    erreurs = {}
    if jours is not None and not est_victime:
        erreurs["jours_itt"] = "L’incapacité totale de travail se note pour une victime ou une partie civile."
    elif jours is not None and not 0 <= jours <= JOURS_MAXIMUM:
        erreurs["jours_itt"] = f"Indiquez de 0 à {JOURS_MAXIMUM} jours."
    elif jours is None and date:
        erreurs["jours_itt"] = "Indiquez aussi le nombre de jours."
    if date and date > aujourd_hui:
        erreurs["date_itt"] = "La date de l’examen est dans le futur."
    return erreurs


@dataclass(frozen=True, slots=True)
class EtatCivil:
    """What tells somebody from another: the names borne, the first name, the birth."""

    noms: tuple[str, ...]
    prenoms: str = ""
    naissance: dt.date | None = None


def est_la_meme_personne(connue: EtatCivil, autre: EtatCivil) -> bool:
    """Whether nothing that both say differs; what one does not say is no difference."""
    noms, siens = _cles(connue.noms), _cles(autre.noms)
    if noms and siens and not noms & siens:
        return False
    prenoms, autres = cle_recherche(connue.prenoms).split(), cle_recherche(autre.prenoms).split()
    if prenoms and autres and prenoms[0] != autres[0]:
        return False
    return None in (connue.naissance, autre.naissance) or connue.naissance == autre.naissance


def _cles(noms: tuple[str, ...]) -> set[str]:
    return {cle for nom in noms if (cle := cle_recherche(nom))}


MAJORITE = 18


def est_mineur(naissance: dt.date | None, faits: dt.date) -> bool:
    """Under eighteen on the day of the facts."""
    if naissance is None:
        return False
    ans = faits.year - naissance.year - ((faits.month, faits.day) < (naissance.month, naissance.day))
    return ans < MAJORITE


HORIZON = 5
"""Years on either side of today beyond which the date of a hearing is a slip of the keyboard (our own bound)."""


def controler_jour_audience(jour: dt.date, aujourd_hui: dt.date) -> str:
    """What is wrong with the day of a hearing, in French; empty when nothing is."""
    if abs(jour.year - aujourd_hui.year) > HORIZON:
        return f"Vérifiez l’année : le {jour:%d/%m/}{jour.year:04} est à plus de {HORIZON} ans."
    return ""
