"""Proofs of eligibility as pages show them: by kind, with what is left before their end."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import PieceEligibilite
from maillage.metiers.avis.regles.eligibilite import ALERTES
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.tableaux import Colonne, Tableau, tableau


@dataclass(frozen=True)
class PieceVue:
    genre: str
    piece: PieceEligibilite | None

    @property
    def fin(self) -> object:
        if self.piece is None:
            return None
        return self.piece.date_fin or "sans fin"


COLONNES = (
    Colonne("badge", "État", valeur=lambda vue: badge_piece(vue.piece)),
    Colonne("genre", "Pièce"),
    Colonne("fin", "Valable jusqu’au"),
    Colonne("reference", "Référence", valeur=lambda vue: vue.piece.reference if vue.piece else ""),
)


def tableau_des_pieces(pieces: list[PieceEligibilite]) -> Tableau:
    """One line a kind asked: the proof that lasts longest, or what is missing."""
    vues = []
    for genre in GenrePiece:
        siennes = [p for p in pieces if p.genre == genre]
        derniere = max(siennes, key=lambda p: (p.date_fin is None, p.date_fin or p.date_debut), default=None)
        vues.append(PieceVue(str(genre.label), derniere))
    return tableau("Pièces d’éligibilité", COLONNES, vues)


def badge_piece(piece: PieceEligibilite | None) -> Badge:
    if piece is None:
        return Badge("Manquante", "erreur")
    if piece.date_fin is None:
        return Badge("Valable", "succes")
    reste = (piece.date_fin - timezone.localdate()).days
    if reste < 0:
        return Badge("Expirée", "erreur")
    if reste <= max(ALERTES):
        return Badge(f"Expire dans {compter(reste, 'jour')}", "attention")
    return Badge("Valable", "succes")
