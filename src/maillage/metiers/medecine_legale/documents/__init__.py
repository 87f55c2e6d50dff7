"""Kinds of documents of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.documents.actes import (
    CERTIFICAT,
    RECEPISSE,
)
from maillage.metiers.medecine_legale.documents.effectifs import ETAT_EFFECTIFS

__all__ = [
    "CERTIFICAT",
    "ETAT_EFFECTIFS",
    "RECEPISSE",
]
