"""Pure rules of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.regles.actes import (
    POST_MORTEM,
    PROFILS,
    ReglesProfil,
    ValeursActe,
    cle_numero,
    controler_acte,
    periode_journee,
    prochain_numero,
    suite_numero,
)

__all__ = [
    "POST_MORTEM",
    "PROFILS",
    "ReglesProfil",
    "ValeursActe",
    "cle_numero",
    "controler_acte",
    "periode_journee",
    "prochain_numero",
    "suite_numero",
]
