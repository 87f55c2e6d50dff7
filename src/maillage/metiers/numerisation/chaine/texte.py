"""Text that a provider put over his images, with its places: what a search of the record looks through.

It is his, not ours: it finds a page and marks the place, it never says whose the page is nor what kind of piece. What
cannot be read of it is left out; nothing here refuses a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import pikepdf

from maillage.metiers.numerisation.chaine.lecture import (
    ILLISIBLE,
    Livraison,
    Matrice,
    PageLivree,
    matrice,
    produit,
)
from maillage.metiers.numerisation.chaine.page import Mot

_MOTS_MAXIMUM, _CODES_MAXIMUM, _CMAP_MAXIMUM = 20_000, 70_000, 256 * 1024
_CHASSE_INCONNUE = 500
_ESPACE = 180
"""A move that wide, in thousandths of the font's size, separates two words."""
_H = rb"<([0-9A-Fa-f\s]{1,64})>\s{0,4}"
_HEXA, _UN = re.compile(_H), re.compile(_H + _H)
_PLAGE = re.compile(_H + _H + rb"(?:" + _H + rb"|\[([^\]]{1,4000})\])")
_IDENTITE: Matrice = (1, 0, 0, 1, 0, 0)


@dataclass
class _Police:
    """How a font turns codes into characters, and how wide they are."""

    octets: int = 1
    unicode: dict[int, str] = field(default_factory=dict)
    chasses: dict[int, float] = field(default_factory=dict)
    chasse: float = _CHASSE_INCONNUE
    table: str = ""

    def lire(self, brut: bytes) -> Iterator[tuple[str, float]]:
        for debut in range(0, len(brut) - self.octets + 1, self.octets):
            morceau = brut[debut : debut + self.octets]
            code = int.from_bytes(morceau)
            texte = self.unicode.get(code) or (morceau.decode(self.table, "ignore") if self.table else "")
            yield texte, self.chasses.get(code, self.chasse)


@dataclass(frozen=True)
class _Etat:
    """What the operators of text leave behind them."""

    place: Matrice = _IDENTITE
    ligne: Matrice = _IDENTITE
    police: _Police | None = None
    corps: float = 0
    entre_lettres: float = 0
    entre_mots: float = 0
    echelle: float = 1
    interligne: float = 0
    hausse: float = 0

    def aller(self, x: float, y: float) -> _Etat:
        depart = produit((1, 0, 0, 1, x, y), self.ligne)
        return replace(self, place=depart, ligne=depart)

    def avancer(self, x: float) -> _Etat:
        return replace(self, place=produit((1, 0, 0, 1, x, 0), self.place))


_GESTES: Mapping[str, Callable[[_Etat, list[Any]], _Etat]] = {
    "BT": lambda etat, _: replace(etat, place=_IDENTITE, ligne=_IDENTITE),
    "Tm": lambda etat, o: replace(etat, place=matrice(o), ligne=matrice(o)),
    "Td": lambda etat, o: etat.aller(float(o[0]), float(o[1])),
    "TD": lambda etat, o: replace(etat, interligne=-float(o[1])).aller(float(o[0]), float(o[1])),
    "T*": lambda etat, _: etat.aller(0, -etat.interligne),
    "Tc": lambda etat, o: replace(etat, entre_lettres=float(o[0])),
    "Tw": lambda etat, o: replace(etat, entre_mots=float(o[0])),
    "TL": lambda etat, o: replace(etat, interligne=float(o[0])),
    "Ts": lambda etat, o: replace(etat, hausse=float(o[0])),
    "Tz": lambda etat, o: replace(etat, echelle=float(o[0]) / 100),
}
"""Operators that move the text or set how it is spaced."""


def mots_livres(livraison: Livraison, livree: PageLivree) -> tuple[Mot, ...]:
    """Words of the layer of text of a page, where they are on its image as it is shown."""
    if not livree.a_du_texte:
        return ()
    try:
        page = livraison.pdf.pages[livree.numero - 1]
        return tuple(_Lecture(page, livree).mots())
    except ILLISIBLE:
        return ()


