"""Labels: what a DataMatrix holds, what a person reads and types, and two check characters that see typing errors.

`MAI1|DOS|059C|0001234|XX` is printed above `DOS 059C 0001234 XX`. The check characters are those of ISO 7064, system
MOD 1271-36: any wrong character, and any two characters exchanged, are seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette

PREFIXE = "MAI1"
CHIFFRES_NUMERO = 7
_MODULE = 1271
_BASE = 36
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CENTRE = re.compile(r"[0-9A-Z]{2,6}\Z")
_TAPE = re.compile(
    r"(?P<genre>[A-Z]{3})[\s.\-|]*(?P<centre>[0-9A-Z]{2,6}?)[\s.\-|]*(?P<numero>[0-9OIL]{7})[\s.\-|]*(?P<cle>[0-9A-Z]{2})\Z"
)
_CONFUSIONS = str.maketrans("OIL", "011")


class EtiquetteInvalide(ValueError):
    """What was read is not one of our labels; the sentence says what to do."""


def cle_iso7064(texte: str) -> str:
    """The two check characters of an alphanumeric text (ISO 7064, MOD 1271-36)."""
    reste = (_reste(texte) * _BASE * _BASE) % _MODULE
    valeur = (_MODULE + 1 - reste) % _MODULE
    return _ALPHABET[valeur // _BASE] + _ALPHABET[valeur % _BASE]


def est_cle_iso7064(texte: str) -> bool:
    """Whether a text that ends with its check characters is right."""
    return len(texte) > 2 and all(c in _ALPHABET for c in texte) and _reste(texte) == 1  # noqa: PLR2004 (the key)


def _reste(texte: str) -> int:
    reste = 0
    for caractere in texte:
        reste = (reste * _BASE + _ALPHABET.index(caractere)) % _MODULE
    return reste


@dataclass(frozen=True, slots=True)
class Etiquette:
    """What is labelled: kind, centre, number within the centre."""

    genre: GenreEtiquette
    centre: str
    numero: int

    def __post_init__(self) -> None:
        if not _CENTRE.match(self.centre):
            raise EtiquetteInvalide("Le code d’un centre compte de 2 à 6 lettres majuscules ou chiffres.")
        if not 0 < self.numero < 10**CHIFFRES_NUMERO:
            raise EtiquetteInvalide(f"Le numéro d’une étiquette compte au plus {CHIFFRES_NUMERO} chiffres.")

    @property
    def _parties(self) -> tuple[str, str, str]:
        return self.genre.value, self.centre, f"{self.numero:0{CHIFFRES_NUMERO}d}"

    @property
    def cle(self) -> str:
        return cle_iso7064(PREFIXE + "".join(self._parties))

    @property
    def code(self) -> str:
        """What the DataMatrix holds."""
        return "|".join((PREFIXE, *self._parties, self.cle))

    @property
    def lisible(self) -> str:
        """What is printed under it, to be read aloud and typed."""
        return " ".join((*self._parties, self.cle))


def lire(brut: str) -> Etiquette:
    """What a scanner read, or what a person typed: case, spaces and dashes do not matter, nor O for 0, I or L for 1."""
    texte = brut.strip().upper().removeprefix(PREFIXE).lstrip("|- ")
    trouve = _TAPE.match(texte)
    if not trouve:
        raise EtiquetteInvalide(
            "Ce n’est pas une étiquette de dossier, de boîte ni d’expédition. Lisez-la de nouveau, "
            "ou tapez-la comme elle est écrite, par exemple DOS 059C 0001234 et sa clé."
        )
    if trouve["genre"] not in GenreEtiquette.values:
        raise EtiquetteInvalide(f"« {trouve['genre']} » n’est pas un genre d’étiquette connu.")
    numero = int(trouve["numero"].translate(_CONFUSIONS))
    etiquette = Etiquette(GenreEtiquette(trouve["genre"]), trouve["centre"], numero)
    if etiquette.cle != trouve["cle"]:
        raise EtiquetteInvalide(
            "La clé ne correspond pas : un caractère a été mal lu. Lisez l’étiquette de nouveau."
        )
    return etiquette
