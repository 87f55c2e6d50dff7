"""Papers of the service, by subject."""

from maillage.metiers.numerisation.documents.controle import RAPPORT

__all__ = ["RAPPORT"]
