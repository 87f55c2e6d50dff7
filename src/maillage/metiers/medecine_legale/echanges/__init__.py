"""Files in and out, by subject."""

from maillage.metiers.medecine_legale.echanges.actes import ACTES
from maillage.metiers.medecine_legale.echanges.effectifs import EFFECTIFS
from maillage.metiers.medecine_legale.echanges.etats import ETATS
from maillage.metiers.medecine_legale.echanges.memoires import MEMOIRES
from maillage.metiers.medecine_legale.echanges.tableaux_annuels import TABLEAUX

__all__ = ["ACTES", "EFFECTIFS", "ETATS", "MEMOIRES", "TABLEAUX"]
