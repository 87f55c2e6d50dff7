from maillage.socle.annuaire.models.agents import Agent, Habilitation, Personne
from maillage.socle.annuaire.models.organisations import Appartenance, Ascendance, Organisation
from maillage.socle.annuaire.models.territoires import Commune, RessortCommune, Territoire

__all__ = [
    "Agent",
    "Appartenance",
    "Ascendance",
    "Commune",
    "Habilitation",
    "Organisation",
    "Personne",
    "RessortCommune",
    "Territoire",
]
