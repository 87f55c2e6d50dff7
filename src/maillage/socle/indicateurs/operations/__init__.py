"""Migration operations of the statistics: create or drop a rollup of a fact table."""

from maillage.socle.indicateurs.operations.creation import CreerCumul, SupprimerCumul
from maillage.socle.indicateurs.operations.definition import CumulIncorrect, DefinitionCumul

__all__ = ["CreerCumul", "CumulIncorrect", "DefinitionCumul", "SupprimerCumul"]
