"""A better distribution of what exceeds capacities and of cases that nobody took; each court decides its own."""

from maillage.metiers.protection.actions.optimisation.decision import (
    accepter_proposition,
    ecarter_proposition,
    reprendre,
)
from maillage.metiers.protection.actions.optimisation.demandes import en_attente
from maillage.metiers.protection.actions.optimisation.simulation import simuler

__all__ = ["accepter_proposition", "ecarter_proposition", "en_attente", "reprendre", "simuler"]
