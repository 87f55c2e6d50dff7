"""How long each step may wait, by urgency: lengths are a dated list, instants are passed in.

A length is said in working minutes of the line, in half-days or in days of opening: « 24 h » for a practitioner is
tomorrow at the same hour, not the third day on which the line will have been open for twenty-four hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from maillage.metiers.avis.enums.urgences import Etape, Urgence
from maillage.metiers.avis.regles.calendrier import (
    Calendrier,
    ajouter_demi_journees,
    ajouter_jours,
    ajouter_minutes,
)


class Unite(StrEnum):
    MINUTES = "minutes"
    DEMI_JOURNEES = "demi-journées"
    JOURS = "jours"


@dataclass(frozen=True, slots=True)
class Delai:
    """One length of the list in force."""

    code: str
    libelle: str
    nombre: int
    unite: Unite
    est_a_confirmer: bool = True

    def terme(self, calendrier: Calendrier, depart: dt.datetime) -> dt.datetime:
        if self.unite is Unite.JOURS:
            return ajouter_jours(calendrier, depart, self.nombre)
        if self.unite is Unite.DEMI_JOURNEES:
            return ajouter_demi_journees(calendrier, depart, self.nombre)
        return ajouter_minutes(calendrier, depart, self.nombre)


Delais = Mapping[str, Delai]
"""By code: « prioritaire.renfort »."""
REPONSE = "reponse"


@dataclass(frozen=True, slots=True)
class Echeancier:
    """When each step starts if nobody has taken, and when the answer is due. Instants never go back."""

    publication: dt.datetime
    renfort: dt.datetime
    tous: dt.datetime
    coordinateur: dt.datetime
    reponse: dt.datetime

    @property
    def etapes(self) -> tuple[tuple[Etape, dt.datetime], ...]:
        return (
            (Etape.PREMIERE, self.publication),
            (Etape.RENFORT, self.renfort),
            (Etape.TOUS, self.tous),
            (Etape.COORDINATEUR, self.coordinateur),
        )

    def etape_a(self, instant: dt.datetime) -> Etape:
        """The step reached at that instant."""
        atteintes = [etape for etape, debut in self.etapes if debut <= instant]
        return atteintes[-1] if atteintes else Etape.PREMIERE

    def prochaine(self, instant: dt.datetime) -> tuple[Etape, dt.datetime] | None:
        """The next step and its instant; None once the coordinator has been told."""
        return next(((etape, debut) for etape, debut in self.etapes if debut > instant), None)

    def est_en_retard(self, instant: dt.datetime) -> bool:
        return instant > self.reponse


def echeancier(
    urgence: Urgence | str, publication: dt.datetime, calendrier: Calendrier, delais: Delais
) -> Echeancier:
    """Every instant of a request, from its publication.

    A step never starts before the one above it, nor after the answer is due.
    """
    termes = {
        code: delais[f"{urgence}.{code}"].terme(calendrier, publication)
        for code in (Etape.RENFORT, Etape.TOUS, Etape.COORDINATEUR, REPONSE)
    }
    limite = termes[REPONSE]
    renfort = min(termes[Etape.RENFORT], limite)
    tous = min(max(termes[Etape.TOUS], renfort), limite)
    coordinateur = min(max(termes[Etape.COORDINATEUR], tous), limite)
    return Echeancier(publication, renfort, tous, coordinateur, limite)


def incoherences(delais: Delais) -> list[str]:
    """What is missing in a list, or goes back, in one same unit."""
    fautes = []
    for urgence in Urgence:
        codes = [f"{urgence}.{code}" for code in (Etape.RENFORT, Etape.TOUS, Etape.COORDINATEUR, REPONSE)]
        fautes += [f"{code} manque" for code in codes if code not in delais]
        connus = [delais[code] for code in codes if code in delais]
        fautes += [
            f"{apres.code} vient avant {avant.code}"
            for avant, apres in pairwise(connus)
            if avant.unite is apres.unite and apres.nombre < avant.nombre
        ]
    return fautes
