"""Pure rules of the protection of adults: values in, values out; each cites its article."""

from maillage.metiers.protection.regles.charge import Place, capacite, fraicheur, points
from maillage.metiers.protection.regles.durees import (
    ALERTES_MOIS,
    RAPPELS_JOURS,
    REGIMES,
    Terme,
    alertes,
    controler_duree,
    mois_entre,
    palier,
    terme,
)
from maillage.metiers.protection.regles.journal import (
    Cellule,
    Etat,
    Fait,
    JournalIncoherent,
    Pas,
    compter_stock,
    derouler,
    etat_au,
    ordonner,
)
from maillage.metiers.protection.regles.mesures import (
    ValeursMesure,
    controler_lieu,
    controler_mesure,
    controler_naissance,
)
from maillage.metiers.protection.regles.numeros import controler_rg, normaliser_rg

__all__ = [
    "ALERTES_MOIS",
    "RAPPELS_JOURS",
    "REGIMES",
    "Cellule",
    "Etat",
    "Fait",
    "JournalIncoherent",
    "Pas",
    "Place",
    "Terme",
    "ValeursMesure",
    "alertes",
    "capacite",
    "compter_stock",
    "controler_duree",
    "controler_lieu",
    "controler_mesure",
    "controler_naissance",
    "controler_rg",
    "derouler",
    "etat_au",
    "fraicheur",
    "mois_entre",
    "normaliser_rg",
    "ordonner",
    "palier",
    "points",
    "terme",
]
