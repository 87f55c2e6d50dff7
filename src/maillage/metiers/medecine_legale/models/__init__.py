"""Tables of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.models.actes import (
    ActeMedicoLegal,
    PartieNominative,
    PieceRequisition,
    Requisition,
)
from maillage.metiers.medecine_legale.models.certificats import Certificat, ModeleCertificat, Remise
from maillage.metiers.medecine_legale.models.effectifs import (
    EtatEffectif,
    ExerciceEffectif,
    LigneEffectif,
    ReferenceEffectif,
)
from maillage.metiers.medecine_legale.models.memoires import ActeFacture, EtatActivite, LigneMemoire, Memoire

__all__ = [
    "ActeFacture",
    "ActeMedicoLegal",
    "Certificat",
    "EtatActivite",
    "EtatEffectif",
    "ExerciceEffectif",
    "LigneEffectif",
    "LigneMemoire",
    "Memoire",
    "ModeleCertificat",
    "PartieNominative",
    "PieceRequisition",
    "ReferenceEffectif",
    "Remise",
    "Requisition",
]
