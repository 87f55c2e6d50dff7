"""Tables of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.models.actes import (
    ActeMedicoLegal,
    MissionRequisition,
    PartieNominative,
    PieceRequisition,
    Requisition,
)
from maillage.metiers.medecine_legale.models.certificats import Certificat, ModeleCertificat, Remise
from maillage.metiers.medecine_legale.models.conservation import EditionOuverte, EffacementConservation
from maillage.metiers.medecine_legale.models.effectifs import (
    EtatEffectif,
    ExerciceEffectif,
    LigneEffectif,
    ReferenceEffectif,
)
from maillage.metiers.medecine_legale.models.financement import FinancementStructure
from maillage.metiers.medecine_legale.models.memoires import ActeFacture, EtatActivite, LigneMemoire, Memoire
from maillage.metiers.medecine_legale.models.reference import (
    LISTES,
    ProfilActe,
    ValeurProfil,
    ValeurReference,
    VersionReference,
)
from maillage.metiers.medecine_legale.models.table import (
    ChoixReference,
    LibellesReference,
    oublier_table,
    table_actes,
)
from maillage.metiers.medecine_legale.models.tableaux_annuels import LigneTableauAnnuel, TableauAnnuel

__all__ = [
    "LISTES",
    "ActeFacture",
    "ActeMedicoLegal",
    "Certificat",
    "ChoixReference",
    "EditionOuverte",
    "EffacementConservation",
    "EtatActivite",
    "EtatEffectif",
    "ExerciceEffectif",
    "FinancementStructure",
    "LibellesReference",
    "LigneEffectif",
    "LigneMemoire",
    "LigneTableauAnnuel",
    "Memoire",
    "MissionRequisition",
    "ModeleCertificat",
    "PartieNominative",
    "PieceRequisition",
    "ProfilActe",
    "ReferenceEffectif",
    "Remise",
    "Requisition",
    "TableauAnnuel",
    "ValeurProfil",
    "ValeurReference",
    "VersionReference",
    "oublier_table",
    "table_actes",
]
