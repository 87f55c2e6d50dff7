"""Fictional data: a court that exists, invented chambers, hearings and people. Never loaded in production."""

from __future__ import annotations

import random

from maillage.metiers.audiences.demo.lieux import COMPTES, creer_lieux
from maillage.metiers.audiences.demo.semaine import engendrer
from maillage.metiers.audiences.demo.verification import verifier
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF


def peupler(volume: str) -> None:
    """Hearings of one court, two years of them and those to come; the same for a day, whatever the volume."""
    hasard = random.Random(f"audiences {volume}")  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        chambres = creer_lieux()
    engendrer(chambres, hasard)


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in COMPTES]


__all__ = ["comptes", "peupler", "verifier"]
