"""How rosters cover the half-days, and how many change hands. The rollup reads the duties themselves."""

from __future__ import annotations

from maillage.metiers.avis.droits import GARDE_LIRE
from maillage.metiers.avis.enums.gardes import GenreEchange
from maillage.metiers.avis.indicateurs.demandes import FILIERE, POUR_CENT, declarer
from maillage.socle.indicateurs.declarations import Cumul, Dimension
from maillage.socle.indicateurs.enums import Sens

SOURCE = "Plannings de garde publiés"
DEMI_JOURNEE = ("demi-journée", "demi-journées")
GARDES = Cumul(table="avis_cumul_gardes", dimensions=(FILIERE,), mesures=("couvertes",))
RENFORTS = Cumul(table="avis_cumul_renforts", dimensions=(FILIERE,), mesures=("couvertes",))
ECHANGES = Cumul(table="avis_cumul_echanges", dimensions=(Dimension("genre", "Échange", GenreEchange),))

PLANIFIEES = declarer(
    "demi_journees",
    "Demi-journées de garde",
    "Nombre de demi-journées des plannings publiés, première ligne seulement, qu’un spécialiste les tienne ou non."
    " Celles à venir comptent à leur date.",
    DEMI_JOURNEE,
    cumuls=(GARDES,),
    source=SOURCE,
    droit_fait=GARDE_LIRE,
)
COUVERTURE = declarer(
    "couverture",
    "Demi-journées couvertes",
    "Part des demi-journées des plannings publiés qui ont un spécialiste en première ligne.",
    POUR_CENT,
    numerateur="couvertes",
    denominateur="nombre",
    cumuls=(GARDES,),
    source=SOURCE,
    droit_fait=GARDE_LIRE,
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
AVEC_RENFORT = declarer(
    "renforts",
    "Demi-journées avec renfort",
    "Part des demi-journées prévues avec un renfort qui ont un spécialiste en renfort.",
    POUR_CENT,
    numerateur="couvertes",
    denominateur="nombre",
    cumuls=(RENFORTS,),
    source=SOURCE,
    droit_fait=GARDE_LIRE,
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
ECHANGEES = declarer(
    "echanges",
    "Gardes reprises ou échangées",
    "Nombre de gardes reprises par un confrère ou échangées avec lui, à la date où il a dit oui.",
    ("garde", "gardes"),
    cumuls=(ECHANGES,),
    source=SOURCE,
    droit_fait=GARDE_LIRE,
)
