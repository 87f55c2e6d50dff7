"""Statistics of forensic medicine: indicators, workload, staffing, dashboard."""

from maillage.metiers.medecine_legale.indicateurs.actes import (
    ABSENCES,
    ACTES,
    ACTES_PAR_PV,
    DELAI_EXAMEN,
    DELAI_REMISE,
    PART_HORS_REQUISITION,
    PART_PV_PARTAGES,
)
from maillage.metiers.medecine_legale.indicateurs.tableaux_annuels import ACTIVITE_DECLAREE

__all__ = [
    "ABSENCES",
    "ACTES",
    "ACTES_PAR_PV",
    "ACTIVITE_DECLAREE",
    "DELAI_EXAMEN",
    "DELAI_REMISE",
    "PART_HORS_REQUISITION",
    "PART_PV_PARTAGES",
]
