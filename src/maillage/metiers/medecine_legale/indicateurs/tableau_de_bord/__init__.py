"""The dashboard: which figures on which tab, each chart with its table."""

from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord.onglets import (
    onglet_global,
    onglet_thanato,
    onglet_vivant,
    phrase,
    vivants,
)
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord.tableau import Bloc, LigneBloc, Tableau

__all__ = [
    "Bloc",
    "LigneBloc",
    "Tableau",
    "onglet_global",
    "onglet_thanato",
    "onglet_vivant",
    "phrase",
    "vivants",
]
