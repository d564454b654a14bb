import numpy as np
import pandas as pd
import pytest

from sendlib.data.quality.grid import (
    grid_of,
    has_series_break,
    level_of,
    ordered_periods,
    plain,
    region_of,
    rounding_of,
    summed,
)


def test_facts_stand_one_row_per_area_period_and_breakdown(drawn):
    facts = drawn(
        """
        area_code | period | topic | breakdown | plans | new
        885       | 2025   | Total | Total     | 10    | x
        885       | 2025   | Sex   | Male      | 7     | 1
        """
    )
    grid = grid_of(facts, dataset="caseload")
    assert list(grid.values) == ["plans", "new"]
    assert len(grid.rows) == 2
    assert grid.totals.numbers("plans").tolist() == [10]
    assert np.isnan(grid.totals.numbers("new")).all()
    assert grid.only(["new", "new", "other"]).values.columns.tolist() == ["new"]


@pytest.mark.parametrize(
    ("area", "level", "region"),
    [
        ("ENG", "england", ""), ("E12000005", "region", ""), ("885", "council", "E12000005"),
        ("928", "council", "E12000004"), ("E13000001", "other", ""),
    ],
)  # fmt: skip
def test_an_area_has_its_level_and_region(area, level, region):
    assert (level_of(area), region_of(area)) == (level, region)


def test_new_and_abolished_councils_have_a_break_in_their_series():
    assert has_series_break("940")
    assert has_series_break("928")
    assert not has_series_break("885")


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ([10, 250, 1000], 10), ([5, 15, 20], 5), ([3, 7, 11], 1), ([0.1, 22.3, 40], 0.1),
        ([1.234, 2.345, 9.1234567], 0), ([np.nan], 1), ([0.5, 2], 0), ([2000, 3000, 5000], 1000),
    ],
)  # fmt: skip
def test_rounding_is_the_widest_step_that_figures_share(values, step):
    assert rounding_of(pd.Series(values, dtype=float)) == step


def test_periods_are_in_order_of_time_and_figures_plain():
    assert ordered_periods(pd.Series(["2025", "2019", "2025"])) == ["2019", "2025"]
    assert (plain(6078.0), plain(0.1), plain(1234567.5)) == ("6078", "0.1", "1234567.5")


def test_rows_with_the_same_keys_are_added_up_and_absent_groups_have_nothing():
    keys = [pd.Series(["a", "b", "a"]), pd.Series(["x", "x", "x"])]
    groups = summed(np.array([[1.0], [np.nan], [2.0]]), keys)
    wanted = pd.MultiIndex.from_tuples([("a", "x"), ("b", "x"), ("c", "x")])
    found = groups.at(wanted)
    assert found.total[0, 0] == 3
    assert np.isnan(found.total[1:, 0]).all()
    assert found.published[:, 0].tolist() == [2, 0, 0]
    assert found.size.tolist() == [2, 1, 0]
