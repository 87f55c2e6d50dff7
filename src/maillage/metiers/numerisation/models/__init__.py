"""Tables of paper records, by subject."""

from maillage.metiers.numerisation.models.boites import Boite, Expedition, Mouvement
from maillage.metiers.numerisation.models.campagnes import Campagne, Centre, Convention
from maillage.metiers.numerisation.models.dossiers import Dossier, EvenementDossier, IdentiteDossier
from maillage.metiers.numerisation.models.tri import AuditTri, DossierAudite, PieceTriee, Tri

__all__ = [
    "AuditTri",
    "Boite",
    "Campagne",
    "Centre",
    "Convention",
    "Dossier",
    "DossierAudite",
    "EvenementDossier",
    "Expedition",
    "IdentiteDossier",
    "Mouvement",
    "PieceTriee",
    "Tri",
]
