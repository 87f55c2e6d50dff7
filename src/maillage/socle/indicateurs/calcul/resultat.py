"""The answer: a total, rows, and what is needed to show and explain them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.declarations import Cumul, Indicateur
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.rattachement import (
    LIBELLES_AXES,
)


@dataclass(frozen=True)
class Ligne:
    """One row of the answer: its keys (one per `par`), its figure, and the same a year before."""

    cles: tuple[str, ...]
    libelles: tuple[str, ...]
    valeur: Decimal | None
    precedent: Decimal | None
    evolution: Decimal | None
    est_masquee: bool = False
    est_precedent_masque: bool = False
    comparable: Decimal | None = None
    lien: str = ""
    indicateur: Indicateur | None = field(default=None, repr=False, compare=False)

    @property
    def texte(self) -> str:
        """The figure as shown."""
        return mots.valeur(self._indicateur, self.valeur, est_masquee=self.est_masquee)

    @property
    def texte_precedent(self) -> str:
        """The figure of a year before, as shown."""
        return mots.valeur(self._indicateur, self.precedent, est_masquee=self.est_precedent_masque)

    @property
    def texte_evolution(self) -> str:
        """The difference, as shown."""
        return mots.evolution_en_mots(self._indicateur, self.evolution)

    @property
    def _indicateur(self) -> Indicateur:
        assert self.indicateur is not None  # noqa: S101 (always set by calculer)
        return self.indicateur


@dataclass(frozen=True)
class Resultat:
    """The answer, and what is needed to explain it."""

    indicateur: Indicateur
    periode: Periode
    comparee: Periode | None
    filtres: Mapping[str, tuple[str, ...]]
    par: tuple[str, ...]
    total: Ligne
    lignes: list[Ligne]
    libelles: Mapping[str, Mapping[str, str]]
    est_exact: bool
    sql: str
    cumul: Cumul
    noms: Mapping[str, Mapping[str, str]]

    @property
    def phrase(self) -> str:
        """The sentence said first."""
        partiel = self.comparee and self.comparee != self.periode
        return mots.phrase(
            self.indicateur,
            self.total.valeur,
            self.total.evolution,
            est_masquee=self.total.est_masquee,
            precedent=self.total.precedent,
            mois_compares=self.comparee.sans_annee if partiel and self.comparee else "",
        )

    @property
    def titres(self) -> tuple[str, ...]:
        """Headings of the `par` columns."""
        return tuple(titre_axe(self.indicateur, axe) for axe in self.par)

    @property
    def nombre_masquees(self) -> int:
        """How many rows are hidden."""
        return sum(ligne.est_masquee for ligne in self.lignes)


def titre_axe(indicateur: Indicateur, axe: str) -> str:
    """What an axis is called."""
    return LIBELLES_AXES.get(axe) or indicateur.dimensions[axe].libelle
