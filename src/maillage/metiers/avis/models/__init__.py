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
from maillage.metiers.avis.models.faits import FaitDemande
from maillage.metiers.avis.models.formation import Attestation
from maillage.metiers.avis.models.gardes import EchangeGarde, Garde, Indisponibilite, Planning, Souhait
from maillage.metiers.avis.models.pilote import ActionProjet, MembreProjet, Phase, Programme, Reunion
from maillage.metiers.avis.models.releves import ReleveActivite
from maillage.metiers.avis.models.reponses import Adressage, Avis, Cloture, Suivi
from maillage.metiers.avis.models.reseau import Filiere, PieceEligibilite, Rattachement, Specialiste

__all__ = [
    "ActionProjet",
    "Adressage",
    "Affectation",
    "Apercu",
    "Attestation",
    "Avis",
    "Cloture",
    "Consentement",
    "Demande",
    "EchangeGarde",
    "EvenementDemande",
    "FaitDemande",
    "Filiere",
    "Garde",
    "IdentitePatient",
    "Indisponibilite",
    "MembreProjet",
    "Message",
    "Phase",
    "PieceEligibilite",
    "PieceJointe",
    "Planning",
    "Programme",
    "Question",
    "Rattachement",
    "ReleveActivite",
    "Reunion",
    "Souhait",
    "Specialiste",
    "Suivi",
]
