"""The papers that the end of a passage calls for: only those are proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.metiers.audiences.enums.decisions import CONDAMNATIONS, Piece
from maillage.metiers.audiences.enums.peines import (
    AMENAGEMENTS,
    Execution,
    Interdiction,
    NaturePeine,
    Sursis,
)
from maillage.metiers.audiences.regles.peines import LigneDecision, Peine

_SUIVIES = frozenset({NaturePeine.TIG, NaturePeine.DDSE, NaturePeine.SUIVI_SOCIO_JUDICIAIRE})
_PERMIS = frozenset({NaturePeine.SUSPENSION_PERMIS, NaturePeine.ANNULATION_PERMIS})


@dataclass(frozen=True, slots=True)
class PieceDue:
    """A paper and why it is due."""

    piece: Piece
    raison: str


_ECROU = PieceDue(Piece.EXTRAIT_ECROU, "le condamné est incarcéré")
INCARCERER: dict[Execution, tuple[PieceDue, ...]] = {
    Execution.MANDAT_DEPOT: (PieceDue(Piece.MANDAT_DEPOT, "un mandat de dépôt est décerné"), _ECROU),
    Execution.MAINTIEN: (_ECROU,),
    Execution.MANDAT_ARRET: (PieceDue(Piece.MANDAT_ARRET, "un mandat d’arrêt est décerné"),),
    Execution.DEPOT_DIFFERE: (
        PieceDue(Piece.MANDAT_DIFFERE, "un mandat de dépôt à effet différé est décerné"),
    ),
}
"""What sends the firm part of an imprisonment to be served (art. 464-2 and 465 CPP)."""


def est_condamnation(ligne: LigneDecision) -> bool:
    """Guilt followed by a penalty, or by a dispensation from it."""
    return ligne.est_coupable and ligne.sanction_retenue in CONDAMNATIONS


def _est_suivie(peine: Peine) -> bool:
    """The probation service has something to follow."""
    return peine.nature in _SUIVIES or peine.sursis == Sursis.PROBATOIRE or peine.execution in AMENAGEMENTS


def a_des_obligations(peine: Peine) -> bool:
    """The convicted person has something to do, or to refrain from, that he must be told."""
    return bool(peine.obligations) or peine.sursis == Sursis.PROBATOIRE or peine.nature == NaturePeine.TIG


def pieces_dues(ligne: LigneDecision, *, est_present: bool, est_mineur: bool = False) -> tuple[PieceDue, ...]:
    """Papers of one decision, in the order they are handed.

    The record of the conviction is handed to the convicted person who is present (art. 709-1 CPP and D. 48-1 and
    following); convocations follow art. 474 CPP; the notice of payment art. 707-2 and 707-3 CPP; warrants art. 464-2
    and 465 CPP.
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
    dues += [due for peine in ligne.peines for due in INCARCERER.get(peine.execution, ())]
    if any(peine.execution == Execution.CONVOCATION for peine in ligne.peines):
        raison = "la part ferme reste à aménager"
        dues += [PieceDue(Piece.CONVOCATION_JAP, raison), PieceDue(Piece.CONVOCATION_SPIP, raison)]
    elif any(map(_est_suivie, ligne.peines)):
        dues.append(PieceDue(Piece.CONVOCATION_SPIP, "la peine est suivie par le SPIP"))
    if est_present and any(map(a_des_obligations, ligne.peines)):
        dues.append(
            PieceDue(Piece.OBLIGATIONS, "le condamné est présent : ses obligations lui sont notifiées")
        )
    dues += _avis(ligne)
    return tuple(dict.fromkeys(dues))


def _avis(ligne: LigneDecision) -> Iterator[PieceDue]:
    """What other registers are told."""
    if any(peine.nature in _PERMIS for peine in ligne.peines):
        yield PieceDue(Piece.PERMIS, "le permis de conduire est suspendu ou annulé")
    if any(
        peine.nature == NaturePeine.INTERDICTION and peine.precision == Interdiction.ARME
        for peine in ligne.peines
    ):
        yield PieceDue(Piece.FINIADA, "une interdiction de détenir une arme est prononcée")
    if ligne.est_inscrit_fijais:
        yield PieceDue(Piece.FIJAIS, "l’inscription au FIJAIS est ordonnée")


def pieces_de_presence(*, est_aidee: bool, a_un_avocat: bool, a_un_interprete: bool) -> tuple[PieceDue, ...]:
    """What those who assisted somebody take away once the case has its issue, whatever it is."""
    dues = []
    if est_aidee and a_un_avocat:
        dues.append(PieceDue(Piece.AIDE_JURIDICTIONNELLE, "l’avocat est intervenu à l’aide juridictionnelle"))
    if a_un_interprete:
        dues.append(PieceDue(Piece.INTERPRETE, "un interprète a prêté son concours"))
    return tuple(dues)


def _est_pecuniaire(peine: Peine) -> bool:
    return peine.nature in (NaturePeine.AMENDE, NaturePeine.JOURS_AMENDE)
