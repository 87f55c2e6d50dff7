"""Do two people who look at the same page without seeing each other agree? Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_ECHELLE = (
    (0.0, "moins que le hasard"),
    (0.20, "très faible"),
    (0.40, "faible"),
    (0.60, "moyen"),
    (0.80, "fort"),
    (1.0, "presque parfait"),
)
"""Landis and Koch, 1977."""


@dataclass(frozen=True, slots=True)
class Accord:
    """How far two series of judgements agree, beyond what chance alone would give."""

    taille: int
    observe: float
    attendu: float
    kappa: float | None
    """None when both always said the same thing: there is nothing to compare."""

    @property
    def phrase(self) -> str:
        if not self.taille:
            return "Aucune page n’a été revue en double aveugle."
        if self.kappa is None:
            return f"Sur {self.taille} pages, un seul avis a été donné : l’accord ne se mesure pas."
        niveau = next(mot for borne, mot in _ECHELLE if self.kappa <= borne + 1e-12)
        return f"Accord {niveau} (κ = {self.kappa:.2f} sur {self.taille} pages).".replace(".", ",", 1)


def mesurer_accord(paires: Sequence[tuple[str, str]]) -> Accord:
    """Kappa of pairs (first judgement, second judgement)."""
    taille = len(paires)
    if not taille:
        return Accord(0, 0.0, 0.0, None)
    observe = sum(a == b for a, b in paires) / taille
    premiers, seconds = Counter(a for a, _ in paires), Counter(b for _, b in paires)
    produits = sum(premiers[avis] * seconds[avis] for avis in premiers)
    attendu = produits / taille**2
    kappa = None if produits == taille**2 else (observe - attendu) / (1 - attendu)
    return Accord(taille, observe, attendu, kappa)
