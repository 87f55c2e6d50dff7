"""The lists in force on a day, as the rules take them: kinds of pieces, lengths of retention, unusual reading.

What the product ships (`donnees/`) stands in as long as nobody loaded an edition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maillage.metiers.numerisation.enums.pieces import DecisionTri
from maillage.metiers.numerisation.regles.acces import Reperes
from maillage.metiers.numerisation.regles.conservation import Duree
from maillage.socle.echanges.referentiels.livrees import ListesLivrees

DONNEES = Path(__file__).parents[1] / "donnees"
LISTES = ListesLivrees(DONNEES)
CONSERVATION = "numerisation.conservation"
PIECES = "numerisation.pieces"
SURVEILLANCE = "numerisation.surveillance"


@dataclass(frozen=True, slots=True)
class GenrePiece:
    """A kind of piece: the part of the record where the law puts it (R. 4624-45-4), what is proposed when sorting."""

    code: str
    libelle: str
    partie: int | None
    decision: DecisionTri
    source: str
    est_a_confirmer: bool

    @property
    def est_administrative(self) -> bool:
        """May an assistant open it, on the doctor's delegation? Parts 1° and 2° only (R. 4624-45-5)."""
        return self.partie in (1, 2)


def pieces_du(jour: dt.date) -> Mapping[str, GenrePiece]:
    """Kinds of pieces in force on that day, by code."""
    return LISTES.par_code(
        PIECES,
        jour,
        lambda v: GenrePiece(
            v.code,
            v.libelle,
            int(v.complement["Partie"]) if v.complement.get("Partie") else None,
            DecisionTri(str(v.complement["Décision proposée"])),
            str(v.complement.get("Source", "")),
            v.est_a_confirmer,
        ),
    )


def durees_du(jour: dt.date) -> Mapping[str, Duree]:
    """Lengths of retention in force on that day, by code."""
    return LISTES.par_code(
        CONSERVATION,
        jour,
        lambda v: Duree(v.code, int(v.complement["Années"]), str(v.complement["Article"]), v.est_a_confirmer),
    )


def reperes_du(jour: dt.date) -> Reperes:
    """Beyond what a reading is looked at, that day."""
    entrees = LISTES.en_vigueur(SURVEILLANCE, jour)
    return Reperes(
        **{entree.code: int(entree.complement["Seuil"]) for entree in entrees},
        est_a_confirmer=any(entree.est_a_confirmer for entree in entrees),
    )
