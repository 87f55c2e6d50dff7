"""Texts as French readers expect them: search keys, numbers, dates, durations, plurals."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

FINE = "\u202f"  # narrow no-break space: thousands, before ; ! ?
INSECABLE = "\u00a0"  # no-break space: before a unit, before :, inside quotation marks
MOINS = "\u2212"
PLURIEL = 2  # where the French plural starts
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l"}
)
_HORS_MOTS = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"(Le|Les) (?=\S)")
_ELISION = re.compile(r"[aeiou]|y(?![aeiou])")
MOIS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
_JOURS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()  # noqa: SIM905


def sans_accents(texte: str) -> str:
    """Letters without their accents and ligatures opened; nothing else changes."""
    decompose = unicodedata.normalize("NFKD", texte.translate(_LIGATURES))
    return "".join(c for c in decompose if not unicodedata.combining(c))


def cle_recherche(texte: str) -> str:
    """What is stored to be searched and sorted: lower case, no accent, words separated by one space."""
    return _HORS_MOTS.sub(" ", sans_accents(texte).lower().translate(_LIGATURES)).strip()


def de(nom: str) -> str:
    """« de Lille », « d’Amiens », « du Havre », « des Lilas ». A leading h is kept as it stands."""
    if article := _ARTICLE.match(nom):
        return f"{'du' if article[1] == 'Le' else 'des'} {nom[article.end() :]}"
    return f"d’{nom}" if _ELISION.match(cle_recherche(nom)) else f"de {nom}"


def nombre(valeur: float | Decimal, decimales: int | None = None) -> str:
    """1 234,5 with a narrow no-break space; halves are rounded up, as people do."""
    exact = Decimal(str(valeur))
    if decimales is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)
    signe = MOINS if exact < 0 else ""
    entiers, _, fraction = f"{abs(exact):f}".partition(".")
    if decimales is None:
        fraction = fraction.rstrip("0")
    groupes = f"{int(entiers):,}".replace(",", FINE)
    return f"{signe}{groupes},{fraction}" if fraction else f"{signe}{groupes}"


def pourcentage(part: float | Decimal, decimales: int = 1) -> str:
    """0.182 is 18,2 %."""
    return f"{nombre(Decimal(str(part)) * 100, decimales)}{INSECABLE}%"


def points(ecart: float | Decimal, decimales: int = 1) -> str:
    """Difference of two percentages given as fractions: −0.014 is −1,4 point."""
    valeur = Decimal(str(ecart)) * 100
    texte = nombre(valeur, decimales)
    signe = "+" if valeur > 0 and texte.strip("0,") else ""
    return f"{signe}{texte}{INSECABLE}{pluriel(abs(valeur), 'point')}"


def euros(montant: float | Decimal, decimales: int = 2) -> str:
    return f"{nombre(montant, decimales)}{INSECABLE}€"


def date_courte(jour: date) -> str:
    """Return 21/11/2026."""
    return f"{jour.day:02d}/{jour.month:02d}/{jour.year:04d}"


def mois_annee(jour: date) -> str:
    """Return « novembre 2026 »."""
    return f"{MOIS[jour.month - 1]} {jour.year}"


def date_longue(jour: date, *, avec_jour: bool = False) -> str:
    """Return 21 novembre 2026, 1er novembre 2026 or, with its day, samedi 21 novembre 2026."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    texte = f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"
    return f"{_JOURS[jour.weekday()]} {texte}" if avec_jour else texte


def heure(instant: time | datetime) -> str:
    """Return 14 h 05, or 8 h."""
    minutes = f"{INSECABLE}{instant.minute:02d}" if instant.minute else ""
    return f"{instant.hour}{INSECABLE}h{minutes}"


def instant_court(instant: datetime) -> str:
    """Return 21/11/2026 à 14 h 05."""
    return f"{date_courte(instant)} à {heure(instant)}"


def duree(valeur: timedelta | int) -> str:
    """1 h 20, 45 min, 3 j 4 h; an int is a number of minutes. Rounded to the minute."""
    minutes = round(valeur.total_seconds() / 60) if isinstance(valeur, timedelta) else valeur
    signe, minutes = (MOINS if minutes < 0 else ""), abs(minutes)
    heures, minutes = divmod(minutes, 60)
    jours, reste = divmod(heures, 24)
    if jours >= PLURIEL:
        suite = f" {reste}{INSECABLE}h" if reste else ""
        return f"{signe}{jours}{INSECABLE}j{suite}"
    if heures:
        suite = f"{INSECABLE}{minutes:02d}" if minutes else ""
        return f"{signe}{heures}{INSECABLE}h{suite}"
    return f"{signe}{minutes}{INSECABLE}min"


def pluriel(quantite: float | Decimal, singulier: str, forme_pluriel: str | None = None) -> str:
    """The French plural starts at two: 0 acte, 1,9 acte, 2 actes. Without a form, s, x or z already end the word."""
    if -PLURIEL < quantite < PLURIEL:
        return singulier
    if forme_pluriel is not None:
        return forme_pluriel
    return " ".join(mot if mot[-1:] in "sxz" else mot + "s" for mot in singulier.split(" "))


def compter(
    quantite: int, singulier: str, forme_pluriel: str | None = None, *, aucun: str | None = None
) -> str:
    """Return « 12 actes » or « 1 acte »; ``aucun`` (« aucun acte ») replaces zero."""
    if quantite == 0 and aucun is not None:
        return aucun
    return f"{nombre(quantite)}{INSECABLE}{pluriel(quantite, singulier, forme_pluriel)}"


def enumerer(elements: list[str], conjonction: str = "et") -> str:
    """Return « a, b et c »."""
    if len(elements) <= 1:
        return "".join(elements)
    return f"{', '.join(elements[:-1])} {conjonction} {elements[-1]}"
