"""How long the court sits, and how late."""

from __future__ import annotations

from maillage.metiers.audiences.enums import StatutAudience, TypeAudience
from maillage.metiers.audiences.indicateurs.affaires import NATURE, POUR_CENT, declarer
from maillage.socle.indicateurs.declarations import Cumul, Detail, Dimension
from maillage.socle.indicateurs.enums import Sens

AUDIENCES = Cumul(
    table="audiences_cumul_audiences",
    dimensions=(Dimension("type", "Composition", TypeAudience), NATURE),
    mesures=("minutes", "dossiers", "tardives", "surchargees"),
)
MINUTE = ("minute", "minutes")

TENUES = declarer(
    "tenues",
    "Audiences tenues",
    "Nombre d’audiences levées, à leur date. Une audience levée puis rouverte ne compte qu’une fois levée de nouveau.",
    ("audience", "audiences"),
    cumuls=(AUDIENCES,),
    detail=Detail(
        "audiences:audiences",
        {"nature": "nature", "organisation": "chambre", "debut": "date_du", "fin": "date_au"},
        {"statut": StatutAudience.CLOSE.value},
    ),
)
DUREE_AUDIENCE = declarer(
    "duree_audience",
    "Durée d’une audience",
    "Durée moyenne des audiences levées, en minutes siégées : les suspensions ne comptent pas.",
    MINUTE,
    cumuls=(AUDIENCES,),
    numerateur="minutes",
    denominateur="nombre",
    echelle=1,
)
DUREE_DOSSIER = declarer(
    "duree_dossier",
    "Durée par affaire",
    "Minutes siégées divisées par le nombre d’affaires au rôle des audiences levées.",
    MINUTE,
    cumuls=(AUDIENCES,),
    numerateur="minutes",
    denominateur="dossiers",
    echelle=1,
    decimales=1,
)
PART_TARDIVES = declarer(
    "part_tardives",
    "Audiences levées après 21 h",
    "Part des audiences levées qui ont siégé après 21 h, heure du tribunal.",
    POUR_CENT,
    cumuls=(AUDIENCES,),
    numerateur="tardives",
    denominateur="nombre",
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
PART_SURCHARGEES = declarer(
    "part_surchargees",
    "Audiences au-delà du maximum de dossiers",
    "Part des audiences levées dont le rôle dépassait le nombre de dossiers fixé pour elles.",
    POUR_CENT,
    cumuls=(AUDIENCES,),
    numerateur="surchargees",
    denominateur="nombre",
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
