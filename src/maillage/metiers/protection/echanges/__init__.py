"""What goes in and out: the template of professionals, the exports."""

from maillage.metiers.protection.echanges import exports
from maillage.metiers.protection.echanges.imports import MESURES

__all__ = ["MESURES", "exports"]
