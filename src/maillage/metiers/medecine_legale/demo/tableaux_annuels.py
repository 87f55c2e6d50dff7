"""Years before the acts: two yearly tables of Lille, one corrected since."""

from __future__ import annotations

from django.utils import timezone

from maillage.metiers.medecine_legale.actions.tableaux_annuels import enregistrer_tableau
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF

ANNEES_AVANT = 10
"""The first year declared, before this one; the acts of the demonstration begin later."""
SUITE = (
    {"victimes": 148, "garde_a_vue": 86, "autopsies": 9, "levees_corps": 21, "biologie": 60},
    {"victimes": 156, "garde_a_vue": 91, "autopsies": 11, "levees_corps": 24, "biologie": 64},
    {"victimes": 171, "garde_a_vue": 88, "autopsies": 10, "levees_corps": 22, "biologie": 71},
)
CORRIGE = {"victimes": 165}


def declarer_tableaux(structures: list[Structure]) -> None:
    agent, lille = agent_systeme(), structures[0].organisation
    premiere = timezone.localdate().year - ANNEES_AVANT
    with agir_comme(agent, motif=MOTIF):
        versions = [*enumerate(SUITE, premiere), (premiere + 2, SUITE[2] | CORRIGE)]
        for annee, quantites in versions:
            enregistrer_tableau(
                agent=agent,
                structure=lille,
                annee=annee,
                quantites=quantites,
                nom_fichier=f"activite-{annee}.csv",
                empreinte="0" * 64,
            )
