"""Courses of events: more who join, other needs, other settings, new places."""

import numpy as np
import pytest

from sendlib.measures.simulation_scenario import BASE, Route, Routing, Scenario, joining_of


@pytest.fixture
def expected():
    found = np.zeros((1, 2, 2, 2))
    found[0, 0, 0, 0], found[0, 1, 1, 1] = 30.0, 10.0
    return found


def test_without_a_scenario_joining_is_as_expected(expected):
    assert joining_of(BASE, expected, 0) is expected


def test_growth_is_a_factor_by_year(expected):
    found = joining_of(Scenario(joining=(1.0, 0.5)), expected, 1)
    assert found.sum() == pytest.approx(20.0)


def test_another_mix_of_needs_leaves_the_total(expected):
    found = joining_of(Scenario(needs=(0.5, 1.0)), expected, 0)
    assert found.sum() == pytest.approx(40.0)
    assert found[0, :, 0].sum() / found[0, :, 1].sum() == pytest.approx(1.5)


def arrivals(count):
    found = np.zeros((1, 1, 1, 3), dtype=np.int64)
    found[..., 1] = count
    return found


def test_a_share_of_arrivals_takes_another_way_and_nobody_is_lost():
    routing = Routing(Scenario(routes=(Route((1, 2), 0, (0.25, 1.0)),)), 1)
    random = np.random.default_rng(1)
    first = routing.send(random, arrivals(10_000), 0, np.zeros((1, 3)))
    assert first[0, 0, 0].tolist() == [pytest.approx(2500, abs=150), 10_000 - first[0, 0, 0, 0], 0]
    second = routing.send(random, arrivals(100), 1, np.zeros((1, 3)))
    assert second[0, 0, 0].tolist() == [100, 0, 0]


def test_new_places_take_as_many_as_there_are_and_are_taken_again_when_left():
    scenario = Scenario(routes=(Route((1,), 0, (1.0,) * 3, places=(20, 0, 0)),))
    routing = Routing(scenario, 1)
    random = np.random.default_rng(1)
    gone = np.zeros((1, 3))
    filled = routing.send(random, arrivals(2000), 0, gone)[0, 0, 0, 0]
    assert filled == pytest.approx(20, abs=15)
    more = routing.send(random, arrivals(2000), 1, gone)[0, 0, 0, 0]
    assert filled + more == pytest.approx(20, abs=15)
    gone[0, 0] = 0.5  # half of those there have left: about ten places are free again
    again = routing.send(random, arrivals(2000), 2, gone)[0, 0, 0, 0]
    assert 2 <= again <= 22


def test_nobody_arriving_leaves_new_places_free():
    routing = Routing(Scenario(routes=(Route((1,), 0, (1.0,), places=(5,)),)), 1)
    assert not routing.send(np.random.default_rng(1), arrivals(0), 0, np.zeros((1, 3))).any()
