"""Which hearings the demonstration holds: a model week two years ago, the last days, the next ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.metiers.audiences.demo.annees import SEMAINES
from maillage.metiers.audiences.demo.lieux import CRPC, IMMEDIATES, SEPTIEME, SIXIEME
from maillage.metiers.audiences.demo.scenarios import HOMOLOGATIONS, ORDINAIRES, Scenario
from maillage.metiers.audiences.demo.scenarios import IMMEDIATES as SCENARIOS_IMMEDIATS
from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape, NatureAudience, TypeAudience


@dataclass(frozen=True)
class Prevue:
    """A hearing to make: where, when, with which cases, and how far its work went."""

    chambre: str
    jour: dt.date
    heure: dt.time
    scenarios: tuple[Scenario, ...]
    nature: str = NatureAudience.CORRECTIONNELLE
    type: str = TypeAudience.COLLEGIAL
    etapes: tuple[Etape, ...] = ()
    retard: int = 0
    """Days that the steps took more than they should."""
    tenus: int = -1
    """How many cases were held: all when negative; the hearing is still sitting when fewer."""


def semaine_modele(aujourd_hui: dt.date) -> Iterator[Prevue]:
    """A whole week, long ago, with everything done: in time for some chambers, late for others."""
    lundi = aujourd_hui - dt.timedelta(days=aujourd_hui.weekday(), weeks=SEMAINES)
    mardi, mercredi, jeudi, vendredi = (lundi + dt.timedelta(days=rang) for rang in range(1, 5))
    apres_midi, matin, seul, tout = dt.time(13, 30), dt.time(9, 0), TypeAudience.JUGE_UNIQUE, APRES_AUDIENCE
    immediate, homologation = NatureAudience.COMPARUTION_IMMEDIATE, NatureAudience.CRPC
    yield Prevue(SIXIEME, lundi, apres_midi, ORDINAIRES[:4], etapes=tout)
    yield Prevue(SEPTIEME, mardi, matin, ORDINAIRES[6:10], type=seul, etapes=tout, retard=3)
    yield Prevue(IMMEDIATES, mercredi, apres_midi, SCENARIOS_IMMEDIATS, immediate, etapes=tout)
    yield Prevue(CRPC, jeudi, matin, HOMOLOGATIONS, homologation, seul, etapes=tout)
    yield Prevue(SIXIEME, vendredi, apres_midi, ORDINAIRES[7:11], etapes=tout, retard=6)


def programme(aujourd_hui: dt.date) -> Iterator[Prevue]:
    """Last week's hearings finished little by little, yesterday's to finish, today's half held, the next ones ready."""
    jours = _jours_ouvres(aujourd_hui)
    apres_midi, matin, seul = dt.time(13, 30), dt.time(9, 0), TypeAudience.JUGE_UNIQUE
    signees, tout = APRES_AUDIENCE[:1], APRES_AUDIENCE
    immediate, homologation = NatureAudience.COMPARUTION_IMMEDIATE, NatureAudience.CRPC
    yield Prevue(IMMEDIATES, jours[-5], apres_midi, SCENARIOS_IMMEDIATS, immediate, etapes=tout[:4])
    yield Prevue(SIXIEME, jours[-4], apres_midi, ORDINAIRES[4:8], etapes=tout[:3])
    yield Prevue(SEPTIEME, jours[-3], matin, ORDINAIRES[1:4], type=seul, etapes=tout[:2])
    yield Prevue(IMMEDIATES, jours[-2], apres_midi, SCENARIOS_IMMEDIATS[:3], immediate, etapes=tout[:2])
    yield Prevue(SIXIEME, jours[-1], apres_midi, ORDINAIRES[8:12], etapes=signees)
    yield Prevue(SIXIEME, jours[0], dt.time(8, 30), ORDINAIRES[:7], tenus=3)
    yield Prevue(CRPC, jours[1], matin, HOMOLOGATIONS, homologation, seul, tenus=0)
    yield Prevue(IMMEDIATES, jours[1], apres_midi, SCENARIOS_IMMEDIATS[:2], immediate, tenus=0)
    yield Prevue(SEPTIEME, jours[2], matin, ORDINAIRES[2:5], type=seul, tenus=0)
    yield Prevue(SIXIEME, jours[3], apres_midi, ORDINAIRES[3:6], tenus=0)


def _jours_ouvres(aujourd_hui: dt.date) -> dict[int, dt.date]:
    """Working days by their distance: -6 … 10; 0 is today, or the Friday before."""
    zero = aujourd_hui
    while zero.weekday() > 4:
        zero -= dt.timedelta(days=1)
    jours, jour = {0: zero}, zero
    for rang in range(1, 16):
        jour = _suivant(jour, 1)
        jours[rang] = jour
    jour = zero
    for rang in range(1, 9):
        jour = _suivant(jour, -1)
        jours[-rang] = jour
    return jours


def _suivant(jour: dt.date, pas: int) -> dt.date:
    jour += dt.timedelta(days=pas)
    while jour.weekday() > 4:
        jour += dt.timedelta(days=pas)
    return jour
