"""Tables of paper records, by subject."""

from maillage.metiers.numerisation.models.accompagnement import (
    Enquete,
    NoteEnquete,
    ParticipationEnquete,
    Seance,
)
from maillage.metiers.numerisation.models.boites import Boite, Expedition, Mouvement
from maillage.metiers.numerisation.models.cadence import Cadence
from maillage.metiers.numerisation.models.campagnes import Campagne, Centre, Convention
from maillage.metiers.numerisation.models.consultation import Copie, Opposition, Porte
from maillage.metiers.numerisation.models.controle import (
    Defaut,
    PageTiree,
    PlanControle,
    RepriseControle,
    Tirage,
    Verdict,
)
from maillage.metiers.numerisation.models.delegations import Delegation
from maillage.metiers.numerisation.models.destruction import Destruction, LigneDestruction
from maillage.metiers.numerisation.models.dossiers import Dossier, EvenementDossier, IdentiteDossier
from maillage.metiers.numerisation.models.faits import FaitDossier
from maillage.metiers.numerisation.models.incidents import ActionCorrective, Incident
from maillage.metiers.numerisation.models.lots import EvenementLot, Fichier, Lot, Manifeste
from maillage.metiers.numerisation.models.pages import Page, SaisieCodage, VideoCodage
from maillage.metiers.numerisation.models.preuves import Jeton, Sceau, Verification
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
    "Defaut",
    "Delegation",
    "Destruction",
    "Dossier",
    "DossierAudite",
    "Enquete",
    "EvenementDossier",
    "EvenementLot",
    "Expedition",
    "FaitDossier",
    "Fichier",
    "IdentiteDossier",
    "Incident",
    "Jeton",
    "LigneDestruction",
    "Lot",
    "Manifeste",
    "Mouvement",
    "NoteEnquete",
    "Opposition",
    "Page",
    "PageTiree",
    "ParticipationEnquete",
    "PieceTriee",
    "PlanControle",
    "Porte",
    "RepriseControle",
    "SaisieCodage",
    "Sceau",
    "Seance",
    "Tirage",
    "Tri",
    "Verdict",
    "Verification",
    "VideoCodage",
]
