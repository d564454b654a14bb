import math

import pytest

from sendlib.errors import ContractError
from sendlib.measures.pooling import pooled


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
