"""Where a professional's people live: places to visit, and the week that drives least."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.metiers.protection.models import Mandataire, Mesure
from maillage.socle.annuaire.models import Agent
from maillage.socle.appariement.distances import Point, point
from maillage.socle.appariement.tournee import Passage, Plan, Visite, dans_l_ordre, planifier


@dataclass
class LieuVisite:
    """An establishment, or a commune where people live at home: one stop, several visits."""

    cle: str
    nom: str
    commune: str
    position: Point
    est_etablissement: bool
    mesures: list[Mesure] = field(default_factory=list)

    @property
    def nombre(self) -> int:
        return len(self.mesures)


@dataclass(frozen=True)
class Arret:
    """A stop of the plan, in clock time."""

    lieu: LieuVisite
    debut: dt.datetime
    fin: dt.datetime
    km: float


@dataclass(frozen=True)
class JourneeTournee:
    date: dt.date
    arrets: list[Arret]
    retour: dt.datetime | None
    km: float


@dataclass(frozen=True)
class Semaine:
    """The plan, and what the listed order would have driven."""

    journees: list[JourneeTournee]
    omis: list[LieuVisite]
    km: float
    km_liste: float

    @property
    def epargne(self) -> float:
        """Kilometres saved by the order of the plan."""
        return self.km_liste - self.km


def lieux_de(agent: Agent, mandataire: Mandataire) -> list[LieuVisite]:
    """Places of the measures held, the fullest first. One query; who has no known place is left out."""
    mesures = (
        Mesure.objects.visibles_par(agent)
        .en_cours()
        .filter(gestionnaire=mandataire.organisation_id)
        .select_related("commune", "etablissement__commune")
        .order_by("numero_rg", "id")
    )
    lieux: dict[str, LieuVisite] = {}
    for mesure in mesures:
        etablissement = mesure.etablissement
        commune = etablissement.commune if etablissement else mesure.commune
        position = point(commune.latitude, commune.longitude) if commune else None
        if commune is None or position is None:
            continue
        cle = f"e{etablissement.pk}" if etablissement else f"c{commune.pk}"
        nom = etablissement.nom if etablissement else commune.nom
        lieu = lieux.setdefault(cle, LieuVisite(cle, nom, commune.nom, position, etablissement is not None))
        lieu.mesures.append(mesure)
    return sorted(lieux.values(), key=lambda lieu: (-lieu.nombre, lieu.nom))


def depart_de(mandataire: Mandataire) -> Point | None:
    commune = mandataire.organisation.commune
    return point(commune.latitude, commune.longitude) if commune else None


def organiser(
    lieux: Sequence[LieuVisite],
    *,
    depart: Point,
    dates: Sequence[dt.date],
    horaires: tuple[int, int],
    durees: Mapping[bool, int],
    ouverture: tuple[int, int],
    fuseau: Any,
) -> Semaine:
    """The week of these places. `durees[est_etablissement]` in minutes a person; `ouverture` of establishments."""
    visites = [
        Visite(
            lieu.position,
            lieu.nombre * durees[lieu.est_etablissement],
            *(ouverture if lieu.est_etablissement else ()),
        )
        for lieu in lieux
    ]
    plan = planifier(depart, visites, [horaires] * len(dates))
    return Semaine(
        [_journee(date, plan, rang, lieux, fuseau) for rang, date in enumerate(dates)],
        [lieux[rang] for rang in plan.omises],
        plan.km,
        dans_l_ordre(depart, visites, plan),
    )


def _journee(
    date: dt.date, plan: Plan, rang: int, lieux: Sequence[LieuVisite], fuseau: Any
) -> JourneeTournee:
    journee = plan.journees[rang]

    def instant(minutes: int) -> dt.datetime:
        return dt.datetime.combine(date, dt.time(minutes // 60, minutes % 60), tzinfo=fuseau)

    def arret(passage: Passage) -> Arret:
        return Arret(lieux[passage.visite], instant(passage.debut), instant(passage.fin), passage.km)

    arrets = [arret(passage) for passage in journee.passages]
    return JourneeTournee(date, arrets, instant(journee.retour) if arrets else None, journee.km)


def choisir(lieux: Sequence[LieuVisite], cles: Collection[str]) -> list[LieuVisite]:
    return [lieu for lieu in lieux if lieu.cle in cles]
