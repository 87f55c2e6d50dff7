"""Tours: hours hold, nothing is seen twice, and no order drives less (small cases, all orders tried)."""

import itertools

import pytest

from maillage.socle.appariement.distances import Point, par_la_route
from maillage.socle.appariement.tournee import Visite, dans_l_ordre, kilometres, planifier

LILLE = Point(50.63, 3.06)
JOURNEE = (9 * 60, 18 * 60)


def visite(nord, est, **heures):
    return Visite(Point(50.63 + nord / 100, 3.06 + est / 100), duree=30, **heures)


EPARSES = [visite(20, 0), visite(-20, 3), visite(19, 4), visite(-18, -3), visite(2, 15), visite(1, -16)]


def longueur(ordre):
    lieux = [LILLE, *(EPARSES[rang].lieu for rang in ordre), LILLE]
    return sum(itertools.starmap(par_la_route, itertools.pairwise(lieux)))


def test_no_order_of_the_day_drives_less():
    plan = planifier(LILLE, EPARSES, [JOURNEE])
    assert plan.omises == ()
    assert plan.km == pytest.approx(min(map(longueur, itertools.permutations(range(6)))), abs=0.5)
    assert plan.km < dans_l_ordre(LILLE, EPARSES, plan)


def test_each_visit_is_within_its_hours_and_made_once():
    visites = [
        visite(5, 0, ouverture=14 * 60, fermeture=17 * 60),
        visite(6, 1, fermeture=11 * 60),
        *EPARSES[:2],
    ]
    plan = planifier(LILLE, visites, [JOURNEE, JOURNEE])
    passages = [passage for journee in plan.journees for passage in journee.passages]
    assert sorted(passage.visite for passage in passages) == [0, 1, 2, 3]
    for passage in passages:
        assert visites[passage.visite].ouverture <= passage.debut
        assert passage.fin <= visites[passage.visite].fermeture
        assert passage.fin - passage.debut == 30
    assert all(journee.retour <= 18 * 60 for journee in plan.journees)


def test_what_does_not_fit_is_said_and_the_rest_is_planned():
    longues = [Visite(LILLE, duree=300), Visite(LILLE, duree=300), Visite(LILLE, duree=60, fermeture=30)]
    plan = planifier(LILLE, longues, [JOURNEE])
    assert len(plan.journees[0].passages) == 1
    assert len(plan.omises) == 2
    assert 2 in plan.omises


def test_the_same_visits_give_the_same_plan():
    plans = {repr(planifier(LILLE, EPARSES, [JOURNEE, JOURNEE])) for _ in range(3)}
    assert len(plans) == 1


def test_no_visit_makes_no_kilometre():
    assert planifier(LILLE, [], [JOURNEE]).km == 0
    assert planifier(LILLE, EPARSES, []).omises == tuple(range(6))


def test_the_plan_is_compared_with_as_many_visits_a_day_in_the_listed_order():
    plan = planifier(LILLE, EPARSES, [JOURNEE])
    assert dans_l_ordre(LILLE, EPARSES, plan) == pytest.approx(longueur(range(6)))
    assert kilometres(LILLE, EPARSES, []) == 0
