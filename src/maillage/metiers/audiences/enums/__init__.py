"""Codes of criminal hearings, by subject."""

from maillage.metiers.audiences.enums.decisions import (
    AJOURNEMENTS,
    DecisionPrevention,
    DecisionSanction,
    ModulationPeine,
    NatureJugement,
    Piece,
)
from maillage.metiers.audiences.enums.peines import (
    AMENAGEMENTS,
    INCARCERATIONS,
    SOINS,
    Execution,
    Interdiction,
    NaturePeine,
    ObjetConfisque,
    Stage,
    Sursis,
)
from maillage.metiers.audiences.enums.renvois import (
    FAMILLES,
    OBSOLETES,
    FamilleRenvoi,
    MesureSurete,
    MotifRenvoi,
    famille,
)

__all__ = [
    "AJOURNEMENTS",
    "AMENAGEMENTS",
    "FAMILLES",
    "INCARCERATIONS",
    "OBSOLETES",
    "SOINS",
    "DecisionPrevention",
    "DecisionSanction",
    "Execution",
    "FamilleRenvoi",
    "Interdiction",
    "MesureSurete",
    "ModulationPeine",
    "MotifRenvoi",
    "NatureJugement",
    "NaturePeine",
    "ObjetConfisque",
    "Piece",
    "Stage",
    "Sursis",
    "famille",
]
