"""What professionals do, one function per verb; every door (screen, file, API, clock) comes through here."""

from maillage.metiers.medecine_legale.actions.actes import (
    annuler_acte,
    corriger_acte,
    enregistrer_acte,
    est_institut,
)
from maillage.metiers.medecine_legale.actions.identites import Identite, enregistrer_identite, lire_identite
from maillage.metiers.medecine_legale.actions.reprises import (
    Controleur,
    Repris,
    annuler_reprise,
    reprendre_actes,
)
from maillage.metiers.medecine_legale.actions.requisitions import (
    achever_requisition,
    annuler_requisition,
    chemin_piece,
    corriger_requisition,
    deposer_piece,
    recevoir_requisition,
)
from maillage.metiers.medecine_legale.actions.saisies import (
    NouvelleRequisition,
    recevoir_nouvelle,
    saisir_acte,
)

__all__ = [
    "Controleur",
    "Identite",
    "NouvelleRequisition",
    "Repris",
    "achever_requisition",
    "annuler_acte",
    "annuler_reprise",
    "annuler_requisition",
    "chemin_piece",
    "corriger_acte",
    "corriger_requisition",
    "deposer_piece",
    "enregistrer_acte",
    "enregistrer_identite",
    "est_institut",
    "lire_identite",
    "recevoir_nouvelle",
    "recevoir_requisition",
    "reprendre_actes",
    "saisir_acte",
]
