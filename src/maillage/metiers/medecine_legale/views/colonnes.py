"""A list says in which structure each row is only to whoever sees several."""

from __future__ import annotations

from dataclasses import replace

from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.listes import Liste


def sans_colonne_inutile(liste: Liste, agent: Agent, droit: Droit) -> Liste:
    if len(perimetre(agent, droit)) > 1:
        return liste
    return replace(liste, colonnes=[colonne for colonne in liste.colonnes if colonne.titre != "Structure"])
