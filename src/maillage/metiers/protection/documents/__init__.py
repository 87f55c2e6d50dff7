"""Kinds of documents of the protection of adults, by subject."""

from maillage.metiers.protection.documents.declarations import DECLARATION
from maillage.metiers.protection.documents.ordonnance import ORDONNANCE

__all__ = ["DECLARATION", "ORDONNANCE"]
