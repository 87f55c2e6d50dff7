"""Tables of paper records, by subject."""

from maillage.metiers.numerisation.models.boites import Boite, Expedition, Mouvement
from maillage.metiers.numerisation.models.cadence import Cadence
from maillage.metiers.numerisation.models.campagnes import Campagne, Centre, Convention
from maillage.metiers.numerisation.models.consultation import Copie, Opposition, Porte
from maillage.metiers.numerisation.models.destruction import Destruction, LigneDestruction
from maillage.metiers.numerisation.models.dossiers import Dossier, EvenementDossier, IdentiteDossier
from maillage.metiers.numerisation.models.incidents import ActionCorrective, Incident
from maillage.metiers.numerisation.models.tri import AuditTri, DossierAudite, PieceTriee, Tri

__all__ = [
    "ActionCorrective",
    "AuditTri",
    "Boite",
    "Cadence",
    "Campagne",
    "Centre",
    "Convention",
    "Copie",
    "Destruction",
    "Dossier",
    "DossierAudite",
    "EvenementDossier",
    "Expedition",
    "IdentiteDossier",
    "Incident",
    "LigneDestruction",
    "Mouvement",
    "Opposition",
    "PieceTriee",
    "Porte",
    "Tri",
]
