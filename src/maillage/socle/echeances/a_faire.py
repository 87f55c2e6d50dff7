"""The to-do list of an agent: what he owes, grouped by urgency."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Q

from maillage.socle.acces.models import ProtegeQuerySet
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.enums import StatutEcheance
from maillage.socle.echeances.genres import GENRES
from maillage.socle.echeances.models import Echeance

LIGNES_PAR_GROUPE = 20


@dataclass
class Groupe:
    """One heading of the list: all that falls under it is counted, the first lines are given."""

    code: str
    libelle: str
    total: int = 0
    lignes: list[Echeance] = field(default_factory=list)


@dataclass
class AFaire:
    """The four groups, most urgent first, and the next deadline when nothing is due this week."""

    en_retard: Groupe
    aujourd_hui: Groupe
    cette_semaine: Groupe
    plus_tard: Groupe

    def __iter__(self) -> Iterator[Groupe]:
        return iter((self.en_retard, self.aujourd_hui, self.cette_semaine, self.plus_tard))

    @property
    def total(self) -> int:
        """Everything owed, whatever its date."""
        return sum(groupe.total for groupe in self)

    @property
    def prochaine(self) -> Echeance | None:
        """The first line of all, for « Rien à faire. Prochaine échéance : … »."""
        return next((groupe.lignes[0] for groupe in self if groupe.lignes), None)


def dues_par(agent: Agent) -> ProtegeQuerySet[Echeance]:
    """Open deadlines that this agent has to meet: his own, and those of his structures that nobody was given.

    A kind counts only where the agent holds the right to do the thing.
    """
    condition = Q(agent=agent)
    par_droit: dict[Droit, list[str]] = defaultdict(list)
    for genre in GENRES.values():
        par_droit[genre.droit].append(genre.code)
    par_perimetre: dict[frozenset[int], list[str]] = defaultdict(list)
    for droit, codes in par_droit.items():
        if organisations := perimetre(agent, droit):
            par_perimetre[organisations] += codes
    for organisations, codes in par_perimetre.items():
        condition |= Q(agent=None, genre__in=codes, organisation__in=organisations)
    return Echeance.objects.visibles_par(agent).filter(condition, statut=StatutEcheance.A_FAIRE)


def a_faire(agent: Agent, aujourd_hui: dt.date, *, lignes: int = LIGNES_PAR_GROUPE) -> AFaire:
    """Group what the agent owes: late, today, by Sunday, later. Two queries whatever the number of lines."""
    dimanche = aujourd_hui + dt.timedelta(days=6 - aujourd_hui.weekday())
    bornes = {
        "en_retard": Q(date_limite__lt=aujourd_hui),
        "aujourd_hui": Q(date_limite=aujourd_hui),
        "cette_semaine": Q(date_limite__gt=aujourd_hui, date_limite__lte=dimanche),
        "plus_tard": Q(date_limite__gt=dimanche),
    }
    dues = dues_par(agent)
    totaux = dues.order_by().aggregate(**{code: Count("pk", filter=borne) for code, borne in bornes.items()})
    resultat = AFaire(
        Groupe("en_retard", "En retard", totaux["en_retard"]),
        Groupe("aujourd_hui", "Aujourd’hui", totaux["aujourd_hui"]),
        Groupe("cette_semaine", "Cette semaine", totaux["cette_semaine"]),
        Groupe("plus_tard", "Plus tard", totaux["plus_tard"]),
    )
    if not resultat.total:
        return resultat
    parties = [
        dues.filter(bornes[groupe.code]).order_by("date_limite", "id")[:lignes]
        for groupe in resultat
        if groupe.total
    ]
    premieres = parties[0].union(*parties[1:], all=True) if len(parties) > 1 else parties[0]
    for echeance in sorted(premieres, key=lambda ligne: (ligne.date_limite, ligne.pk)):
        _groupe(resultat, echeance.date_limite, aujourd_hui, dimanche).lignes.append(echeance)
    return resultat


def _groupe(resultat: AFaire, jour: dt.date, aujourd_hui: dt.date, dimanche: dt.date) -> Groupe:
    if jour < aujourd_hui:
        return resultat.en_retard
    if jour == aujourd_hui:
        return resultat.aujourd_hui
    return resultat.cette_semaine if jour <= dimanche else resultat.plus_tard
