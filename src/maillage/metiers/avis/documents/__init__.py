"""Papers of advice, by subject."""

from maillage.metiers.avis.documents.compte_rendu import COMPTE_RENDU
from maillage.metiers.avis.documents.formation import ATTESTATION
from maillage.metiers.avis.documents.lettre import LETTRE
from maillage.metiers.avis.documents.releves import RELEVE
from maillage.metiers.avis.documents.tableaux import TABLEAU

__all__ = ["ATTESTATION", "COMPTE_RENDU", "LETTRE", "RELEVE", "TABLEAU"]
