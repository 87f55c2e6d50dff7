"""Papers of the service, by subject."""

from maillage.metiers.numerisation.documents.acces import RELEVE
from maillage.metiers.numerisation.documents.audits import RAPPORT_AUDIT
from maillage.metiers.numerisation.documents.controle import RAPPORT
from maillage.metiers.numerisation.documents.destruction import CERTIFICAT
from maillage.metiers.numerisation.documents.expeditions import BORDEREAU

__all__ = ["BORDEREAU", "CERTIFICAT", "RAPPORT", "RAPPORT_AUDIT", "RELEVE"]
