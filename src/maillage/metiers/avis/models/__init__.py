"""Tables of advice, by subject."""

from maillage.metiers.avis.models.affectations import Affectation, Apercu
from maillage.metiers.avis.models.demandes import (
    Consentement,
    Demande,
    EvenementDemande,
    IdentitePatient,
    Message,
    PieceJointe,
    Question,
)
from maillage.metiers.avis.models.gardes import EchangeGarde, Garde, Indisponibilite, Planning, Souhait
from maillage.metiers.avis.models.reponses import Adressage, Avis, Cloture, Suivi
from maillage.metiers.avis.models.reseau import Filiere, PieceEligibilite, Rattachement, Specialiste

__all__ = [
    "Adressage",
    "Affectation",
    "Apercu",
    "Avis",
    "Cloture",
    "Consentement",
    "Demande",
    "EchangeGarde",
    "EvenementDemande",
    "Filiere",
    "Garde",
    "IdentitePatient",
    "Indisponibilite",
    "Message",
    "PieceEligibilite",
    "PieceJointe",
    "Planning",
    "Question",
    "Rattachement",
    "Souhait",
    "Specialiste",
    "Suivi",
]
