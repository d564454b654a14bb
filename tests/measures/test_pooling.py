import math

import pandas as pd
import pytest

from sendlib.errors import ContractError
from sendlib.measures.pooling import neighbours_mean, pooled


def test_counts_are_added_up_and_rates_not_averaged():
    group = pooled([1, 90], [100, 100])
    assert (group.count, group.denominator, group.areas_count) == (91, 200, 2)
    unequal = pooled([10, 90], [10, 990])
    assert unequal.count / unequal.denominator == pytest.approx(0.1)


def test_an_area_without_one_of_the_two_is_left_out_of_both():
    group = pooled([1, None, 5], [100, 100, None])
    assert (group.count, group.denominator) == (1, 100)
    assert (group.areas_count, group.missing_count) == (1, 2)


@pytest.mark.parametrize("given", [([], []), ([None], [3])])
def test_a_group_without_figures_has_no_sum_and_not_0(given):
    group = pooled(*given)
    assert math.isnan(group.count)
    assert math.isnan(group.denominator)
    assert group.areas_count == 0


def test_negative_counts_are_refused():
    with pytest.raises(ContractError, match="count is below 0"):
        pooled([-1], [2])


VALUES = pd.Series({"885": 50.0, "916": 10.0, "933": 20.0, "830": None, "881": 60.0})


def test_neighbours_count_alike_whatever_their_size():
    found = neighbours_mean(VALUES, ["916", "933", "881"], area_code="885")
    assert found.value == pytest.approx(30)
    assert (found.areas_count, found.missing) == (3, ())


def test_neighbours_without_a_value_are_left_out_and_named():
    found = neighbours_mean(VALUES, ["916", "830", "999", "933"], area_code="885")
    assert found.value == pytest.approx(15)
    assert (found.areas_count, found.missing) == (2, ("830", "999"))


def test_the_area_itself_is_never_in_the_mean():
    found = neighbours_mean(VALUES, ["885", "916"], area_code="885")
    assert (found.value, found.areas_count) == (10, 1)


@pytest.mark.parametrize("neighbours", [[], ["830"]])
def test_without_any_value_there_is_no_mean(neighbours):
    found = neighbours_mean(VALUES, neighbours, area_code="885")
    assert math.isnan(found.value)
    assert found.areas_count == 0


def test_a_neighbour_named_twice_is_refused():
    with pytest.raises(ContractError, match="neighbours of 885 named twice: 916"):
        neighbours_mean(VALUES, ["916", "933", "916"], area_code="885")


def test_an_area_with_two_values_is_refused():
    twice = pd.Series([1.0, 2.0], index=["916", "916"])
    with pytest.raises(ContractError, match=r"areas with two values.*\['916'\]"):
        neighbours_mean(twice, ["916"], area_code="885")
