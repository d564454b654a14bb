"""A budget shared out by points: to the penny, within limits, alike for the like."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.allocation import allocate

POINTS = st.lists(st.floats(0.5, 400), min_size=1, max_size=40)
BUDGET = st.integers(1, 9_000_000)


def pence(found):
    return [round(100 * value) for value in found]


def test_each_point_is_worth_the_same():
    points = pd.Series([10, 30, 60], index=["a", "b", "c"])
    found = allocate(points, budget_gbp=1000)
    assert found.to_dict() == {"a": 100.0, "b": 300.0, "c": 600.0}


def test_pence_that_are_over_go_to_the_largest_remainders():
    # thirds of a pound: 33.33 each and a penny over, for the first of three alike
    assert allocate(pd.Series([1, 1, 1]), budget_gbp=1).tolist() == [0.34, 0.33, 0.33]
    # 14.2857, 28.5714 and 57.1429 pence: the second has the largest remainder
    assert pence(allocate(pd.Series([1, 2, 4]), budget_gbp=1)) == [14, 29, 57]


def test_what_the_most_leaves_goes_to_the_others():
    # shares of 1,000 would be 100, 100 and 800; the third is held at 500, and 500 is left for two
    found = allocate(pd.Series([1, 1, 8]), budget_gbp=1000, highest_gbp=500)
    assert found.tolist() == [250.0, 250.0, 500.0]


def test_what_the_least_takes_comes_from_the_others():
    found = allocate(pd.Series([1, 9, 10]), budget_gbp=1000, lowest_gbp=145)
    # 855 over 19 points is 45 a point
    assert found.tolist() == [145.0, 405.0, 450.0]


def test_a_budget_larger_than_the_most_of_all_is_not_used_up():
    assert allocate(pd.Series([1, 5]), budget_gbp=900, highest_gbp=100).tolist() == [100.0, 100.0]


def test_nobody_gets_nothing_of_nothing():
    assert allocate(pd.Series([], dtype=float), budget_gbp=10).empty


def test_a_budget_below_the_least_sums_is_refused():
    with pytest.raises(ContractError, match=r"£10.00 cannot give 3 persons at least £4.00"):
        allocate(pd.Series([1, 2, 3]), budget_gbp=10, lowest_gbp=4)


@pytest.mark.parametrize("odd", [0, -1, np.nan, np.inf])
def test_points_that_are_none_are_refused(odd):
    with pytest.raises(ContractError, match="a number above 0 for everyone"):
        allocate(pd.Series([1, odd]), budget_gbp=10)


@settings(max_examples=40, deadline=None)
@given(points=POINTS, budget=BUDGET)
def test_it_adds_up_to_the_penny_and_is_within_a_penny_of_the_exact_share(points, budget):
    found = pence(allocate(pd.Series(points), budget_gbp=budget / 100))
    assert sum(found) == budget
    exact = [Fraction(one) * budget / sum(map(Fraction, points)) for one in points]
    assert all(abs(one - other) < 1.001 for one, other in zip(found, exact, strict=True))


@settings(max_examples=40, deadline=None)
@given(points=POINTS, budget=BUDGET, low=st.integers(0, 5000), room=st.integers(0, 90_000))
def test_limits_hold_more_points_never_give_less_and_order_does_not_matter(
    points, budget, low, room
):
    low = min(low, budget // len(points))
    high = low + room
    given_ = {"budget_gbp": budget / 100, "lowest_gbp": low / 100, "highest_gbp": high / 100}
    if high == 0:
        return
    found = pence(allocate(pd.Series(points), **given_))
    assert sum(found) == min(budget, high * len(points))
    assert all(low <= one <= high for one in found)
    order = np.argsort(points, kind="stable")
    rising = np.array(found)[order]
    assert (np.diff(rising) >= -1).all()
    again = pence(allocate(pd.Series(points[::-1]), **given_))
    assert max(abs(a - b) for a, b in zip(found, again[::-1], strict=True)) <= 1
