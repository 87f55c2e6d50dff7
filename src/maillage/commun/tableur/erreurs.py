"""What can go wrong with a spreadsheet, said in French to the person who chose the file."""

from __future__ import annotations

from dataclasses import dataclass

MEBIOCTET = 1024 * 1024


@dataclass(frozen=True)
class Limites:
    """Bounds checked before or while reading; every one of them has a French refusal.

    ``octets`` is the size of the file itself, checked before a single byte is parsed.
    ``octets_decompresses`` bounds what a workbook (a ZIP archive) may unfold to.
    ``memoire`` and ``secondes`` bound the process that parses the workbook.
    """

    octets: int = 100 * MEBIOCTET
    octets_decompresses: int = 1024 * MEBIOCTET
    lignes: int = 1_048_576
    colonnes: int = 1_000
    memoire: int = 2048 * MEBIOCTET
    secondes: int = 120


class ErreurTableur(Exception):
    """A refusal: where (sheet, line, column), what happened, what to do. ``str()`` is a French sentence."""

    def __init__(
        self,
        constat: str,
        remede: str = "",
        *,
        feuille: str | None = None,
        ligne: int | None = None,
        colonne: str | None = None,
    ) -> None:
        self.constat, self.remede = constat, remede
        self.feuille, self.ligne, self.colonne = feuille, ligne, colonne
        super().__init__(str(self))

    def __str__(self) -> str:
        lieu = situer(self.feuille, self.ligne, self.colonne)
        debut = f"{lieu} : {self.constat[:1].lower()}{self.constat[1:]}" if lieu else self.constat
        return f"{debut} {self.remede}".strip()


def situer(feuille: str | None, ligne: int | None, colonne: str | None) -> str:
    """Return « Feuille « Actes », ligne 12, colonne C », or an empty string."""
    morceaux = []
    if feuille:
        morceaux.append(f"feuille « {feuille} »")
    if ligne is not None:
        morceaux.append(f"ligne {ligne}")
    if colonne:
        morceaux.append(f"colonne {colonne}")
    texte = ", ".join(morceaux)
    return texte[:1].upper() + texte[1:]


def taille_lisible(octets: int) -> str:
    """A size as a French reader expects it: 12 ko, 200 Mo."""
    if octets < 1024 * 1024:
        return f"{max(1, round(octets / 1024))} ko"
    return f"{octets / MEBIOCTET:.0f} Mo"
