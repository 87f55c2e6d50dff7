"""Fictional data: real courts, invented professionals and measures. Never loaded in production."""

from __future__ import annotations

import random

from maillage.metiers.protection.demo.lieux import creer_lieux
from maillage.metiers.protection.demo.mandataires import COMPTES, Acteur, creer_mandataires
from maillage.metiers.protection.demo.mesures import engendrer
from maillage.metiers.protection.enums import TypeMandataire
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import creer_compte
from maillage.socle.annuaire.models import Organisation

MOTIF = "Données fictives de démonstration"
VILLE = "59350"


def peupler(volume: str) -> None:
    """Make courts, professionals, lists, measures and accounts; the same ones each time for a day and a volume."""
    hasard = random.Random(f"protection {volume}")  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        departements = creer_lieux(est_national=volume in ("national", "decennal"))
        acteurs = creer_mandataires(departements, volume, hasard)
        engendrer(acteurs, hasard, agent_systeme())
        tribunal = next(
            ressort.tribunal
            for d in departements
            for ressort in d.ressorts
            if ressort.commune.code_insee == VILLE
        )
        _creer_comptes(acteurs, tribunal)


def _creer_comptes(acteurs: list[Acteur], tribunal: Organisation) -> None:
    lieux = {
        "protection.magistrat": tribunal,
        "protection.greffier": tribunal,
        "protection.mandataire_individuel": _premier(acteurs, TypeMandataire.INDIVIDUEL, tribunal),
        "protection.prepose": _premier(acteurs, TypeMandataire.PREPOSE, tribunal),
        "protection.service_administrateur": _premier(acteurs, TypeMandataire.SERVICE, tribunal),
    }
    for compte in COMPTES:
        creer_compte(compte, lieux.get(compte.role))


def _premier(acteurs: list[Acteur], genre: TypeMandataire, tribunal: Organisation) -> Organisation:
    return next(
        acteur.mandataire.organisation
        for acteur in acteurs
        if acteur.mandataire.type == genre and acteur.ressorts[0].tribunal == tribunal
    )


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in COMPTES]


__all__ = ["comptes", "peupler"]
