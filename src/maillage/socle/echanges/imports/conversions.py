"""From a cell to a value: what each kind of column accepts, and the French sentence when it does not."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils import timezone

from maillage.commun.tableur import Valeur
from maillage.commun.textes import cle_recherche, date_courte

_OUI = {"oui", "o", "vrai", "true", "1", "x", "yes"}
_NON = {"non", "n", "faux", "false", "0", "no"}
_JOUR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\Z")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})\Z")
_HEURE = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?::?(\d{2}))?(?:\.\d+)?\Z", re.IGNORECASE)
_SERIE = dt.date(1899, 12, 30)  # day zero of spreadsheets
_SERIE_MIN, _SERIE_MAX = 10_000, 110_000  # 1927 to 2201: a number outside is no date
_SIECLE = 100
_MINUIT = dt.time()


class Genre(StrEnum):
    """Kind of a column."""

    TEXTE = "texte"
    ENTIER = "entier"
    DECIMAL = "decimal"
    BOOLEEN = "booleen"
    DATE = "date"
    INSTANT = "instant"
    HEURE = "heure"
    CHOIX = "choix"


class Inconvertible(ValueError):
    """A cell that is not what its column expects; the message is a French sentence."""


def citer(brut: object) -> str:
    """Return the value as shown in a message: « … », cut when long."""
    texte = date_courte(brut) if isinstance(brut, dt.date) else str(brut)
    return f"« {texte if len(texte) <= 60 else texte[:57] + '…'} »"  # noqa: PLR2004


def refuser_formule(texte: str) -> None:
    """Refuse a formula written as text: it is never stored, whatever the column."""
    if texte.startswith("="):
        raise Inconvertible(
            f"La cellule contient une formule ({citer(texte)}). "
            "Remplacez-la par sa valeur (collage spécial, valeurs)."
        )


def en_texte(brut: Valeur) -> str:
    """Text of any cell."""
    if isinstance(brut, str):
        refuser_formule(brut)
        return brut
    if isinstance(brut, dt.datetime):
        return f"{date_courte(brut)} {brut:%H:%M}" if brut.time() != _MINUIT else date_courte(brut)
    if isinstance(brut, dt.date):
        return date_courte(brut)
    if isinstance(brut, bool):
        return "oui" if brut else "non"
    return str(brut)


def en_entier(brut: Valeur) -> int:
    nombre = en_decimal(brut)
    if nombre != nombre.to_integral_value():
        raise Inconvertible(f"{citer(brut)} n’est pas un nombre entier.")
    return int(nombre)


def en_decimal(brut: Valeur) -> Decimal:
    if isinstance(brut, int | float) and not isinstance(brut, bool):
        return Decimal(str(brut))
    texte = re.sub(r"\s", "", en_texte(brut)).replace("−", "-").replace(",", ".")
    try:
        nombre = Decimal(texte)
    except InvalidOperation:
        raise Inconvertible(f"{citer(brut)} n’est pas un nombre. Attendu : 12 ou 12,5.") from None
    if not nombre.is_finite():
        raise Inconvertible(f"{citer(brut)} n’est pas un nombre. Attendu : 12 ou 12,5.")
    return nombre


def en_booleen(brut: Valeur) -> bool:
    if isinstance(brut, bool):
        return brut
    texte = cle_recherche(en_texte(brut))
    if texte in _OUI:
        return True
    if texte in _NON:
        return False
    raise Inconvertible(f"{citer(brut)} n’est ni « oui » ni « non ».")


def en_date(brut: Valeur) -> dt.date:
    if isinstance(brut, dt.datetime):
        return brut.date()
    if isinstance(brut, dt.date):
        return brut
    if isinstance(brut, int) and not isinstance(brut, bool) and _SERIE_MIN < brut < _SERIE_MAX:
        return _SERIE + dt.timedelta(days=brut)
    texte = en_texte(brut).strip()
    try:
        if trouve := _JOUR.match(texte):
            jour, mois, annee = map(int, trouve.groups())
            if annee < _SIECLE:
                annee += 2000 if annee < 70 else 1900  # noqa: PLR2004 (the usual window)
            return dt.date(annee, mois, jour)
        if trouve := _ISO.match(texte.partition("T")[0].partition(" ")[0]):
            annee, mois, jour = map(int, trouve.groups())
            return dt.date(annee, mois, jour)
    except ValueError:
        raise Inconvertible(f"La date {citer(brut)} n’existe pas dans le calendrier.") from None
    raise Inconvertible(
        f"{citer(brut)} n’est pas une date. Attendu : jour/mois/année, par exemple 21/11/2026."
    )


def en_heure(brut: Valeur) -> dt.time:
    if isinstance(brut, dt.datetime):
        return brut.time()
    if isinstance(brut, dt.time):
        return brut
    if isinstance(brut, float) and 0 <= brut < 1:  # a fraction of a day
        minutes = round(brut * 1440) % 1440
        return dt.time(minutes // 60, minutes % 60)
    if trouve := _HEURE.match(en_texte(brut).strip()):
        try:
            return dt.time(int(trouve[1]), int(trouve[2] or 0), int(trouve[3] or 0))
        except ValueError:
            pass
    raise Inconvertible(f"{citer(brut)} n’est pas une heure. Attendu : 14:05 ou 14 h 05.")


def en_instant(brut: Valeur) -> dt.datetime:
    """Aware, in the time zone of the application; a date alone is midnight."""
    if isinstance(brut, dt.datetime):
        naif = brut
    elif isinstance(brut, dt.date):
        naif = dt.datetime.combine(brut, _MINUIT)
    else:
        texte = en_texte(brut).strip()
        try:
            naif = dt.datetime.fromisoformat(texte)
        except ValueError:
            morceaux = re.split(r"\s+(?:à\s+)?", texte, maxsplit=1)
            heure = en_heure(morceaux[1]) if len(morceaux) > 1 else _MINUIT
            naif = dt.datetime.combine(en_date(morceaux[0]), heure)
    return naif if timezone.is_aware(naif) else timezone.make_aware(naif)


CONVERSIONS: dict[Genre, Callable[[Valeur], Any]] = {
    Genre.TEXTE: en_texte,
    Genre.ENTIER: en_entier,
    Genre.DECIMAL: en_decimal,
    Genre.BOOLEEN: en_booleen,
    Genre.DATE: en_date,
    Genre.INSTANT: en_instant,
    Genre.HEURE: en_heure,
}


def conversion_de_choix(choix: Mapping[str, str], libelle: str) -> Callable[[Valeur], str]:
    """Accept a code or a label, whatever its case and accents; suggest the closest when it is neither."""
    par_cle = {cle_recherche(intitule): code for code, intitule in choix.items()}
    par_cle |= {cle_recherche(code): code for code in choix}

    def convertir(brut: Valeur) -> str:
        texte = en_texte(brut)
        if texte in choix:
            return texte
        cle = cle_recherche(texte)
        if cle in par_cle:
            return par_cle[cle]
        proches = difflib.get_close_matches(cle, par_cle, n=1, cutoff=0.7)
        if proches:
            conseil = f"Vouliez-vous dire « {choix[par_cle[proches[0]]]} » ?"
        elif len(choix) <= 8:  # noqa: PLR2004 (a list one can read in a message)
            conseil = "Valeurs possibles : " + ", ".join(choix.values()) + "."
        else:
            conseil = f"Les valeurs de « {libelle} » sont dans le modèle à télécharger."
        raise Inconvertible(f"{citer(brut)} n’est pas une valeur possible. {conseil}")

    return convertir


def serialiser(valeur: Any) -> Any:
    """A converted value as JSON holds it."""
    if isinstance(valeur, Decimal):
        return str(valeur)
    if isinstance(valeur, dt.datetime):
        return valeur.astimezone(dt.UTC).isoformat()
    return valeur.isoformat() if isinstance(valeur, dt.date | dt.time) else valeur


_RELECTURES: dict[Genre, Callable[[Any], Any]] = {
    Genre.DECIMAL: Decimal,
    Genre.DATE: dt.date.fromisoformat,
    Genre.INSTANT: dt.datetime.fromisoformat,
    Genre.HEURE: dt.time.fromisoformat,
}


def relire(genre: Genre, valeur: Any) -> Any:
    """Inverse of ``serialiser`` for a column of this kind."""
    if valeur is None:
        return None
    lire = _RELECTURES.get(genre)
    if lire is None:
        return valeur
    return [lire(v) for v in valeur] if isinstance(valeur, list) else lire(valeur)
