"""Where movers go."""

import numpy as np
import pytest

from sendlib.measures.simulation_history import AGES, STAGES
from sendlib.measures.simulation_moves import destinations, go

NEEDS, SETTINGS = 2, 3
ALL = np.ones((max(STAGES) + 1, SETTINGS), dtype=bool)


def moves(**cells):
    found = np.zeros((1, AGES, NEEDS, SETTINGS, SETTINGS), dtype=int)
    for (age, need, old, new), count in cells.get("of", {}).items():
        found[0, age, need, old, new] = count
    return found


def shares(found, draws=400):
    cumulative = found.draw(np.random.default_rng(3), draws)
    return np.diff(cumulative, axis=-1, prepend=0)


def test_movers_go_where_movers_of_their_stage_went_and_never_stay():
    seen = moves(of={(10, 0, 0, 1): 90, (10, 0, 0, 2): 10, (15, 0, 0, 2): 100})
    found = shares(destinations(seen, ALL)).mean(axis=0)
    assert found[3, 0, 0] == pytest.approx([0, 0.88, 0.12], abs=0.05)
    assert found[5, 0, 0, 2] > 0.9
    assert found[..., range(SETTINGS), range(SETTINGS)].max() < 1e-5


def test_a_need_that_goes_elsewhere_is_followed_there():
    seen = moves(of={(10, 0, 0, 1): 200, (10, 1, 0, 2): 50, (10, 1, 0, 1): 2})
    found = shares(destinations(seen, ALL)).mean(axis=0)
    assert found[3, 0, 0, 1] > 0.85
    assert found[3, 1, 0, 2] > 0.5


def test_without_moves_every_other_setting_is_as_likely():
    found = shares(destinations(moves(), ALL), 3000).mean(axis=0)
    assert found[4, 0, 1] == pytest.approx([0.5, 0, 0.5], abs=0.04)


def test_nobody_goes_to_a_setting_that_none_of_the_next_age_is_in():
    possible = ALL.copy()
    possible[STAGES[11], 2] = False
    found = shares(destinations(moves(of={(15, 0, 0, 2): 50}), possible))
    assert found[:, STAGES[10], 0, 0, 2].max() < 1e-3


def test_each_mover_gets_one_new_setting():
    movers = np.zeros((2, AGES, NEEDS, SETTINGS), dtype=int)
    movers[0, 10, 1, 0], movers[1, 3, 0, 2] = 5, 2
    where = destinations(moves(of={(10, 0, 0, 1): 1}), ALL).draw(np.random.default_rng(1), 2)
    draw, age, need, new = go(np.random.default_rng(2), movers, where)
    assert draw.tolist() == [0] * 5 + [1] * 2
    assert age.tolist() == [10] * 5 + [3] * 2
    assert need.tolist() == [1] * 5 + [0] * 2
    assert (new[:5] != 0).all()
    assert (new[5:] != 2).all()
