"""Fictional paper records: invented workers, drawn pages, noise. Never loaded in production."""

from __future__ import annotations

import random
from collections.abc import Iterator

from maillage.commun.navigation import Client
from maillage.metiers.numerisation.actions.faits import compter_tout
from maillage.metiers.numerisation.demo.accompagnement import engendrer_accompagnement
from maillage.metiers.numerisation.demo.consultation import (
    VOISIN,
    VOISINE,
    Acteurs,
    engendrer_consultation,
)
from maillage.metiers.numerisation.demo.inventaire import engendrer_dossiers
from maillage.metiers.numerisation.demo.lieux import (
    ASSISTANTE,
    COMPTES,
    DPO,
    INFIRMIER,
    MEDECIN,
    PRESTATAIRE,
    QUALITE,
    RESPONSABLE,
    creer_lieux,
)
from maillage.metiers.numerisation.demo.lots import Cadre, engendrer_ancien_lot, engendrer_lots
from maillage.metiers.numerisation.demo.quotidien import engendrer_quotidien
from maillage.metiers.numerisation.demo.verification_consultation import Comptes, verifier_consultation
from maillage.metiers.numerisation.demo.verification_lots import verifier_lots
from maillage.metiers.numerisation.demo.verification_papier import verifier_papier
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF, creer_compte


def peupler(volume: str) -> None:
    """One service of twenty-two centres, a year of records, a day's work; the same whatever the volume."""
    hasard = random.Random(f"numerisation {volume}")  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        lieux = creer_lieux()
        engendrer_dossiers(lieux, hasard)
        voisine = creer_compte(VOISINE, lieux.centres["RBX"].organisation)
        compter_tout()
    engendrer_quotidien(lieux)
    agents = lieux.agents
    cadre = Cadre(lieux.lille, lieux.convention, agents[PRESTATAIRE], agents[QUALITE], hasard)
    engendrer_ancien_lot(cadre)
    engendrer_lots(cadre)
    acteurs = Acteurs(
        agents[INFIRMIER], agents[ASSISTANTE], agents[RESPONSABLE], voisine, agents[DPO], agents[MEDECIN]
    )
    engendrer_accompagnement(lieux)
    engendrer_consultation(lieux.lille, [centre.organisation for centre in lieux.centres.values()], acteurs)


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in (*COMPTES, VOISINE)]


def verifier(client: Client) -> Iterator[tuple[str, bool, str]]:
    """One pass of the service's main jobs over HTTP."""
    yield from verifier_papier(client, assistante=ASSISTANTE)
    yield from verifier_lots(client, prestataire=PRESTATAIRE, qualite=QUALITE, assistante=ASSISTANTE)
    yield from verifier_consultation(
        client, Comptes(INFIRMIER, ASSISTANTE, RESPONSABLE, VOISIN, DPO, MEDECIN)
    )


__all__ = ["comptes", "peupler", "verifier"]
