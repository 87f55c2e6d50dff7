"""Figures of advice, by subject."""

from maillage.metiers.avis.indicateurs.demandes import (
    A_TEMPS,
    DELAI_REPONSE,
    DEMANDES,
    EVITES,
    SUSCITES,
)
from maillage.metiers.avis.indicateurs.gardes import COUVERTURE, PLANIFIEES

__all__ = ["A_TEMPS", "COUVERTURE", "DELAI_REPONSE", "DEMANDES", "EVITES", "PLANIFIEES", "SUSCITES"]
