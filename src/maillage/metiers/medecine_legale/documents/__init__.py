"""Kinds of documents of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.documents.actes import (
    CERTIFICAT,
    RECEPISSE,
)

__all__ = [
    "CERTIFICAT",
    "RECEPISSE",
]
