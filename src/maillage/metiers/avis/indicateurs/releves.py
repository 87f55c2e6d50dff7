"""What an advice costs, from the statements that specialists signed: the tariff of each day is already in them."""

from __future__ import annotations

from maillage.metiers.avis.droits import RELEVE_LIRE
from maillage.metiers.avis.enums.eligibilite import ModeRemuneration
from maillage.metiers.avis.indicateurs.demandes import declarer
from maillage.socle.indicateurs.declarations import Cumul, Dimension
from maillage.socle.indicateurs.enums import Sens

SOURCE = "Relevés d’activité signés par les spécialistes"
HONORAIRES = Cumul(
    table="avis_cumul_honoraires",
    dimensions=(Dimension("remuneration", "Rémunération", ModeRemuneration),),
    mesures=("avis", "honoraires"),
)
COUT_PAR_AVIS = declarer(
    "cout_par_avis",
    "Coût par avis",
    "Montant des relevés signés, actes et vacations, au tarif de chaque jour, divisé par le nombre d’avis de ces"
    " mêmes relevés, au mois du relevé. Un avis sans montant (bénévole, au-delà du plafond annuel) compte ; un mois pas"
    " encore signé ne compte pas. L’acte du médecin qui demande n’y est pas.",
    ("€", "€"),
    cumuls=(HONORAIRES,),
    source=SOURCE,
    droit_fait=RELEVE_LIRE,
    numerateur="honoraires",
    denominateur="avis",
    echelle=1,
    decimales=2,
    sens=Sens.BAISSE_FAVORABLE,
)
