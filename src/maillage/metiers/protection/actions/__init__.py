"""What courts, professionals and directions do, one function per verb; every door comes through here."""

from maillage.metiers.protection.actions.annuaire import (
    choisir_zones,
    confirmer,
    declarer_absence,
    modifier_profil,
    reprendre,
    retirer_absence,
    suspendre,
)
from maillage.metiers.protection.actions.listes import LigneListe, publier_arrete, referencer_mandataire
from maillage.metiers.protection.actions.mesures import (
    annuler_evenement,
    changer_lieu,
    changer_nature,
    clore_mesure,
    corriger_evenement,
    corriger_mesure,
    ouvrir_mesure,
    reviser,
    rouvrir_mesure,
    transferer,
)

__all__ = [
    "LigneListe",
    "annuler_evenement",
    "changer_lieu",
    "changer_nature",
    "choisir_zones",
    "clore_mesure",
    "confirmer",
    "corriger_evenement",
    "corriger_mesure",
    "declarer_absence",
    "modifier_profil",
    "ouvrir_mesure",
    "publier_arrete",
    "referencer_mandataire",
    "reprendre",
    "retirer_absence",
    "reviser",
    "rouvrir_mesure",
    "suspendre",
    "transferer",
]
