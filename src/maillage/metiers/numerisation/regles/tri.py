"""The sort of a record: what an assistant may decide, what waits for a health professional, when it is finished.

Personal notes and what comes from third parties are not passed on (R. 4127-45 and L. 1111-7 of the Code de la santé
publique); films are out of the scope of the faithful copy. An assistant proposes, a health professional signs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from maillage.commun.textes import compter
from maillage.metiers.numerisation.enums.pieces import DecisionTri

NOMBRE_MAXIMAL = 999


@dataclass(frozen=True, slots=True)
class PieceVue:
    """Pieces of one kind in a record: what is done of them, and whether it was signed."""

    decision: DecisionTri
    nombre: int = 1
    est_signee: bool = False


def refus_de_la_piece(
    *, proposee: DecisionTri, decision: DecisionTri, nombre: int, est_soignant: bool
) -> str:
    """Why this decision cannot be taken by this person; empty when it can."""
    if not 1 <= nombre <= NOMBRE_MAXIMAL:
        return f"Indiquez un nombre de pièces entre 1 et {NOMBRE_MAXIMAL}."
    if est_soignant or decision == proposee:
        return ""
    if proposee == DecisionTri.NON_TRANSMISSIBLE:
        return (
            "Seul un professionnel de santé peut garder une pièce de cette nature : proposez-la, il décidera."
        )
    if proposee == DecisionTri.HORS_CHAMP:
        return "Une pièce de cette nature ne se numérise pas : elle est hors du champ de la copie fidèle."
    return ""


def motifs_de_non_fin(pieces: Collection[PieceVue]) -> list[str]:
    """All that stands in the way of the end of the sort, in sentences."""
    motifs = []
    if not any(piece.decision == DecisionTri.CONSERVEE for piece in pieces):
        motifs.append("Aucune pièce n’est conservée : un dossier vide ne se numérise pas.")
    attendues = sum(
        piece.nombre
        for piece in pieces
        if piece.decision == DecisionTri.NON_TRANSMISSIBLE and not piece.est_signee
    )
    if attendues:
        pieces_dites = compter(attendues, "pièce attend", "pièces attendent")
        motifs.append(f"{pieces_dites} la décision d’un professionnel de santé.")
    return motifs


def a_rendre(pieces: Collection[PieceVue]) -> int:
    """Pieces out of scope that must go back to whom they belong."""
    return sum(piece.nombre for piece in pieces if piece.decision == DecisionTri.HORS_CHAMP)
