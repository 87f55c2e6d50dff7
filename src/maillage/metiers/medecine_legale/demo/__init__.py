"""Fictional data: real places and kinds of structures, invented people and cases. Never loaded in production."""

from maillage.metiers.medecine_legale.demo.actes import engendrer
from maillage.metiers.medecine_legale.demo.conservation import effacer_et_ouvrir
from maillage.metiers.medecine_legale.demo.effectifs import declarer_effectifs
from maillage.metiers.medecine_legale.demo.facturation import PROXIMITE, ouvrir_la_facturation
from maillage.metiers.medecine_legale.demo.journee import ouvrir_la_journee
from maillage.metiers.medecine_legale.demo.structures import COMPTES, creer_comptes, creer_structures
from maillage.metiers.medecine_legale.demo.tableaux_annuels import declarer_tableaux
from maillage.metiers.medecine_legale.demo.verification import verifier
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF

ACTES_PAR_VOLUME = {"petit": 600, "regional": 12_000, "national": 300_000, "decennal": 3_000_000}
ANNEES_PAR_VOLUME = {"petit": 2, "regional": 2, "national": 1, "decennal": 10}


def peupler(volume: str) -> None:
    """Make structures, accounts, requisitions and acts; the same ones each time for a given day and volume."""
    with agir_comme(agent_systeme(), motif=MOTIF):
        structures = creer_structures(est_national=volume in ("national", "decennal"))
        creer_comptes(structures)
    engendrer(structures, nombre=ACTES_PAR_VOLUME[volume], annees=ANNEES_PAR_VOLUME[volume])
    declarer_effectifs(structures)
    declarer_tableaux(structures)
    effacer_et_ouvrir(structures)
    ouvrir_la_journee(structures)
    ouvrir_la_facturation(structures)


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in (*COMPTES, PROXIMITE)]


__all__ = ["comptes", "peupler", "verifier"]
