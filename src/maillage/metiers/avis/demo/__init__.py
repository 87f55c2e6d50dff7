"""Fictional data: real towns, invented people, questions and answers. Never loaded in production."""

from __future__ import annotations

import random

from maillage.metiers.avis.demo.gardes import engendrer_gardes
from maillage.metiers.avis.demo.historique import engendrer_historique
from maillage.metiers.avis.demo.lieux import COMPTES, creer_reseau
from maillage.metiers.avis.demo.scenarios import engendrer_ouvertes
from maillage.metiers.avis.demo.suivi import engendrer_suivi
from maillage.metiers.avis.demo.verification import verifier
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF


def peupler(volume: str) -> None:
    """One network, two years of requests written at once, open ones in every state; the same whatever the volume."""
    hasard = random.Random(f"avis {volume}")  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        reseau = creer_reseau(hasard)
        engendrer_gardes(reseau, hasard)
        engendrer_historique(reseau, hasard)
    engendrer_ouvertes(reseau)
    engendrer_suivi(reseau)


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in COMPTES]


__all__ = ["comptes", "peupler", "verifier"]
