"""Which specialist is asked: who may be, and what speaks for each. The list and its reasons are kept to be contested.

Being on duty weighs most, since the practitioner waits; then who already knows the patient, then the territory, then
the load, then his own usual delay. A tie goes to the one served least recently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from maillage.commun.textes import compter, date_courte, heure, nombre

CRITERES = {
    "presence": "Présence",
    "continuite": "Continuité",
    "territoire": "Territoire",
    "charge": "Charge",
    "delai": "Délai habituel",
}
POIDS = {"presence": 8, "continuite": 5, "territoire": 3, "charge": 2, "delai": 1}
"""What each weighs until a dated list says otherwise."""
PLAFOND = 10
"""Requests taken and not answered beyond which no other is proposed, unless the specialist said less."""
DELAI_IDEAL, DELAI_LIMITE = 60, 1_440
"""Minutes of opening: a usual delay of an hour is best, of some two days worst."""
JAMAIS = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class CandidatAvis:
    """A specialist of the line, as he is when the request looks for somebody."""

    specialiste: int
    nom: str
    est_de_garde: bool = False
    est_renfort: bool = False
    prochaine_garde: dt.datetime | None = None
    motifs_ineligibilite: tuple[str, ...] = ()
    a_decline: bool = False
    est_en_conflit: bool = False
    connait_patient: bool = False
    connait_praticien: bool = False
    meme_cpts: bool = False
    meme_departement: bool = False
    meme_region: bool = False
    en_cours: int = 0
    plafond: int = PLAFOND
    delai_median: int | None = None
    """Minutes of opening between his taking and his answers."""
    derniere_affectation: dt.datetime | None = None


class Appreciation(NamedTuple):
    """One criterion: from 0 to 1, and the sentence that says why."""

    code: str
    valeur: float
    phrase: str


def motif_d_exclusion(candidat: CandidatAvis) -> str:
    """Why this specialist is not asked; empty when he may be."""
    if candidat.motifs_ineligibilite:
        return f"Ne peut pas rendre d’avis : {candidat.motifs_ineligibilite[0]}."
    if candidat.est_en_conflit:
        return "Ne peut pas être sollicité pour ce patient ou ce praticien."
    if candidat.a_decline:
        return "A déjà décliné cette demande."
    if candidat.en_cours >= candidat.plafond:
        return f"A déjà {compter(candidat.en_cours, 'demande')} en cours."
    return ""


def apprecier(candidat: CandidatAvis) -> Iterator[Appreciation]:
    """What speaks for or against, criterion by criterion."""
    yield _presence(candidat)
    yield _continuite(candidat)
    yield _territoire(candidat)
    libre = 1 - candidat.en_cours / candidat.plafond if candidat.plafond else 0.0
    yield Appreciation(
        "charge",
        max(libre, 0.0),
        compter(candidat.en_cours, "demande en cours", aucun="aucune demande en cours"),
    )
    if candidat.delai_median is not None:
        marge = (DELAI_LIMITE - candidat.delai_median) / (DELAI_LIMITE - DELAI_IDEAL)
        yield Appreciation(
            "delai",
            min(max(marge, 0.0), 1.0),
            f"répond d’habitude en {nombre(candidat.delai_median / 60, 1).removesuffix(',0')} h d’ouverture",
        )


def _presence(candidat: CandidatAvis) -> Appreciation:
    if candidat.est_de_garde:
        return Appreciation("presence", 1.0, "de garde maintenant")
    if candidat.est_renfort:
        return Appreciation("presence", 0.75, "en renfort maintenant")
    if candidat.prochaine_garde:
        quand = candidat.prochaine_garde
        return Appreciation("presence", 0.25, f"de garde le {date_courte(quand)} à {heure(quand)}")
    return Appreciation("presence", 0.0, "sans garde prévue")


def _continuite(candidat: CandidatAvis) -> Appreciation:
    if candidat.connait_patient:
        return Appreciation("continuite", 1.0, "a déjà donné un avis pour ce patient")
    if candidat.connait_praticien:
        return Appreciation("continuite", 0.5, "a déjà répondu à ce praticien")
    return Appreciation("continuite", 0.0, "n’a pas encore travaillé avec ce praticien")


def _territoire(candidat: CandidatAvis) -> Appreciation:
    if candidat.meme_cpts:
        return Appreciation("territoire", 1.0, "même CPTS")
    if candidat.meme_departement:
        return Appreciation("territoire", 2 / 3, "même département")
    if candidat.meme_region:
        return Appreciation("territoire", 1 / 3, "même région")
    return Appreciation("territoire", 0.0, "autre région")


def departage(candidat: CandidatAvis) -> tuple[dt.datetime, int]:
    """At equal scores: served least recently first; never served, before all."""
    return (candidat.derniere_affectation or JAMAIS, candidat.specialiste)
