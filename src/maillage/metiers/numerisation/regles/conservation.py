"""How long a record of occupational health is kept: R. 4624-45-9 of the Code du travail and what lengthens it.

Forty years from the last visit or examination, within ten years of the death; longer for those exposed to chemical
agents (R. 4412-55), biological agents (R. 4426-9), ionising radiation (R. 4451-83); suspended by any claim. Lengths
are a dated list, passed in. When a day cannot be computed, the record is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from maillage.commun.textes import date_courte
from maillage.metiers.numerisation.enums.pieces import Exposition

DERNIERE_VISITE = "derniere_visite"
DECES = "deces"
AGE_RAYONNEMENTS = "rayonnements.age"


@dataclass(frozen=True, slots=True)
class Duree:
    """One length of the list in force."""

    code: str
    annees: int
    article: str
    est_a_confirmer: bool = True


Durees = Mapping[str, Duree]


@dataclass(frozen=True, slots=True)
class PeriodeExposition:
    """An exposure and its end; without an end, it lasts."""

    nature: Exposition
    date_fin: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Suivi:
    """What the rule needs to know of a worker."""

    date_derniere_visite: dt.date | None
    date_naissance: dt.date | None = None
    date_deces: dt.date | None = None
    expositions: tuple[PeriodeExposition, ...] = ()
    est_retenu: bool = False


@dataclass(frozen=True, slots=True)
class Conservation:
    """Until when, and why; without a day, the record is kept."""

    date_limite: dt.date | None
    motifs: tuple[str, ...]
    est_suspendue: bool = False
    est_a_confirmer: bool = False

    def est_echue(self, jour: dt.date) -> bool:
        """May the record be erased that day? Never while a claim runs, nor when no day could be computed."""
        return not self.est_suspendue and self.date_limite is not None and jour > self.date_limite


def ajouter_annees(jour: dt.date, annees: int) -> dt.date:
    """Same day, years later; 29 February falls on 1 March, so that nothing ends early."""
    try:
        return jour.replace(year=jour.year + annees)
    except ValueError:
        return dt.date(jour.year + annees, 3, 1)


def calculer(suivi: Suivi, durees: Durees) -> Conservation:
    """The latest of the common limit and of the limits of each exposure."""
    if suivi.date_derniere_visite is None:
        motifs = ("La date de la dernière visite est inconnue : le dossier est conservé.",)
        return Conservation(None, motifs, suivi.est_retenu)
    echeances: list[dt.date | None] = [_commune(suivi, suivi.date_derniere_visite, durees)]
    motifs_ = [_motif(echeances[0], durees[DERNIERE_VISITE])]
    employees = [durees[DERNIERE_VISITE], durees[DECES]]
    for periode in suivi.expositions:
        duree = durees[periode.nature]
        echeance = _exposition(suivi, periode, durees)
        echeances.append(echeance)
        motifs_.append(_motif(echeance, duree, Exposition(periode.nature).label))
        employees.append(duree)
    connues = [jour for jour in echeances if jour]
    limite = max(connues) if len(connues) == len(echeances) else None
    if suivi.est_retenu:
        motifs_.append("Une réclamation ou un contentieux suspend la fin de conservation.")
    a_confirmer = any(duree.est_a_confirmer for duree in employees)
    return Conservation(limite, tuple(motifs_), suivi.est_retenu, a_confirmer)


def _commune(suivi: Suivi, visite: dt.date, durees: Durees) -> dt.date:
    limite = ajouter_annees(visite, durees[DERNIERE_VISITE].annees)
    if suivi.date_deces:
        limite = min(limite, ajouter_annees(suivi.date_deces, durees[DECES].annees))
    return limite


def _exposition(suivi: Suivi, periode: PeriodeExposition, durees: Durees) -> dt.date | None:
    fin = periode.date_fin or suivi.date_deces
    if fin is None:
        return None
    limite = ajouter_annees(fin, durees[periode.nature].annees)
    if periode.nature != Exposition.RAYONNEMENTS:
        return limite
    if suivi.date_naissance is None:
        return None
    return max(limite, ajouter_annees(suivi.date_naissance, durees[AGE_RAYONNEMENTS].annees))


def _motif(echeance: dt.date | None, duree: Duree, exposition: str = "") -> str:
    sujet = f"{exposition} ({duree.article})" if exposition else duree.article
    if echeance is None:
        return f"{sujet} : l’exposition dure, ou une date manque ; le dossier est conservé."
    reserve = ", durée à confirmer" if duree.est_a_confirmer else ""
    return f"{sujet} : jusqu’au {date_courte(echeance)}{reserve}."
