from maillage.metiers.protection.models.annuaire import (
    Absence,
    Antenne,
    Confirmation,
    Mandataire,
    RappelFraicheur,
    Rattachement,
    Zone,
)
from maillage.metiers.protection.models.conservation import EffacementMesures
from maillage.metiers.protection.models.enquetes import Declaration, Enquete, ReponseEnquete
from maillage.metiers.protection.models.listes import ArreteListe, Inscription
from maillage.metiers.protection.models.mesures import EvenementMesure, Mesure, Mouvement
from maillage.metiers.protection.models.optimisation import Proposition, Simulation
from maillage.metiers.protection.models.reservations import Reservation
from maillage.metiers.protection.models.schema import ObjectifSchema

__all__ = [
    "Absence",
    "Antenne",
    "ArreteListe",
    "Confirmation",
    "Declaration",
    "EffacementMesures",
    "Enquete",
    "EvenementMesure",
    "Inscription",
    "Mandataire",
    "Mesure",
    "Mouvement",
    "ObjectifSchema",
    "Proposition",
    "RappelFraicheur",
    "Rattachement",
    "ReponseEnquete",
    "Reservation",
    "Simulation",
    "Zone",
]
