"""Plans of ISO 2859-1, single sampling, general level II, with the arrows of the tables resolved.

In each column of the master tables the cells follow one diagonal: an acceptance number of zero at one letter, arrows
around it, then growing numbers. So a column is said by the letter of its zero, and what an arrow points to is
computed. The reduced table (2-C) is to be confirmed against the bought standard, and each of its plans says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.commun.textes import compter
from maillage.metiers.numerisation.enums.controle import ClasseDefaut, Regime
from maillage.metiers.numerisation.regles.probabilites import binomiale_au_plus, part_maximale

LETTRES = "ABCDEFGHJKLMNPQR"
_EFFECTIFS = (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000)
"""Largest lot of each letter from A to P; beyond, Q (level II)."""
_TAILLES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000)
_TAILLES_REDUITES = (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800)
NQA = tuple(map(Decimal, ("0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5", "4.0", "6.5")))
"""Acceptance quality limits, in percent, from the tightest."""
_ZERO = dict(zip(NQA, "KJHGFEDCBA", strict=True))
"""Letter of the zero of each column in normal inspection."""
_SUITES = {
    Regime.NORMAL: (1, 2, 3, 5, 7, 10, 14, 21),
    Regime.RENFORCE: (1, 2, 3, 5, 8, 12, 18),
    Regime.REDUIT: (1, 2, 3, 5, 6, 8, 10),
}
RISQUE_CLIENT = 0.10


class PlanIntrouvable(ValueError):
    """No plan for what is asked: the sentence says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many pieces are looked at, and how many defects are still accepted."""

    regime: Regime
    lettre: str
    nqa: Decimal
    taille: int
    accepte: int
    effectif: int
    est_a_confirmer: bool = False

    @property
    def refuse(self) -> int:
        """From that many defects on, the lot is refused."""
        return self.accepte + 1

    @property
    def est_exhaustif(self) -> bool:
        return self.taille >= self.effectif

    def probabilite_acceptation(self, part: float) -> float:
        """Chance that a lot with that share of defects is accepted (operating characteristic)."""
        return binomiale_au_plus(self.accepte, self.taille, part)

    @property
    def qualite_limite(self) -> float:
        """Share of defects that is still accepted once in ten: what the sample does not exclude."""
        if self.est_exhaustif:
            return self.accepte / self.effectif
        return part_maximale(self.accepte, self.taille, RISQUE_CLIENT)


def lettre_code(effectif: int) -> str:
    """Code letter of a lot at level II (ISO 2859-1, table 1)."""
    if effectif < 1:
        raise PlanIntrouvable("Un lot compte au moins une pièce.")
    return LETTRES[bisect_left(_EFFECTIFS, effectif)]


def plan(effectif: int, nqa: Decimal, regime: Regime = Regime.NORMAL) -> Plan:
    """Plan of a lot: the letter of its size, then the cell that the arrows lead to.

    When the sample would be as large as the lot, every piece is looked at, and the acceptance number stays.
    """
    if regime not in _SUITES:
        raise PlanIntrouvable("Le contrôle est arrêté : il reprend après une action du prestataire.")
    if nqa not in _ZERO:
        connus = ", ".join(f"{valeur}".replace(".", ",") for valeur in NQA)
        raise PlanIntrouvable(f"Niveau de qualité inconnu. Choisissez parmi : {connus} %.")
    lettre, accepte = _cellule(lettre_code(effectif), nqa, regime)
    tailles = _TAILLES_REDUITES if regime == Regime.REDUIT else _TAILLES
    taille = min(tailles[LETTRES.index(lettre)], effectif)
    return Plan(regime, lettre, nqa, taille, accepte, effectif, est_a_confirmer=regime == Regime.REDUIT)


def _cellule(lettre: str, nqa: Decimal, regime: Regime) -> tuple[str, int]:
    """Follow the arrows: down to the zero, around it, then along the numbers, and up from below the last."""
    suite = _SUITES[regime]
    zero = LETTRES.index(_ZERO[nqa]) + (1 if regime == Regime.RENFORCE else 0)
    rang = LETTRES.index(lettre) - zero
    if rang <= 0:
        return LETTRES[zero], 0
    if rang == 1 and regime != Regime.RENFORCE:
        return LETTRES[zero], 0  # the arrow just under the zero goes up, save in tightened inspection
    rang = min(max(rang, 3), len(suite) + 2)
    return LETTRES[zero + rang], suite[rang - 3]


def nqa_plus_serre(nqa: Decimal) -> Decimal | None:
    """The next tighter limit; None under the last one known."""
    rang = NQA.index(nqa)
    return NQA[rang - 1] if rang else None


@dataclass(frozen=True, slots=True)
class VerdictLot:
    """Accepted or not, and why, in sentences."""

    est_accepte: bool
    raisons: tuple[str, ...]


def juger(plans: Mapping[ClasseDefaut, Plan], defauts: Mapping[ClasseDefaut, int]) -> VerdictLot:
    """A lot is refused when one class is; a critical defect is never accepted, wherever it was seen."""
    raisons = []
    critiques = defauts.get(ClasseDefaut.CRITIQUE, 0)
    if critiques:
        raisons.append(f"{compter(critiques, 'défaut critique')} : aucun n’est admis.")
    for classe, sien in plans.items():
        vus = defauts.get(classe, 0)
        if classe != ClasseDefaut.CRITIQUE and vus > sien.accepte:
            libelle = ClasseDefaut(classe).label.lower()
            raisons.append(
                f"{compter(vus, 'défaut')} de classe « {libelle} » sur {compter(sien.taille, 'pièce')} : "
                f"le plan en admet {sien.accepte}."
            )
    return VerdictLot(not raisons, tuple(raisons))
