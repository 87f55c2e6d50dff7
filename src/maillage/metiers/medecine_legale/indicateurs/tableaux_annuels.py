"""Activity declared in yearly tables: another source than the acts, never added to them."""

from __future__ import annotations

from maillage.metiers.medecine_legale.droits import ACTE_LIRE, STATISTIQUES_LIRE
from maillage.metiers.medecine_legale.enums import Rubrique
from maillage.metiers.medecine_legale.indicateurs.actes import DOMAINE
from maillage.socle.indicateurs.declarations import Cumul, Dimension, Indicateur, declarer_indicateur

TABLE = "medecine_legale_cumul_tableau_annuel"
ACTIVITE_DECLAREE = declarer_indicateur(
    Indicateur(
        code="medecine_legale.activite_declaree",
        libelle="Activité déclarée par tableaux annuels",
        definition=(
            "Nombre d’actes déclarés par les structures dans des tableaux annuels de quantités, pour les années"
            " antérieures à l’enregistrement des actes un par un. Ce ne sont pas des actes enregistrés : ils ne"
            " s’ouvrent pas, ne se répartissent que par rubrique, et les règles de comptage d’alors sont à confirmer."
            " Les quantités d’examens complémentaires n’y sont pas. Toute l’année est rattachée à son mois de janvier."
        ),
        unite=("acte déclaré", "actes déclarés"),
        source="Tableaux annuels importés par les structures, version en vigueur",
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(
            Cumul(
                table=TABLE, dimensions=(Dimension("rubrique", "Rubrique", Rubrique),), mesures=("quantite",)
            ),
        ),
        mesure="quantite",
        domaine=DOMAINE,
    )
)
