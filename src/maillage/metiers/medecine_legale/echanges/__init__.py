"""Files in and out, by subject."""

from maillage.metiers.medecine_legale.echanges.actes import ACTES
from maillage.metiers.medecine_legale.echanges.effectifs import EFFECTIFS

__all__ = ["ACTES", "EFFECTIFS"]
