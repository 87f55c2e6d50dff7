"""Figures of advice, by subject."""

from maillage.metiers.avis.indicateurs.demandes import (
    A_TEMPS,
    DELAI_REPONSE,
    DEMANDES,
    EVITES,
    SUSCITES,
)
from maillage.metiers.avis.indicateurs.gardes import COUVERTURE, PLANIFIEES
from maillage.metiers.avis.indicateurs.releves import COUT_PAR_AVIS

__all__ = [
    "A_TEMPS",
    "COUT_PAR_AVIS",
    "COUVERTURE",
    "DELAI_REPONSE",
    "DEMANDES",
    "EVITES",
    "PLANIFIEES",
    "SUSCITES",
]
