"""Tables of criminal hearings, by subject."""

from maillage.metiers.audiences.models.affaires import Affaire, Infraction, Partie, Prevention
from maillage.metiers.audiences.models.audiences import Audience, Membre, Seance
from maillage.metiers.audiences.models.decisions import Decision, InfractionJugee, PeinePrononcee, Renvoi
from maillage.metiers.audiences.models.faits import FaitAudience, FaitPassage
from maillage.metiers.audiences.models.passages import Audiencement, Comparution, EtapeDossier, LigneNote
from maillage.metiers.audiences.models.phrases import Phrase

__all__ = [
    "Affaire",
    "Audience",
    "Audiencement",
    "Comparution",
    "Decision",
    "EtapeDossier",
    "FaitAudience",
    "FaitPassage",
    "Infraction",
    "InfractionJugee",
    "LigneNote",
    "Membre",
    "Partie",
    "PeinePrononcee",
    "Phrase",
    "Prevention",
    "Renvoi",
    "Seance",
]
