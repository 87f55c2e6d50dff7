"""Workload: the time that acts take, from a dated table of minutes, and the time that physicians have.

Every factor of an act applies (age, place, duration), none hides another; nothing is rounded before the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

UN = Decimal(1)


@dataclass(frozen=True)
class ClasseActe:
    """What an act's time depends on."""

    profil: str
    types: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    majorite: str = ""
    lieu: str = ""
    duree: str = ""
    examens: int = 0

    @property
    def conditions(self) -> Iterator[str]:
        return iter((self.majorite, self.lieu, self.duree))


@dataclass(frozen=True)
class Poids:
    """Minutes of one kind of act, and what multiplies them: condition → factor."""

    minutes: Decimal
    facteurs: Mapping[str, Decimal] = field(default_factory=dict)

    def pour(self, classe: ClasseActe) -> Decimal:
        minutes = self.minutes
        for condition in classe.conditions:
            minutes *= self.facteurs.get(condition, UN)
        return minutes


@dataclass(frozen=True)
class BaremeCharge:
    """One edition of the table. A key is profile, profile.type or profile.type.nature: the most particular wins."""

    edition: str
    source: str
    poids: Mapping[str, Poids]
    plusieurs_natures: Decimal = UN
    minutes_examen: Decimal = Decimal(0)
    minutes_par_jour: Decimal = Decimal(480)
    jours_par_mois: Decimal = Decimal(20)
    a_confirmer: tuple[str, ...] = ()

    def minutes(self, classe: ClasseActe) -> Decimal | None:
        """Time of one act; None when the table says nothing of it, which is not zero.

        Two types of examination are two examinations: their times add up. Of several natures of violence the longest
        counts, times the factor of a complex examination.
        """
        total = Decimal(0)
        for type_examen in classe.types or ("",):
            temps = [
                poids.pour(classe)
                for nature in classe.natures or ("",)
                if (poids := self._poids(classe.profil, type_examen, nature)) is not None
            ]
            if not temps:
                return None
            total += max(temps)
        if len(classe.natures) > 1:
            total *= self.plusieurs_natures
        return total + self.minutes_examen * classe.examens

    def _poids(self, profil: str, type_examen: str, nature: str) -> Poids | None:
        cles = (f"{profil}.{type_examen}.{nature}", f"{profil}.{type_examen}", profil)
        return next((self.poids[cle] for cle in cles if cle in self.poids), None)

    def en_jours(self, minutes: Decimal) -> Decimal:
        return minutes / self.minutes_par_jour

    def capacite(self, etp_medecins: Decimal) -> Decimal:
        """Days that physicians have in a month."""
        return etp_medecins * self.jours_par_mois
