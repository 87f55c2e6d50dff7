"""Figures of paper records, by subject."""

from maillage.metiers.numerisation.indicateurs.accompagnement import SATISFACTION
from maillage.metiers.numerisation.indicateurs.confiance import ACCES_EXCEPTION, INCIDENTS
from maillage.metiers.numerisation.indicateurs.dossiers import DELAI_ECRAN, NUMERISES, SCELLES
from maillage.metiers.numerisation.indicateurs.qualite import AUTRES_PERSONNES, COUT_PAGE, LOTS_REFUSES

__all__ = [
    "ACCES_EXCEPTION",
    "AUTRES_PERSONNES",
    "COUT_PAGE",
    "DELAI_ECRAN",
    "INCIDENTS",
    "LOTS_REFUSES",
    "NUMERISES",
    "SATISFACTION",
    "SCELLES",
]
