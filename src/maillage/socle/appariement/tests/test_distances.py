"""How far: known distances, symmetry, and the matrix says the same as one pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.socle.appariement.distances import (
    Point,
    a_vol_d_oiseau,
    encadrement,
    matrice,
    minutes,
    par_la_route,
    point,
)

LILLE, AMIENS, SAINT_DENIS = Point(50.6292, 3.0573), Point(49.8942, 2.2958), Point(-20.8789, 55.4481)
LIEUX = st.builds(Point, st.floats(-80, 80), st.floats(-179, 179))


def test_known_distances_are_found():
    assert a_vol_d_oiseau(LILLE, AMIENS) == pytest.approx(98.1, abs=0.5)
    assert a_vol_d_oiseau(LILLE, SAINT_DENIS) == pytest.approx(9_470, abs=40)
    assert par_la_route(LILLE, AMIENS) == pytest.approx(1.3 * a_vol_d_oiseau(LILLE, AMIENS))


def test_an_unknown_position_is_nowhere():
    assert point(None, 2.0) is None
    assert point(0.0, 0.0) == Point(0.0, 0.0)


def test_time_on_the_road_is_rounded_up():
    assert minutes(50) == 60
    assert minutes(0.1) == 1
    assert minutes(0) == 0


@given(LIEUX, LIEUX)
def test_the_way_back_is_as_long_and_the_matrix_agrees(a, b):
    assert par_la_route(a, b) == pytest.approx(par_la_route(b, a))
    assert matrice([a], [a, b])[0].tolist() == pytest.approx([0, par_la_route(a, b)], abs=1e-3)


@given(LIEUX, LIEUX)
def test_a_place_within_reach_is_in_the_box(centre, lieu):
    sud_ouest, nord_est = encadrement(centre, par_la_route(centre, lieu) + 0.001)
    assert sud_ouest.latitude <= lieu.latitude <= nord_est.latitude
