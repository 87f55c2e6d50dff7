"""Screens' forms: they read what was typed; the rules are asked by the actions."""

from maillage.metiers.medecine_legale.forms.actes import ActeForm, CorrectionActeForm
from maillage.metiers.medecine_legale.forms.certificats import (
    CertificatForm,
    CodeForm,
    ModeleForm,
    RemiseForm,
)
from maillage.metiers.medecine_legale.forms.filtres_actes import FiltreActe
from maillage.metiers.medecine_legale.forms.memoires import (
    EtatForm,
    FiltreEtat,
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
    "CodeForm",
    "CorrectionActeForm",
    "CorrectionRequisitionForm",
    "EtatForm",
    "FiltreActe",
    "FiltreEtat",
    "FiltreFacturation",
    "FiltreMemoire",
    "FiltreRequisition",
    "MemoireForm",
    "ModeleForm",
    "MotifForm",
    "RemiseForm",
    "RequisitionForm",
]
