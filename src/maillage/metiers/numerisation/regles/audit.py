"""Audit of the sort: twenty-four thick records of a centre, and what twenty-four allow to say."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.commun.textes import compter, nombre, pourcentage
from maillage.metiers.numerisation.regles.probabilites import defectueux_maximal, part_maximale

TAILLE_AUDIT = 24
CONFIANCE = 0.95


@dataclass(frozen=True, slots=True)
class Constat:
    """Result of an audit and its exact upper bound: the share of badly sorted records that it does not exclude."""

    examines: int
    non_conformes: int
    population: int | None = None
    """Thick records of the centre, when they were counted: the bound is then tighter."""

    def __post_init__(self) -> None:
        if self.examines < 1:
            raise ValueError("Un audit examine au moins un dossier.")
        if not 0 <= self.non_conformes <= self.examines:
            raise ValueError(
                "Le nombre de dossiers non conformes ne peut dépasser celui des dossiers examinés."
            )
        if self.population is not None and self.population < self.examines:
            raise ValueError("Un audit ne peut examiner plus de dossiers que le centre n’en compte.")

    @property
    def borne(self) -> float:
        """One-sided, 95 %: Clopper-Pearson, or hypergeometric when the population is counted."""
        if self.population is None:
            return part_maximale(self.non_conformes, self.examines, 1 - CONFIANCE)
        maximal = defectueux_maximal(self.non_conformes, self.examines, self.population, 1 - CONFIANCE)
        return maximal / self.population

    @property
    def phrase(self) -> str:
        trouves = compter(
            self.non_conformes,
            "dossier non conforme",
            "dossiers non conformes",
            aucun="aucun dossier non conforme",
        )
        return (
            f"{trouves[0].upper()}{trouves[1:]} sur {nombre(self.examines)} examinés. Avec un tel échantillon, on peut "
            f"seulement dire, à {pourcentage(CONFIANCE, 0)} de confiance, que la part de dossiers non conformes "
            f"du centre ne dépasse pas {pourcentage(self.borne)}."
        )
