import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, poisson
from statsmodels.stats.proportion import proportion_confint

from sendlib.errors import ContractError
from sendlib.measures.intervals import proportion_interval, rate_interval

# Sizes met in the publications: no children to every child in England
COUNTS = st.integers(0, 15_000_000)
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.998])


def limits(interval):
    return interval[["lower", "upper"]].iloc[0].tolist()


@pytest.mark.parametrize(
    ("count", "denominator", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_proportions_of_newcombe_1998_table_1_method_3(count, denominator, lower, upper):
    found = limits(proportion_interval(count, denominator))
    assert found == pytest.approx([lower, upper], abs=0.00005)


@pytest.mark.parametrize(
    ("count", "denominator", "confidence", "lower", "upper"),
    # PHEindicatormethods 2.1, test data of its Wilson functions
    [
        (65, 100, 0.95, 0.552544, 0.736358),
        (65, 100, 0.998, 0.495495, 0.778354),
        (1045, 5000, 0.95, 0.197955, 0.220491),
        (1045, 5000, 0.998, 0.191794, 0.227316),
        (0.445, 1, 0.95, 0.043817, 0.933462),
    ],
)
def test_proportions_of_the_public_health_indicator_methods(
    count, denominator, confidence, lower, upper
):
    found = limits(proportion_interval(count, denominator, confidence=confidence))
    assert found == pytest.approx([lower, upper], abs=0.0000005)


def test_none_of_n_has_the_lower_limit_0_and_all_of_n_the_upper_limit_1():
    # the formula alone gives an upper limit above 1 from 15, below 1 from 511, and at 56% of
    # confidence a lower limit above 0
    sizes = np.array([1, 2, 3, 7, 15, 511, 1_000, 638_745])
    for confidence in (0.56, 0.95, 0.998):
        none = proportion_interval(0, sizes, confidence=confidence)
        everyone = proportion_interval(sizes, sizes, confidence=confidence)
        assert (none["lower"] == 0).all()
        assert (everyone["upper"] == 1).all()
        assert (none["upper"] > 0).all()
        assert (everyone["lower"] < 1).all()


@given(denominator=COUNTS.filter(bool), share=st.floats(0, 1), confidence=LEVELS)
def test_proportion_lies_in_its_interval_which_statsmodels_gives_too(
    denominator, share, confidence
):
    count = round(share * denominator)
    row = proportion_interval(count, denominator, confidence=confidence).iloc[0]
    assert 0 <= row["lower"] <= row["value"] <= row["upper"] <= 1
    expected = proportion_confint(count, denominator, alpha=1 - confidence, method="wilson")
    assert (row["lower"], row["upper"]) == pytest.approx(expected, rel=1e-7, abs=1e-9)


@given(count=st.floats(0, 1e-12), denominator=st.integers(1, 1_000), confidence=LEVELS)
def test_rounding_never_puts_a_limit_beyond_the_value(count, denominator, confidence):
    for part in (count, denominator - count):
        row = proportion_interval(part, denominator, confidence=confidence).iloc[0]
        assert 0 <= row["lower"] <= row["value"] <= row["upper"] <= 1


@given(denominator=st.integers(1, 5_000), share=st.floats(0.01, 0.99), confidence=LEVELS)
def test_limits_are_where_the_score_test_stops_rejecting(denominator, share, confidence):
    # Wilson 1927: the limits are the two proportions the observed one is z standard errors from
    count = share * denominator
    row = proportion_interval(count, denominator, confidence=confidence).iloc[0]
    for limit in (row["lower"], row["upper"]):
        score = abs(share - limit) / math.sqrt(limit * (1 - limit) / denominator)
        assert score == pytest.approx(norm.ppf(0.5 + confidence / 2), rel=1e-6)


@pytest.mark.parametrize(
    ("count", "confidence", "lower", "upper"),
    # PHEindicatormethods 2.1, test data of its rates: exact to 5 events, Byar from 20
    [
        (1, 0.95, 0.025318, 5.571643),
        (1, 0.998, 0.001001, 9.233413),
        (5, 0.95, 1.623486, 11.668332),
        (5, 0.998, 0.739372, 16.454745),
        (10, 0.998, 2.916318, 24.193725),
        (20, 0.95, 12.211429, 30.889880),
        (65, 0.95, 50.163188, 82.849139),
        (65, 0.998, 42.880261, 94.000291),
        (1045, 0.95, 982.593202, 1110.331213),
    ],
)
def test_counts_of_the_public_health_indicator_methods(count, confidence, lower, upper):
    found = limits(rate_interval(count, 1, confidence=confidence))
    assert found == pytest.approx([lower, upper], abs=0.0000006)


@given(count=st.integers(0, 9), confidence=LEVELS)
def test_limits_below_ten_events_are_where_the_poisson_tails_are_as_wanted(count, confidence):
    row = rate_interval(count, 1, confidence=confidence).iloc[0]
    tail = (1 - confidence) / 2
    assert poisson.cdf(count, row["upper"]) == pytest.approx(tail)
    if count:
        assert poisson.sf(count - 1, row["lower"]) == pytest.approx(tail)
    else:
        assert row["lower"] == 0


def test_the_method_changes_at_ten_events_and_not_before():
    byar_of_ten = 10 * (1 - 1 / 90 - norm.ppf(0.975) / (3 * math.sqrt(10))) ** 3
    assert rate_interval(10, 1)["lower"].item() == pytest.approx(byar_of_ten, rel=1e-12)
    below = rate_interval(9.999999, 1)["lower"].item()
    assert poisson.sf(9, below) == pytest.approx(0.025, rel=1e-3)
    assert below == pytest.approx(4.795389, abs=1e-5)


@given(count=COUNTS, denominator=st.integers(1, 60_000_000), confidence=LEVELS)
def test_rate_lies_in_its_interval(count, denominator, confidence):
    row = rate_interval(count, denominator, per=1_000, confidence=confidence).iloc[0]
    assert 0 <= row["lower"] <= row["value"] <= row["upper"]


def test_a_rate_scales_with_per_and_with_its_denominator():
    rate = rate_interval([3, 12], [500, 2_000], per=1_000)
    count = rate_interval([3, 12], 1)
    assert rate["value"].tolist() == [6, 6]
    assert rate["upper"].to_numpy() == pytest.approx(count["upper"].to_numpy() * [2, 0.5])


def test_a_rate_may_have_more_events_than_its_denominator():
    assert rate_interval(250, 220)["value"].item() == pytest.approx(1.1363636)


@pytest.mark.parametrize("interval", [proportion_interval, rate_interval])
def test_missing_in_is_missing_out_and_so_is_a_denominator_of_0(interval):
    found = interval([None, 3, None, 0, 4], [10, None, None, 0, 8])
    assert found.iloc[:4].isna().all(axis=None)
    assert found["value"].iloc[4] == 0.5


def test_events_without_population_have_no_rate():
    assert rate_interval(5, 0).isna().all(axis=None)


@pytest.mark.parametrize("interval", [proportion_interval, rate_interval])
def test_the_index_is_kept_and_the_input_unchanged(interval):
    count = pd.Series([1, 0], index=["885", "916"])
    before = count.copy()
    found = interval(count, [4, 0])
    assert found.index.tolist() == ["885", "916"]
    assert found.columns.tolist() == ["value", "lower", "upper"]
    pd.testing.assert_series_equal(count, before)


@pytest.mark.parametrize("interval", [proportion_interval, rate_interval])
def test_no_rows_in_no_rows_out(interval):
    assert interval([], []).shape == (0, 3)


@pytest.mark.parametrize("interval", [proportion_interval, rate_interval])
@pytest.mark.parametrize(
    ("count", "denominator", "message"),
    [
        (-1, 10, "count is below 0"),
        (1, -10, "denominator is below 0"),
        (np.inf, 10, "infinite"),
        ([1, 2], [1, 2, 3], "count has 2, denominator has 3"),
        (["1"], [2], "count holds text"),
    ],
)
def test_impossible_input_is_refused(interval, count, denominator, message):
    with pytest.raises(ContractError, match=message):
        interval(count, denominator)


@pytest.mark.parametrize("denominator", [10, 0])
def test_more_than_all_is_refused(denominator):
    with pytest.raises(ContractError, match="count is above denominator in 1 rows"):
        proportion_interval(11, denominator)


@pytest.mark.parametrize("interval", [proportion_interval, rate_interval])
def test_a_confidence_in_percent_is_refused(interval):
    with pytest.raises(ContractError, match="confidence is 95"):
        interval(1, 2, confidence=95)


@pytest.mark.parametrize("per", [0, -1, float("inf"), float("nan")])
def test_a_rate_per_nothing_is_refused(per):
    with pytest.raises(ContractError, match="per is"):
        rate_interval(1, 2, per=per)


def test_a_higher_confidence_gives_a_wider_interval():
    levels = [0.8, 0.95, 0.998]
    for interval in (proportion_interval, rate_interval):
        widths = [np.diff(limits(interval(7, 50, confidence=level))).item() for level in levels]
        assert widths == sorted(widths)
