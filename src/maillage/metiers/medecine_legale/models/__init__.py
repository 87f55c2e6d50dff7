"""Tables of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.models.actes import (
    ActeMedicoLegal,
    PartieNominative,
    PieceRequisition,
    Requisition,
)

__all__ = [
    "ActeMedicoLegal",
    "PartieNominative",
    "PieceRequisition",
    "Requisition",
]
