"""Screens' forms: they read what was typed; the rules are asked by the actions."""

from maillage.metiers.medecine_legale.forms.actes import ActeForm, CorrectionActeForm
from maillage.metiers.medecine_legale.forms.certificats import CertificatForm
from maillage.metiers.medecine_legale.forms.filtres_actes import FiltreActe
from maillage.metiers.medecine_legale.forms.memoires import (
    EtatForm,
    FiltreFacturation,
    FiltreMemoire,
    MemoireForm,
)
from maillage.metiers.medecine_legale.forms.requisitions import (
    CorrectionRequisitionForm,
    FiltreRequisition,
    MotifForm,
    RequisitionForm,
)

__all__ = [
    "ActeForm",
    "CertificatForm",
    "CorrectionActeForm",
    "CorrectionRequisitionForm",
    "EtatForm",
    "FiltreActe",
    "FiltreFacturation",
    "FiltreMemoire",
    "FiltreRequisition",
    "MemoireForm",
    "MotifForm",
    "RequisitionForm",
]
