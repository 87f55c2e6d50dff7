"""Papers of the service, by subject."""

from maillage.metiers.numerisation.documents.acces import RELEVE
from maillage.metiers.numerisation.documents.controle import RAPPORT
from maillage.metiers.numerisation.documents.destruction import CERTIFICAT

__all__ = ["CERTIFICAT", "RAPPORT", "RELEVE"]
