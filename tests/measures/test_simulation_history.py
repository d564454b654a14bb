"""What is known of persons has to fit together."""

import numpy as np
import pytest

from sendlib.errors import ContractError
from sendlib.measures.simulation_history import AGES, STAGES, History, steady


def parts(transitions=2, **changes):
    shape = (transitions, AGES, 1, 2)
    found = {
        "stock": np.full((transitions + 1, AGES, 1, 2), 5),
        "left": np.ones(shape, dtype=int),
        "watched": np.full(shape, 4),
        "moved": np.zeros((*shape, 2), dtype=int),
        "joined": np.ones(shape, dtype=int),
        "people": np.full((transitions, AGES), 100.0),
    }
    return {**found, **changes}


def test_numbers_of_ages_needs_settings_and_transitions_follow_from_the_arrays():
    history = History(**parts())
    assert history.shape == (AGES, 1, 2)
    assert history.transitions == 2
    assert history.trend.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stock": np.zeros((2, AGES, 1, 2), dtype=int)}, "2 Januaries and 2 transitions"),
        ({"joined": np.zeros((2, AGES, 1, 3), dtype=int)}, "joined has the shape"),
        ({"people": np.zeros((2, 20))}, r"of people \(2, 20\)"),
        ({"left": np.full((2, AGES, 1, 2), 3)}, "more left or stayed than had a plan"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(changes, words):
    with pytest.raises(ContractError, match=words):
        History(**parts(**changes))


def test_one_january_alone_tells_of_no_change():
    with pytest.raises(ContractError, match="at least two Januaries"):
        History(**parts(0))


def test_a_setting_is_possible_at_the_stages_at_which_anybody_was_in_it():
    stock = np.zeros((2, AGES, 1, 2), dtype=int)
    stock[0, 2, 0, 0] = stock[1, 17, 0, 1] = 1
    nobody = np.zeros((1, AGES, 1, 2), dtype=int)
    history = History(**parts(1, stock=stock, left=nobody, watched=nobody))
    found = np.argwhere(history.possible).tolist()
    assert found == [[STAGES[2], 0], [STAGES[17], 1]]


def test_a_steady_future_changes_nobody():
    future = steady(np.arange(AGES), horizon=3, draws=5)
    assert future.horizon == 3
    assert future.people[2].tolist() == list(range(AGES))
    assert not future.trend.any()
    assert future.shock.shape == (3, 5)
