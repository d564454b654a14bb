"""Places needed apart and together, at the same service level."""

import math

import numpy as np
import pandas as pd
import pytest

from sendlib.errors import ContractError
from sendlib.measures.pooled_places import places_needed, pooled_places


def by_adding_up(expected, level):
    """Return the fewest places by adding Poisson probabilities one by one."""
    places, total = 0, math.exp(-expected)
    while total < level:
        places += 1
        total += math.exp(-expected) * expected**places / math.factorial(places)
    return places


@pytest.mark.parametrize("expected", [0, 0.3, 1, 4.5, 12, 40])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_places_hold_all_children_in_the_share_of_years_asked_for(expected, level):
    assert places_needed(expected, service_level=level) == by_adding_up(expected, level)


def test_eight_councils_with_one_child_each_need_half_the_places_together():
    """By the table of Poisson's distribution: 3 places for 1 child, 13 for 8, at 95%."""
    found = pooled_places(pd.Series(1, index=[f"30{number}" for number in range(8)]))
    assert found.apart.to_list() == [3] * 8
    assert (found.apart_total, found.together, found.saved) == (24, 13, 11)
    assert found.lower <= found.saved <= found.upper


def test_the_interval_is_of_numbers_expected_that_the_counts_allow():
    """Checked by drawing the same gamma distributions another way and counting."""
    counts = pd.Series({"301": 4, "302": 9})
    found = pooled_places(counts)
    drawn = np.random.default_rng(99)
    rates = np.column_stack([
        drawn.chisquare(2 * (count + 0.5), 20_000) / 2 for count in counts
    ])  # fmt: skip
    apart = [by_adding_up(a, 0.95) + by_adding_up(b, 0.95) for a, b in rates[:2000]]
    together = [by_adding_up(a + b, 0.95) for a, b in rates[:2000]]
    saved = np.subtract(apart, together)
    assert abs(found.lower - np.quantile(saved, 0.025)) <= 1
    assert abs(found.upper - np.quantile(saved, 0.975)) <= 1


def test_the_same_seed_gives_the_same_and_one_area_saves_nothing():
    counts = pd.Series({"301": 4, "302": 9})
    one, two = pooled_places(counts, seed=3), pooled_places(counts, seed=3)
    assert (one.lower, one.upper) == (two.lower, two.upper)
    alone = pooled_places(counts.head(1))
    assert (alone.saved, alone.lower, alone.upper) == (0, 0, 0)


@pytest.mark.parametrize("counts", [[], [1.5], [-1], [float("nan")]])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(ContractError, match="whole numbers"):
        pooled_places(pd.Series(counts, dtype=float))


@pytest.mark.parametrize(("expected", "level"), [(1, 0), (1, 1), (-1, 0.9), (float("nan"), 0.9)])
def test_levels_and_numbers_out_of_bounds_are_refused(expected, level):
    with pytest.raises(ContractError):
        places_needed(expected, service_level=level)
