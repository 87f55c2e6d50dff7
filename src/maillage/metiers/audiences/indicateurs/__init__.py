"""Figures of criminal hearings, by subject."""

from maillage.metiers.audiences.indicateurs.affaires import (
    AUDIENCEES,
    DELAI_AUDIENCEMENT,
    JUGEES,
    PART_A_SIGNIFIER,
    PART_DEFAUT,
    RENVOYEES,
    TAUX_RENVOI,
)
from maillage.metiers.audiences.indicateurs.audiences import (
    DUREE_AUDIENCE,
    DUREE_DOSSIER,
    PART_SURCHARGEES,
    PART_TARDIVES,
    TENUES,
)
from maillage.metiers.audiences.indicateurs.suites import (
    DELAI_MINUTE,
    DELAI_PIECES,
    MINUTES_A_ETABLIR,
    MINUTES_A_TEMPS,
    NOTES_A_TEMPS,
    PIECES_A_REMETTRE,
    PIECES_LE_JOUR_MEME,
    SuitesChambre,
    suites_par_chambre,
)

__all__ = [
    "AUDIENCEES",
    "DELAI_AUDIENCEMENT",
    "DELAI_MINUTE",
    "DELAI_PIECES",
    "DUREE_AUDIENCE",
    "DUREE_DOSSIER",
    "JUGEES",
    "MINUTES_A_ETABLIR",
    "MINUTES_A_TEMPS",
    "NOTES_A_TEMPS",
    "PART_A_SIGNIFIER",
    "PART_DEFAUT",
    "PART_SURCHARGEES",
    "PART_TARDIVES",
    "PIECES_A_REMETTRE",
    "PIECES_LE_JOUR_MEME",
    "RENVOYEES",
    "TAUX_RENVOI",
    "TENUES",
    "SuitesChambre",
    "suites_par_chambre",
]
