"""The words of a typed line: cut without losing a character, then read from left to right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from maillage.commun.textes import sans_accents
from maillage.metiers.audiences.regles.peines import Duree

T = TypeVar("T")


class Genre(Enum):
    """What a word is."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    MOT = "mot"
    FIN = "fin"
    BLANC = "blanc"
    SIGNE = "signe"


_MOT = re.compile(
    r'(?P<texte>"(?:[^"]|"")*"|«[^«»]*»)|(?P<nombre>[0-9]+)|(?P<mot>[^\W\d_]+)|(?P<fin>[;\n])'
    r"|(?P<blanc>[^\S\n]+)|(?P<signe>.)",
    re.DOTALL,
)
_CHIFFRES_MAXIMUM = 4
_CHIFFRES_MONTANT = 9
_MILLIERS = 3
_DECIMALES = 2
_PLAGE_MAXIMALE = 60
_SIECLE = 2000
_UNITES = {
    "A": "annees", "AN": "annees", "ANS": "annees", "ANNEE": "annees", "ANNEES": "annees",
    "M": "mois", "MOIS": "mois", "J": "jours", "JOUR": "jours", "JOURS": "jours",
}  # fmt: skip
_RANGS = ("annees", "mois", "jours")


@dataclass(frozen=True, slots=True)
class Mot:
    """One word, where it stands, and its key: capitals without accents."""

    genre: Genre
    texte: str
    debut: int

    @property
    def fin(self) -> int:
        return self.debut + len(self.texte)

    @property
    def cle(self) -> str:
        return sans_accents(self.texte).upper()


def decouper(source: str) -> list[Mot]:
    """Every character of the line is in one word, and only one."""
    return [Mot(Genre(str(trouve.lastgroup)), trouve[0], trouve.start()) for trouve in _MOT.finditer(source)]


def entre_guillemets(texte: str) -> str:
    """A text as it is typed; a quotation mark inside is doubled."""
    return '"' + texte.replace('"', '""') + '"'


class Curseur:
    """Reads the words of one part of a line. What does not fit gives None, and nothing is passed over."""

    def __init__(self, mots: Sequence[Mot]) -> None:
        self.mots = mots
        self.rang = 0

    @property
    def courant(self) -> Mot | None:
        return self.mots[self.rang] if self.rang < len(self.mots) else None

    def _prendre(self, genre: Genre) -> Mot | None:
        mot = self.courant
        if mot is None or mot.genre is not genre:
            return None
        self.rang += 1
        return mot

    def mot(self, *choix: str) -> str | None:
        """One of these words, accents and capitals apart."""
        mot = self.courant
        if mot is None or mot.genre is not Genre.MOT or mot.cle not in choix:
            return None
        self.rang += 1
        return mot.cle

    def parmi(self, table: Mapping[str, T]) -> T | None:
        """What a word of this table stands for."""
        cle = self.mot(*table)
        return table[cle] if cle is not None else None

    def signe(self, *choix: str) -> bool:
        mot = self.courant
        if mot is None or mot.genre is not Genre.SIGNE or mot.texte not in choix:
            return False
        self.rang += 1
        return True

    def entier(self, chiffres: int = _CHIFFRES_MAXIMUM) -> int | None:
        mot = self.courant
        if mot is None or mot.genre is not Genre.NOMBRE or len(mot.texte) > chiffres:
            return None
        self.rang += 1
        return int(mot.texte)

    def texte(self) -> str | None:
        """What stands between quotation marks."""
        depart = self.rang
        mot = self._prendre(Genre.TEXTE)
        if mot is None:
            return None
        interieur = mot.texte[1:-1]
        lu = interieur.replace('""', '"') if mot.texte[0] == '"' else interieur.strip()
        if not lu:
            self.rang = depart
            return None
        return lu

    def duree(self) -> Duree | None:
        """« 8M », « 1A6M », « 1 an et 6 mois »: each unit once, from the largest to the smallest."""
        depart = self.rang
        lues: dict[str, int] = {}
        while True:
            avant = self.rang
            if lues:
                self.mot("ET")
            nombre = self.entier()
            unite = self.parmi(_UNITES) if nombre is not None else None
            plus_petite = not lues or (
                unite is not None and _RANGS.index(unite) > max(_RANGS.index(u) for u in lues)
            )
            if nombre is None or unite is None or not plus_petite:
                self.rang = avant
                break
            lues[unite] = nombre
        if not any(lues.values()):
            self.rang = depart
            return None
        return Duree(**lues)

    def montant(self) -> Decimal | None:
        """« 300 », « 1 500 », « 300,50 € »."""
        depart = self.rang
        premier = self.courant
        if self.entier(_CHIFFRES_MONTANT) is None or premier is None:
            return None
        chiffres, fin = premier.texte, premier.fin
        while (
            (mot := self.courant)
            and mot.genre is Genre.NOMBRE
            and len(premier.texte) <= _MILLIERS
            and len(mot.texte) == _MILLIERS
            and mot.debut == fin + 1
            and len(chiffres) + _MILLIERS <= _CHIFFRES_MONTANT
        ):
            chiffres, fin = chiffres + mot.texte, mot.fin
            self.rang += 1
        montant = Decimal(int(chiffres)) + self._decimales(fin)
        self.signe("€") or self.mot("EUR", "EURO", "EUROS", "E")
        if not montant:
            self.rang = depart
            return None
        return montant

    def _decimales(self, fin: int) -> Decimal:
        avant = self.rang
        separateur = self.courant
        if separateur and separateur.debut == fin and self.signe(",", "."):
            suite = self.courant
            if (
                suite
                and suite.genre is Genre.NOMBRE
                and len(suite.texte) <= _DECIMALES
                and suite.debut == fin + 1
            ):
                self.rang += 1
                return Decimal(f"0.{suite.texte}")
        self.rang = avant
        return Decimal(0)

    def jour(self) -> dt.date | None:
        """« 12/03/2027 »; a year of two figures is of this century."""
        depart = self.rang
        nombres = [self.entier()]
        for _ in range(2):
            if nombres[-1] is not None and self.signe("/", ".", "-"):
                nombres.append(self.entier())
        if len(nombres) == len(_RANGS) and None not in nombres:
            jour, mois, annee = (int(nombre or 0) for nombre in nombres)
            try:
                return dt.date(annee + _SIECLE if annee < 100 else annee, mois, jour)  # noqa: PLR2004
            except ValueError:
                pass
        self.rang = depart
        return None

    def liste(self) -> tuple[int, ...] | None:
        """« 1,2 », « 1-3 », « 1 et 4 »: numbers in order, each once."""
        trouves: set[int] = set()
        while True:
            avant = self.rang
            if trouves and not self.signe(","):
                self.mot("ET")
            debut = self.entier()
            if not debut:
                self.rang = avant
                break
            fin = self._fin_de_plage(debut)
            trouves.update(range(debut, fin + 1))
        return tuple(sorted(trouves)) or None

    def _fin_de_plage(self, debut: int) -> int:
        avant = self.rang
        if self.signe("-") or self.mot("A"):
            fin = self.entier()
            if fin is not None and debut <= fin <= debut + _PLAGE_MAXIMALE:
                return fin
        self.rang = avant
        return debut
