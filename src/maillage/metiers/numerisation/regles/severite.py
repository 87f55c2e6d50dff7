"""Severity of inspection of a provider: the switching rules of ISO 2859-1, § 9.3, one class of defects at a time.

Only lots shown for the first time count: a lot delivered again after its refusal changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from maillage.metiers.numerisation.enums.controle import Regime
from maillage.metiers.numerisation.regles.echantillonnage import (
    Plan,
    PlanIntrouvable,
    nqa_plus_serre,
    plan,
)

FENETRE = 5
REFUS_POUR_RENFORCER = 2
ACCEPTES_POUR_REVENIR = 5
REFUS_POUR_ARRETER = 5
SCORE_POUR_REDUIRE = 30
_POINTS_PLUS_SERRE = 3
_POINTS_PETIT_PLAN = 2
_PLAN_A_DEUX = 2


@dataclass(frozen=True, slots=True)
class Severite:
    """Where a provider stands for a class; made again from the sequence of its lots."""

    regime: Regime = Regime.NORMAL
    derniers: tuple[bool, ...] = ()
    """In normal inspection: were the last lots, five at most, accepted?"""
    acceptes_de_suite: int = 0
    refus_en_renforce: int = 0
    score: int = 0

    @property
    def peut_reduire(self) -> bool:
        """The score is reached; steady production and a decision of the client are still needed."""
        return self.regime == Regime.NORMAL and self.score >= SCORE_POUR_REDUIRE


@dataclass(frozen=True, slots=True)
class ResultatLot:
    """What control said of a lot, for one class."""

    plan: Plan
    defauts: int
    est_premiere_presentation: bool = True

    @property
    def est_accepte(self) -> bool:
        return self.defauts <= self.plan.accepte


def suivre(etat: Severite, resultat: ResultatLot) -> Severite:
    """The severity after this lot."""
    if etat.regime == Regime.ARRETE:
        raise PlanIntrouvable(
            "Le contrôle est arrêté : aucun lot n’est reçu avant une action du prestataire."
        )
    if not resultat.est_premiere_presentation:
        return etat
    if etat.regime == Regime.REDUIT:
        return etat if resultat.est_accepte else Severite()
    return (_en_normal if etat.regime == Regime.NORMAL else _en_renforce)(etat, resultat)


def _en_normal(etat: Severite, resultat: ResultatLot) -> Severite:
    derniers = (*etat.derniers, resultat.est_accepte)[-FENETRE:]
    if derniers.count(False) >= REFUS_POUR_RENFORCER:
        return Severite(Regime.RENFORCE)
    return replace(etat, derniers=derniers, score=etat.score + _points(resultat) if _points(resultat) else 0)


def _en_renforce(etat: Severite, resultat: ResultatLot) -> Severite:
    if resultat.est_accepte:
        suite = etat.acceptes_de_suite + 1
        return Severite() if suite >= ACCEPTES_POUR_REVENIR else replace(etat, acceptes_de_suite=suite)
    refus = etat.refus_en_renforce + 1
    regime = Regime.ARRETE if refus >= REFUS_POUR_ARRETER else Regime.RENFORCE
    return replace(etat, regime=regime, acceptes_de_suite=0, refus_en_renforce=refus)


def _points(resultat: ResultatLot) -> int:
    """What a lot adds to the switching score; zero sets it back."""
    if not resultat.est_accepte:
        return 0
    if resultat.plan.accepte < _PLAN_A_DEUX:
        return _POINTS_PETIT_PLAN
    serre = nqa_plus_serre(resultat.plan.nqa)
    if serre is None:
        return 0
    plus_serre = plan(resultat.plan.effectif, serre, Regime.NORMAL)
    return _POINTS_PLUS_SERRE if resultat.defauts <= plus_serre.accepte else 0


def reduire(etat: Severite, *, est_reguliere: bool) -> Severite:
    """Reduced inspection: reached by the score, a steady production, and the decision of the client."""
    if not etat.peut_reduire:
        raise PlanIntrouvable(
            f"Le score est de {etat.score} : il en faut {SCORE_POUR_REDUIRE} en contrôle normal."
        )
    if not est_reguliere:
        raise PlanIntrouvable("La production n’est pas régulière : le contrôle reste normal.")
    return Severite(Regime.REDUIT)


def quitter_reduit(etat: Severite) -> Severite:
    """Production became irregular, or something else makes normal inspection wise."""
    return Severite() if etat.regime == Regime.REDUIT else etat


def reprendre(etat: Severite) -> Severite:
    """After a stop, once the provider has acted: tightened inspection again."""
    if etat.regime != Regime.ARRETE:
        raise PlanIntrouvable("Le contrôle n’est pas arrêté.")
    return Severite(Regime.RENFORCE)
