from bisect import bisect_left
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.comparison import plain_significance, quartile_band, rank

# Few distinct values, so that ties and values on a quartile are common
VALUES = st.lists(st.one_of(st.none(), st.integers(0, 12).map(lambda n: n / 2)), max_size=30)


def series(*values):
    return pd.Series(values, index=[f"{801 + row}" for row in range(len(values))], dtype=float)


def exact_quantile(values, share):
    ordered = sorted(map(Fraction, values))
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def test_the_best_is_first_in_the_direction_of_polarity():
    values = series(10, 30, 20)
    assert rank(values, polarity="high").tolist() == [3, 1, 2]
    assert rank(values, polarity="low").tolist() == [1, 3, 2]
    assert rank(values, polarity=None).tolist() == [3, 1, 2]


def test_ties_share_the_smallest_rank_and_the_next_is_skipped():
    assert rank(series(5, 7, 7, 9), polarity="high").tolist() == [4, 2, 2, 1]
    assert rank(series(5, 7, 7, 9), polarity="low").tolist() == [1, 2, 2, 4]


def test_values_that_differ_only_beyond_the_decimals_shown_are_no_ties():
    assert rank(series(12.34, 12.3401), polarity="high").tolist() == [2, 1]


@given(values=VALUES)
def test_rank_is_one_more_than_the_number_of_better_areas(values):
    areas = series(*values)
    for polarity, better in [("high", 1), (None, 1), ("low", -1)]:
        found = rank(areas, polarity=polarity)
        for area, value in areas.items():
            if np.isnan(value):
                assert np.isnan(found[area])
            else:
                assert found[area] == 1 + (better * areas > better * value).sum()


def test_rank_keeps_index_name_and_input():
    values = pd.Series([2, None, 1], index=["885", "916", "816"], name="timeliness", dtype="Int64")
    before = values.copy()
    found = rank(values, polarity="low")
    assert found.index.tolist() == ["885", "916", "816"]
    assert found.name == "timeliness"
    assert found.isna().tolist() == [False, True, False]
    pd.testing.assert_series_equal(values, before)


def test_the_best_quarter_is_a_in_the_direction_of_polarity():
    values = series(1, 2, 3, 4, 5, 6, 7, 8)
    assert "".join(quartile_band(values, polarity="low")) == "AABBCCDD"
    assert "".join(quartile_band(values, polarity="high")) == "DDCCBBAA"


def test_a_value_on_a_quartile_is_in_the_quarter_below_it():
    # quartiles by type 7 are 2, 3 and 4
    values = series(1, 2, 3, 4, 5)
    assert "".join(quartile_band(values, polarity="low")) == "AABCD"
    assert "".join(quartile_band(values, polarity="high")) == "DDCBA"


def test_without_polarity_there_is_no_band():
    assert quartile_band(series(1, 2, 3, 4), polarity=None).isna().all()


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([7, 7, 7, 7], "AAAA", "DDDD"),
        ([3], "A", "D"),
        ([1, 2], "AD", "DA"),
        ([1, 2, 3], "ABD", "DCA"),
        ([0, 0, 0, 0, 0, 0, 1, 9], "AAAAAADD", "DDDDDDAA"),
    ],
)
def test_few_or_equal_values_are_banded_by_the_same_rule(values, low, high):
    assert "".join(quartile_band(series(*values), polarity="low")) == low
    assert "".join(quartile_band(series(*values), polarity="high")) == high


@given(values=VALUES)
def test_bands_are_those_of_exact_type_7_quantiles(values):
    areas = series(*values)
    known = areas.dropna()
    cuts = [exact_quantile(known, Fraction(quarter, 4)) for quarter in (1, 2, 3) if len(known)]
    for polarity, letters in [("low", "ABCD"), ("high", "DCBA")]:
        bands = quartile_band(areas, polarity=polarity)
        assert bands.index.equals(areas.index)
        assert bands.isna().equals(areas.isna())
        for area, value in known.items():
            assert bands[area] == letters[bisect_left(cuts, value)]


def test_repeated_area_labels_keep_their_own_bands():
    values = pd.Series([1.0, None, 9.0], index=["885", "885", "885"], name="x")
    bands = quartile_band(values, polarity="low")
    assert bands.tolist()[::2] == ["A", "D"]
    assert bands.name == "x"


@pytest.mark.parametrize("polarity", ["High", "", "better", 1, np.nan])
@pytest.mark.parametrize("compare", [rank, quartile_band])
def test_another_polarity_is_refused(compare, polarity):
    with pytest.raises(ContractError, match="expected 'high', 'low' or None"):
        compare(series(1, 2), polarity=polarity)


@pytest.mark.parametrize("compare", [rank, quartile_band])
def test_infinite_values_are_refused(compare):
    with pytest.raises(ContractError, match="infinite"):
        compare(series(1, np.inf), polarity="high")


def test_touching_the_comparator_is_similar():
    found = plain_significance([2.1, 2.0, 1.0, 1.0, 0.5], [3, 3, 3, 2.0, 1.9], 2.0)
    assert found.tolist() == ["higher", "similar", "similar", "similar", "lower"]


def test_a_missing_limit_or_comparator_is_not_assessed():
    found = plain_significance([1, None, 1], [2, 2, None], [None, 5, 5])
    assert found.tolist() == ["not_assessed"] * 3


def test_significance_keeps_the_index():
    lower = pd.Series([1.0, 5.0], index=["885", "916"])
    assert plain_significance(lower, [2, 6], 4).to_dict() == {"885": "lower", "916": "higher"}


def test_a_lower_limit_above_its_upper_limit_is_refused():
    with pytest.raises(ContractError, match="lower is above upper in 1 rows"):
        plain_significance([3], [2], 1)
