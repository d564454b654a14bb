"""Shares that add up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sendlib.errors import ContractError
from sendlib.measures.sharing import apportioned, percentages


def test_three_thirds_of_a_hundred_give_the_last_tenth_to_the_first():
    assert percentages([1, 1, 1]) == [33.4, 33.3, 33.3]
    assert percentages([0, 5]) == [0.0, 100.0]


def test_what_rounding_down_leaves_goes_to_whom_it_cost_most():
    assert apportioned([Fraction(7, 4), Fraction(9, 4), Fraction(-1)], total=3) == [2, 2, -1]


def test_parts_that_do_not_add_up_are_refused():
    with pytest.raises(ContractError, match=r"parts add up to 1\.5, expected 2"):
        apportioned([Fraction(3, 2)], total=2)


@pytest.mark.parametrize("pence", [[0, 0], [-1, 5]])
def test_nothing_has_no_shares(pence):
    with pytest.raises(ContractError, match="have no shares"):
        percentages(pence)


@given(some.lists(some.integers(0, 10**12), min_size=1, max_size=9).filter(any))
def test_percentages_always_add_up_to_100_and_are_off_by_less_than_a_tenth(pence):
    found = percentages(pence)
    assert sum(round(10 * one) for one in found) == 1000
    for one, share in zip(pence, found, strict=True):
        assert abs(share - 100 * one / sum(pence)) < 0.1 + 1e-9
