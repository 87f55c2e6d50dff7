"""What may be said of a patient before his identity opens: an age band, and texts without his name."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

BORNES = (
    (1, "moins d’un an"),
    (5, "1 à 4 ans"),
    (15, "5 à 14 ans"),
    (18, "15 à 17 ans"),
    (30, "18 à 29 ans"),
)
DERNIERE = 90
LONGUEUR_MINIMALE = 3
MASQUE = "[…]"
LONGUEUR_INS = 15
CLE_INS = 97


def age(naissance: dt.date, jour: dt.date) -> int:
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


def tranche_age(naissance: dt.date, jour: dt.date) -> str:
    """« 40 à 49 ans »: enough for an answer, too little for a name."""
    annees = age(naissance, jour)
    for borne, texte in BORNES:
        if annees < borne:
            return texte
    if annees >= DERNIERE:
        return f"{DERNIERE} ans et plus"
    debut = annees // 10 * 10
    return f"{debut} à {debut + 9} ans"


def masquer(texte: str, noms: Iterable[str]) -> str:
    """The text without these names, whatever their case and accents; words of one or two letters are left."""
    mots = {_nu(mot) for nom in noms for mot in re.split(r"[^\w]+", nom) if len(mot) >= LONGUEUR_MINIMALE}
    return re.sub(r"\w+", lambda m: MASQUE if _nu(m.group()) in mots else m.group(), texte) if mots else texte


def _nu(mot: str) -> str:
    decompose = unicodedata.normalize("NFKD", mot)
    return "".join(c for c in decompose if not unicodedata.combining(c)).casefold()


def controler_ins(ins: str) -> str:
    """Why this INS number cannot be one; nothing when it can, or when there is none."""
    if not ins:
        return ""
    chiffres = ins.upper().replace("2A", "19", 1).replace("2B", "18", 1) if ins[5:7] in ("2A", "2B") else ins
    if len(ins) != LONGUEUR_INS or not chiffres.isdigit():
        return "Le matricule INS compte quinze chiffres."
    if CLE_INS - int(chiffres[:13]) % CLE_INS != int(chiffres[13:]):
        return "La clé de ce matricule INS est fausse : vérifiez les quinze chiffres."
    return ""


def controler_naissance(naissance: dt.date, jour: dt.date) -> str:
    if naissance > jour:
        return "La date de naissance est dans le futur."
    return "Vérifiez la date de naissance : plus de 120 ans." if age(naissance, jour) > 120 else ""  # noqa: PLR2004
