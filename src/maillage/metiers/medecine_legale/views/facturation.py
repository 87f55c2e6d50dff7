"""What the pages of billing share: their tabs, badges and breadcrumb."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, MEMOIRE_LIRE
from maillage.metiers.medecine_legale.enums import StatutMemoire
from maillage.metiers.medecine_legale.models import Memoire
from maillage.metiers.medecine_legale.regles.memoires import ALERTE_JOURS
from maillage.socle.acces.portee import a_droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import Badge, Onglet

TONS = {
    StatutMemoire.ETABLI: "nouveau",
    StatutMemoire.DEPOSE: "info",
    StatutMemoire.REJETE: "erreur",
    StatutMemoire.PAYE: "succes",
    StatutMemoire.ABANDONNE: "neutre",
}


def badge(memoire: Memoire) -> Badge:
    return Badge(memoire.get_statut_display(), TONS[StatutMemoire(memoire.statut)])  # type: ignore[arg-type]


def compte_a_rebours(limite: dt.date) -> Badge | str:
    """The last day to present a mémoire: a warning when it comes near, an error when it is past."""
    reste = (limite - timezone.localdate()).days
    if reste < 0:
        return Badge(f"Forclos le {date_courte(limite)}", "erreur")
    if reste <= ALERTE_JOURS:
        return Badge(f"{date_courte(limite)} : {compter(reste, 'jour')}", "attention")
    return date_courte(limite)


def onglets(agent: Agent) -> list[Onglet]:
    """Those that the agent may open: a supervisor reads statements, not mémoires."""
    declares = (
        ("a_etablir", "À établir", "facturation", MEMOIRE_LIRE),
        ("memoires", "Mémoires", "memoires", MEMOIRE_LIRE),
        ("etats", "États d’activité", "etats", ACTE_LIRE),
        ("tarif", "Tarif", "tarif", MEMOIRE_LIRE),
    )
    return [
        Onglet(code, libelle, reverse(f"medecine_legale:{adresse}"))
        for code, libelle, adresse, droit in declares
        if a_droit(agent, droit)
    ]
