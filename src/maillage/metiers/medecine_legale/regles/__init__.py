"""Pure rules of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.regles.actes import ValeursActe, controler_acte
from maillage.metiers.medecine_legale.regles.initiale import (
    A_CONFIRMER,
    POST_MORTEM,
    TABLE_INITIALE,
    est_fin_a_confirmer,
)
from maillage.metiers.medecine_legale.regles.moments import periode_journee
from maillage.metiers.medecine_legale.regles.numeros import (
    cle_numero,
    prochain_numero,
    sans_zeros,
    suite_numero,
)
from maillage.metiers.medecine_legale.regles.table import (
    ATTENTAT,
    CHAMPS,
    MULTIPLES,
    ReglesProfil,
    TableActes,
    Valeur,
)

__all__ = [
    "ATTENTAT",
    "A_CONFIRMER",
    "CHAMPS",
    "MULTIPLES",
    "POST_MORTEM",
    "TABLE_INITIALE",
    "ReglesProfil",
    "TableActes",
    "Valeur",
    "ValeursActe",
    "cle_numero",
    "controler_acte",
    "est_fin_a_confirmer",
    "periode_journee",
    "prochain_numero",
    "sans_zeros",
    "suite_numero",
]
