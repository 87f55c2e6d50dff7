"""The papers that the end of a passage calls for: only those are proposed."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.metiers.audiences.enums.decisions import DecisionSanction, Piece
from maillage.metiers.audiences.enums.peines import AMENAGEMENTS, Execution, NaturePeine, Sursis
from maillage.metiers.audiences.regles.peines import LigneDecision, Peine

_SUIVIES = frozenset({NaturePeine.TIG, NaturePeine.DDSE, NaturePeine.SUIVI_SOCIO_JUDICIAIRE})
_CONDAMNATIONS = frozenset(
    {DecisionSanction.CONDAMNATION, DecisionSanction.DISPENSE, DecisionSanction.EXEMPTION}
)


@dataclass(frozen=True, slots=True)
class PieceDue:
    """A paper and why it is due."""

    piece: Piece
    raison: str


def est_condamnation(ligne: LigneDecision) -> bool:
    """Guilt followed by a penalty, or by a dispensation from it."""
    return ligne.est_coupable and ligne.sanction_retenue in _CONDAMNATIONS


def _est_suivie(peine: Peine) -> bool:
    """The probation service has something to follow."""
    return peine.nature in _SUIVIES or peine.sursis == Sursis.PROBATOIRE or peine.execution in AMENAGEMENTS


def pieces_dues(ligne: LigneDecision, *, est_present: bool, est_mineur: bool = False) -> tuple[PieceDue, ...]:
    """Papers of one decision, in the order they are handed.

    The record of the conviction is handed to the convicted person who is present (art. 709-1 CPP and D. 48-1 and
    following); convocations follow art. 474 CPP; the notice of payment art. 707-2 and 707-3 CPP.
    """
    if not ligne.sorts or ligne.est_en_delibere:
        return ()
    dues = [PieceDue(Piece.MINUTE, "le tribunal a statué")]
    if not est_condamnation(ligne):
        return tuple(dues)
    if est_present:
        dues.append(PieceDue(Piece.RELEVE, "le condamné est présent"))
    est_a_payer = any(peine.montant_ferme > 0 for peine in ligne.peines if _est_pecuniaire(peine))
    if est_a_payer or not est_mineur:
        dues.append(PieceDue(Piece.AVIS_DROIT_FIXE, "une amende ou un droit fixe est dû"))
    if any(peine.execution == Execution.CONVOCATION for peine in ligne.peines):
        raison = "la part ferme reste à aménager"
        dues += [PieceDue(Piece.CONVOCATION_JAP, raison), PieceDue(Piece.CONVOCATION_SPIP, raison)]
    elif any(map(_est_suivie, ligne.peines)):
        dues.append(PieceDue(Piece.CONVOCATION_SPIP, "la peine est suivie par le SPIP"))
    return tuple(dues)


def _est_pecuniaire(peine: Peine) -> bool:
    return peine.nature in (NaturePeine.AMENDE, NaturePeine.JOURS_AMENDE)
