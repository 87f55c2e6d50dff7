"""Fictional paper records: invented workers, drawn pages, noise. Never loaded in production."""

from __future__ import annotations

import random
from collections.abc import Iterator

from maillage.commun.navigation import Client
from maillage.metiers.numerisation.actions.faits import compter_tout
from maillage.metiers.numerisation.demo.inventaire import engendrer_dossiers
from maillage.metiers.numerisation.demo.lieux import ASSISTANTE, COMPTES, PRESTATAIRE, QUALITE, creer_lieux
from maillage.metiers.numerisation.demo.lots import Cadre, engendrer_lots
from maillage.metiers.numerisation.demo.quotidien import engendrer_quotidien
from maillage.metiers.numerisation.demo.verification_lots import verifier_lots
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF


def peupler(volume: str) -> None:
    """One service of twenty-two centres, a year of records, a day's work; the same whatever the volume."""
    hasard = random.Random(f"numerisation {volume}")  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        lieux = creer_lieux()
        engendrer_dossiers(lieux, hasard)
    engendrer_quotidien(lieux)
    agents = lieux.agents
    engendrer_lots(Cadre(lieux.lille, lieux.convention, agents[PRESTATAIRE], agents[QUALITE], hasard))
    with agir_comme(agent_systeme(), motif=MOTIF):
        compter_tout()


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in COMPTES]


def verifier(client: Client) -> Iterator[tuple[str, bool, str]]:
    """One pass of the service's main jobs over HTTP."""
    yield from verifier_lots(client, prestataire=PRESTATAIRE, qualite=QUALITE, assistante=ASSISTANTE)


__all__ = ["comptes", "peupler", "verifier"]