class _Lecture:
    """One page read from its first operator to its last."""

    def __init__(self, page: pikepdf.Page, livree: PageLivree) -> None:
        self.page, self.livree = page, livree
        self.polices: dict[str, _Police | None] = {}
        self.trouves: list[Mot] = []
        self.bas = -1.0
        tournee = livree.quarts % 2
        self.largeur, self.hauteur = (
            (livree.hauteur, livree.largeur) if tournee else (livree.largeur, livree.hauteur)
        )
        self.retour = _inverse(livree.matrice_montree)

    def mots(self) -> list[Mot]:
        repere, etat = _IDENTITE, _Etat()
        pile: list[Matrice] = []
        for instruction in pikepdf.parse_content_stream(self.page):
            operateur, operandes = str(instruction.operator), list(instruction.operands)
            if operateur == "q":
                pile.append(repere)
            elif operateur == "Q" and pile:
                repere = pile.pop()
            elif operateur == "cm":
                repere = produit(matrice(operandes), repere)
            else:
                etat = self._texte(operateur, operandes, etat, repere)
            if len(self.trouves) >= _MOTS_MAXIMUM:
                break
        return self.trouves

    def _texte(self, operateur: str, operandes: list[Any], etat: _Etat, repere: Matrice) -> _Etat:
        if operateur in ("Tj", "TJ"):
            return self._montrer(operandes[0], etat, repere)
        if operateur in ("'", '"'):
            return self._montrer(operandes[-1], etat.aller(0, -etat.interligne), repere)
        if operateur == "Tf":
            return replace(etat, police=self._police(str(operandes[0])), corps=float(operandes[1]))
        geste = _GESTES.get(operateur)
        return geste(etat, operandes) if geste else etat

    def _montrer(self, montre: Any, etat: _Etat, repere: Matrice) -> _Etat:
        """Words of one string, or of an array of strings and of moves between them."""
        police = etat.police
        if police is None:
            return etat
        mot, debut = "", etat
        for morceau in montre if isinstance(montre, pikepdf.Array) else [montre]:
            if not isinstance(morceau, pikepdf.String):
                if abs(float(morceau)) > _ESPACE:
                    self._garder(mot, debut, etat, repere)
                    mot = ""
                etat = etat.avancer(-float(morceau) / 1000 * etat.corps * etat.echelle)
                continue
            for lettre, chasse in police.lire(bytes(morceau)):
                est_blanc = not lettre.strip()
                if est_blanc:
                    self._garder(mot, debut, etat, repere)
                    mot = ""
                elif not mot:
                    debut = etat
                large = (
                    chasse / 1000 * etat.corps + etat.entre_lettres + (etat.entre_mots if est_blanc else 0)
                )
                etat = etat.avancer(large * etat.echelle)
                mot += lettre.strip()
        self._garder(mot, debut, etat, repere)
        return etat

    def _garder(self, texte: str, debut: _Etat, fin: _Etat, repere: Matrice) -> None:
        if not texte:
            return
        coins = [
            self._sur_l_image(_point(produit(etat.place, repere), 0, y))
            for etat in (debut, fin)
            for y in (debut.hausse, debut.hausse + debut.corps)
        ]
        gauche, droite = min(x for x, _ in coins), max(x for x, _ in coins)
        haut, bas = min(y for _, y in coins), max(y for _, y in coins)
        if not (0 <= (gauche + droite) / 2 <= self.largeur and 0 <= (haut + bas) / 2 <= self.hauteur):
            return
        ligne = self.trouves[-1].ligne if self.trouves else -1
        if abs(bas - self.bas) > (bas - haut) / 2 or not self.trouves:
            ligne += 1
        self.bas = bas
        self.trouves.append(
            Mot(texte, 0, round(gauche), round(haut), round(droite - gauche), round(bas - haut), ligne)
        )

    def _sur_l_image(self, point: tuple[float, float]) -> tuple[float, float]:
        u, v = _point(self.retour, *point)
        return u * self.largeur, (1 - v) * self.hauteur

    def _police(self, nom: str) -> _Police | None:
        if nom not in self.polices:
            polices = self.page.resources.get("/Font", pikepdf.Dictionary())
            self.polices[nom] = _lire_police(polices[nom]) if nom in polices else None
        return self.polices[nom]


def _lire_police(police: Any) -> _Police | None:
    """None when nothing says which characters its codes are."""
    lue = _Police()
    if "/ToUnicode" in police:
        lues = _correspondances(police.ToUnicode.read_bytes()[:_CMAP_MAXIMUM])
        lue.unicode = dict(islice(lues, _CODES_MAXIMUM))
    if police.get("/Subtype") == "/Type0":
        descendante = police.DescendantFonts[0]
        lue.octets, lue.chasse = 2, float(descendante.get("/DW", 1000))
        lue.chasses = dict(_chasses_composees(list(descendante.get("/W", []))))
        return lue if lue.unicode else None
    encodage = police.get("/Encoding")
    lue.table = "mac_roman" if str(encodage) == "/MacRomanEncoding" else "cp1252"
    premiere = int(police.get("/FirstChar", 0))
    lue.chasses = {premiere + rang: float(chasse) for rang, chasse in enumerate(police.get("/Widths", []))}
    return lue


def _chasses_composees(liste: list[Any]) -> Iterator[tuple[int, float]]:
    """« code [width width…] » or « first last width »."""
    rang = 0
    while rang + 1 < len(liste):
        premier = int(liste[rang])
        if isinstance(liste[rang + 1], pikepdf.Array):
            yield from ((premier + pas, float(chasse)) for pas, chasse in enumerate(liste[rang + 1]))
            rang += 2
        else:
            dernier = min(int(liste[rang + 1]), premier + _CODES_MAXIMUM)
            yield from ((code, float(liste[rang + 2])) for code in range(premier, dernier + 1))
            rang += 3


def _correspondances(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Code → characters, out of the `bfchar` and `bfrange` of a font."""
    for bloc in cmap.split(b"beginbf")[1:]:
        corps = bloc.partition(b"endbf")[0]
        if corps.startswith(b"char"):
            for code, vers in _UN.findall(corps):
                yield _entier(code), _suivant(vers, 0)
            continue
        for premier, dernier, vers, liste in _PLAGE.findall(corps):
            if liste:
                yield from (
                    (_entier(premier) + pas, _suivant(lu, 0)) for pas, lu in enumerate(_HEXA.findall(liste))
                )
            else:
                nombre = _entier(dernier) - _entier(premier) + 1
                yield from ((_entier(premier) + pas, _suivant(vers, pas)) for pas in range(nombre))


def _entier(hexa: bytes) -> int:
    return int(b"".join(hexa.split()) or b"0", 16)


def _suivant(hexa: bytes, pas: int) -> str:
    """What a destination says, so many codes further."""
    longueur = max(2, len(b"".join(hexa.split())) // 2)
    return (_entier(hexa) + pas).to_bytes(longueur).decode("utf-16-be", "ignore")


def _point(m: Matrice, x: float, y: float) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _inverse(m: Matrice) -> Matrice:
    d = m[0] * m[3] - m[1] * m[2]
    return (
        m[3] / d, -m[1] / d, -m[2] / d, m[0] / d,
        (m[2] * m[5] - m[3] * m[4]) / d, (m[1] * m[4] - m[0] * m[5]) / d,
    )  # fmt: skip
