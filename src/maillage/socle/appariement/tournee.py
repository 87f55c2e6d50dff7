"""Visits of several days: who is seen when, in the order that drives least, within opening hours.

Hours are minutes after midnight. The plan is found by OR-Tools routing without any draw and stopped by a number of
solutions, so that the same visits give the same plan.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.socle.appariement.distances import VITESSE_KMH, Point, matrice, minutes, par_la_route

MINUIT = 24 * 60
OMISSION = 1_000_000
"""Hundreds of metres that leaving a visit out costs: more than any tour."""
DIXIEMES = 10
SOLUTIONS = 200
DELAI_S = 5


@dataclass(frozen=True)
class Visite:
    """A place to go to, for so long, between two hours."""

    lieu: Point
    duree: int
    ouverture: int = 0
    fermeture: int = MINUIT


@dataclass(frozen=True)
class Passage:
    """A visit in a tour: its index, when one arrives, begins and leaves, and the kilometres to get there."""

    visite: int
    arrivee: int
    debut: int
    fin: int
    km: float


@dataclass(frozen=True)
class Journee:
    """What one day holds; the way back is in `km`."""

    passages: tuple[Passage, ...]
    retour: int
    km: float


@dataclass(frozen=True)
class Plan:
    """Days in their order, and the visits that found no place."""

    journees: tuple[Journee, ...]
    omises: tuple[int, ...]

    @property
    def km(self) -> float:
        return sum(journee.km for journee in self.journees)


def kilometres(depart: Point, visites: Sequence[Visite], ordre: Sequence[int]) -> float:
    """What a day drives in this order, the way back included, whatever the hours."""
    if not ordre:
        return 0.0
    lieux = [depart, *(visites[rang].lieu for rang in ordre), depart]
    return sum(itertools.starmap(par_la_route, itertools.pairwise(lieux)))


def dans_l_ordre(depart: Point, visites: Sequence[Visite], plan: Plan) -> float:
    """Kilometres of the same visits as they are listed, as many each day: what the plan is compared with."""
    faites = iter(rang for rang in range(len(visites)) if rang not in plan.omises)
    jours = [list(itertools.islice(faites, len(journee.passages))) for journee in plan.journees]
    return sum(kilometres(depart, visites, jour) for jour in jours)


def planifier(
    depart: Point, visites: Sequence[Visite], journees: Sequence[tuple[int, int]], vitesse: int = VITESSE_KMH
) -> Plan:
    """The days that hold as many visits as possible, then drive least. `journees`: first and last minute of each."""
    if not visites or not journees:
        return Plan(tuple(Journee((), debut, 0.0) for debut, _ in journees), tuple(range(len(visites))))
    distances = _distances(depart, visites)
    ordres = _router(visites, journees, distances, vitesse)
    faites = tuple(
        _dater(ordre, visites, distances, *journee, vitesse) or Journee((), journee[0], 0.0)
        for ordre, journee in zip(ordres, journees, strict=True)
    )
    vues = {passage.visite for journee in faites for passage in journee.passages}
    return Plan(faites, tuple(rang for rang in range(len(visites)) if rang not in vues))


def _distances(depart: Point, visites: Sequence[Visite]) -> list[list[float]]:
    """Kilometres between all places; the first is the one of departure."""
    lieux = [depart, *(visite.lieu for visite in visites)]
    distances: list[list[float]] = matrice(lieux, lieux).tolist()
    return distances


def _dater(
    ordre: Sequence[int],
    visites: Sequence[Visite],
    distances: list[list[float]],
    debut: int,
    fin: int,
    vitesse: int,
) -> Journee | None:
    """The hours of a day in this order; None when it does not hold."""
    heure, lieu, total = debut, 0, 0.0
    passages = []
    for rang in ordre:
        km = distances[lieu][rang + 1]
        arrivee = heure + minutes(km, vitesse)
        commence = max(arrivee, visites[rang].ouverture)
        heure = commence + visites[rang].duree
        if heure > visites[rang].fermeture:
            return None
        passages.append(Passage(rang, arrivee, commence, heure, km))
        lieu, total = rang + 1, total + km
    retour = heure + minutes(distances[lieu][0], vitesse)
    return None if retour > fin else Journee(tuple(passages), retour, total + distances[lieu][0])


def _router(
    visites: Sequence[Visite],
    journees: Sequence[tuple[int, int]],
    distances: list[list[float]],
    vitesse: int,
) -> list[list[int]]:
    """The order of each day."""
    from ortools.constraint_solver import pywrapcp

    index = pywrapcp.RoutingIndexManager(len(distances), len(journees), 0)
    modele = pywrapcp.RoutingModel(index)
    couts = [[round(km * DIXIEMES) for km in ligne] for ligne in distances]
    durees = [0, *(visite.duree for visite in visites)]
    temps = [
        [minutes(km, vitesse) + duree for km in ligne] for ligne, duree in zip(distances, durees, strict=True)
    ]
    modele.SetArcCostEvaluatorOfAllVehicles(modele.RegisterTransitMatrix(couts))
    modele.AddDimension(modele.RegisterTransitMatrix(temps), MINUIT, MINUIT, False, "heure")
    heure = modele.GetDimensionOrDie("heure")
    for rang, visite in enumerate(visites, start=1):
        noeud = index.NodeToIndex(rang)
        derniere = min(visite.fermeture, MINUIT) - visite.duree
        modele.AddDisjunction([noeud], OMISSION)
        if derniere < visite.ouverture:
            modele.VehicleVar(noeud).SetValue(-1)
            continue
        heure.CumulVar(noeud).SetRange(visite.ouverture, derniere)
    for jour, (debut, fin) in enumerate(journees):
        heure.CumulVar(modele.Start(jour)).SetRange(debut, fin)
        heure.CumulVar(modele.End(jour)).SetRange(debut, fin)
    solution = modele.SolveWithParameters(_parametres())
    if solution is None:
        return [[] for _ in journees]
    ordres = []
    for jour in range(len(journees)):
        ordre, noeud = [], solution.Value(modele.NextVar(modele.Start(jour)))
        while not modele.IsEnd(noeud):
            ordre.append(index.IndexToNode(noeud) - 1)
            noeud = solution.Value(modele.NextVar(noeud))
        ordres.append(ordre)
    return ordres


def _parametres() -> object:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    parametres = pywrapcp.DefaultRoutingSearchParameters()
    parametres.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parametres.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parametres.solution_limit = SOLUTIONS
    parametres.time_limit.FromSeconds(DELAI_S)
    return parametres
