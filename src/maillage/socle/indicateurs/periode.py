"""Periods of whole months, as the address says them and as a person reads them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from maillage.commun.mois import lire_mois
from maillage.commun.textes import MOIS

MOIS_COURTS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
DECEMBRE = 12
ANNEES_MAX = 20


class PeriodeIncorrecte(ValueError):
    """The period asked cannot be read; the message is for the person who asked."""


@dataclass(frozen=True)
class Periode:
    """From the month of `debut` to the month of `fin`, both inclusive, each given by its first day."""

    debut: date
    fin: date

    def __post_init__(self) -> None:
        if self.debut.day != 1 or self.fin.day != 1:
            raise PeriodeIncorrecte("Une période commence et finit par un mois entier.")
        if self.fin < self.debut:
            raise PeriodeIncorrecte("La fin de la période précède son début : inversez les deux mois.")
        if self.fin.year - self.debut.year > ANNEES_MAX:
            raise PeriodeIncorrecte(f"La période dépasse {ANNEES_MAX} ans : choisissez-en une plus courte.")

    @classmethod
    def annee(cls, annee: int) -> Periode:
        """The whole civil year."""
        return cls(date(annee, 1, 1), date(annee, DECEMBRE, 1))

    @classmethod
    def annee_en_cours(cls, jour: date) -> Periode:
        """From January to the month of this day."""
        return cls(date(jour.year, 1, 1), jour.replace(day=1))

    @classmethod
    def lire(cls, debut: str, fin: str) -> Periode:
        """Read two months as they are typed or as the address says them. Raises PeriodeIncorrecte."""
        return cls(_lire(debut), _lire(fin))

    @classmethod
    def demandee(cls, debut: str | None, fin: str | None, jour: date) -> Periode:
        """What the address says; the year so far when it says nothing. Raises PeriodeIncorrecte.

        A start alone goes to this month, or to itself when it comes later; an end alone begins in January.
        """
        annee = cls.annee_en_cours(jour)
        premier = _lire(debut) if debut else annee.debut
        return cls(premier, _lire(fin) if fin else max(premier, annee.fin))

    @property
    def mois(self) -> tuple[date, ...]:
        """Every month, in order."""
        return _mois(self.debut, self.fin)

    @property
    def dernier_jour(self) -> date:
        """The last day of the last month."""
        return mois_suivant(self.fin) - timedelta(days=1)

    def commune(self, autre: Periode) -> Periode | None:
        """The months that both have."""
        debut, fin = max(self.debut, autre.debut), min(self.fin, autre.fin)
        return Periode(debut, fin) if debut <= fin else None

    def un_an_avant(self) -> Periode:
        """The same months one year earlier."""
        return Periode(self.debut.replace(year=self.debut.year - 1), self.fin.replace(year=self.fin.year - 1))

    def complete(self, jour: date) -> Periode | None:
        """The part made of months that are over on this day: the only one that compares with a year ago."""
        fin = min(self.fin, (jour.replace(day=1) - timedelta(days=1)).replace(day=1))
        return Periode(self.debut, fin) if fin >= self.debut else None

    def __str__(self) -> str:
        if self.debut == self.fin:
            return nommer_mois(self.debut)
        if self.debut.year != self.fin.year:
            return f"{nommer_mois(self.debut)} à {nommer_mois(self.fin)}"
        if (self.debut.month, self.fin.month) == (1, DECEMBRE):
            return str(self.debut.year)
        return f"{MOIS[self.debut.month - 1]} à {nommer_mois(self.fin)}"

    @property
    def sans_annee(self) -> str:
        """« janvier à octobre », when the year is said elsewhere."""
        noms = list(dict.fromkeys((MOIS[self.debut.month - 1], MOIS[self.fin.month - 1])))
        return " à ".join(noms)


def _lire(texte: str) -> date:
    mois = lire_mois(texte)
    if mois is None:
        raise PeriodeIncorrecte(f"« {texte} » n’est pas un mois : écrivez-le comme 11/2026.")
    return mois


@lru_cache(maxsize=1024)
def _mois(debut: date, fin: date) -> tuple[date, ...]:
    rangs = range(debut.year * 12 + debut.month - 1, fin.year * 12 + fin.month)
    return tuple(date(rang // 12, rang % 12 + 1, 1) for rang in rangs)


def nommer_mois(mois: date) -> str:
    """Return « novembre 2026 »."""
    return f"{MOIS[mois.month - 1]} {mois.year}"


def mois_suivant(mois: date) -> date:
    """First day of the next month."""
    return (mois.replace(day=1) + timedelta(days=31)).replace(day=1)


@lru_cache(maxsize=1024)
def code_mois(mois: date) -> str:
    """« 2026-11 », as in addresses and keys."""
    return f"{mois.year:04d}-{mois.month:02d}"
