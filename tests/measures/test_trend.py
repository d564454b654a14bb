import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm

from sendlib.errors import ContractError
from sendlib.measures.intervals import proportion_interval
from sendlib.measures.trend import (
    CHI2_LIMIT,
    NOT_ASSESSED,
    RecentTrend,
    recent_trend,
    recent_trends,
)

Z = norm.ppf(0.975)
VALUES = st.lists(st.floats(0, 100), min_size=5, max_size=5)
ERRORS = st.lists(st.floats(0.01, 10), min_size=5, max_size=5)


def trend(values, errors=1.0) -> RecentTrend:
    """Trend of values with the standard errors given."""
    values, errors = np.asarray(values, dtype=float), np.asarray(errors)
    return recent_trend(values, values - Z * errors, values + Z * errors)


def slope_by_sums(values, errors, kept):
    """The slope and its variance by the sums of Fingertips' own calculator, years from 1."""
    weights = [1 / errors[point] ** 2 for point in kept]
    years = [point + 1 for point in kept]
    kept_values = [values[point] for point in kept]
    s_w = math.fsum(weights)
    s_wt = math.fsum(w * t for w, t in zip(weights, years, strict=True))
    s_wtt = math.fsum(w * t * t for w, t in zip(weights, years, strict=True))
    s_wy = math.fsum(w * y for w, y in zip(weights, kept_values, strict=True))
    s_wty = math.fsum(w * t * y for w, t, y in zip(weights, years, kept_values, strict=True))
    spread = s_w * s_wtt - s_wt**2
    return (s_w * s_wty - s_wt * s_wy) / spread, s_w / spread


def test_the_limit_is_that_of_99_8_percent():
    assert pytest.approx(9.549536, abs=5e-7) == CHI2_LIMIT


def test_slope_and_chi_square_by_hand():
    # equal errors of 1: slope = sum((t - 3) y) / 10 = 20 / 10, variance = 1 / 10
    found = trend([10, 12, 14, 16, 18])
    assert found.slope == pytest.approx(2)
    assert found.chi2 == pytest.approx(40)
    assert found.direction == "increasing"
    assert trend([18, 16, 14, 12, 10]).direction == "decreasing"


def test_a_fall_of_one_council():
    # 621 of 3454 to 447 of 3121: a case of Fingertips' own tests, falling
    interval = proportion_interval([621, 599, 556, 535, 447], [3454, 3195, 3256, 3227, 3121])
    found = recent_trend(interval["value"], interval["lower"], interval["upper"])
    assert found.direction == "decreasing"


def test_no_change_of_one_council():
    # 5405 of 18095 to 5315 of 17860: a case of Fingertips' own tests, no change
    interval = proportion_interval(
        [5405, 5500, 5435, 5480, 5315], [18095, 18170, 18005, 17890, 17860]
    )
    found = recent_trend(interval["value"], interval["lower"], interval["upper"])
    assert found.direction == "no significant change"
    assert not math.isnan(found.chi2)


@given(values=VALUES, errors=ERRORS)
def test_slope_and_chi_square_are_those_of_the_weighted_sums(values, errors):
    found = trend(values, errors)
    slope, variance = slope_by_sums(values, errors, range(5))
    assert found.slope == pytest.approx(slope, rel=1e-6, abs=1e-7)
    assert found.chi2 == pytest.approx(slope**2 / variance, rel=1e-5, abs=1e-6)


@given(values=VALUES, errors=ERRORS)
def test_direction_needs_significance_and_a_sign_that_holds(values, errors):
    slope, variance = slope_by_sums(values, errors, range(5))
    left_out = [
        slope_by_sums(values, errors, [point for point in range(5) if point != out])[0]
        for out in range(5)
    ]
    statistic = slope**2 / variance
    assume(abs(statistic - CHI2_LIMIT) > 1e-6 and min(map(abs, left_out)) > 1e-9)
    holds = all(np.sign(other) == np.sign(slope) for other in left_out)
    expected = "no significant change"
    if statistic > CHI2_LIMIT and holds:
        expected = "increasing" if slope > 0 else "decreasing"
    assert trend(values, errors).direction == expected


@pytest.mark.parametrize("error", [0.1, 0.07, [0.1, 0.2, 0.1, 0.3, 0.1]])
@pytest.mark.parametrize("last", [9.9, 0.03])
def test_one_year_alone_is_no_trend_though_significant(error, last):
    found = trend([1.1, 1.1, 1.1, 1.1, last], error)
    assert found.chi2 > CHI2_LIMIT
    assert found.direction == "no significant change"


def test_a_sign_that_turns_without_one_point_is_no_trend():
    found = trend([5, 4.9, 4.8, 4.7, 9])
    assert found.slope > 0
    assert trend([5, 4.9, 4.8, 4.7, 9], 0.01).direction == "no significant change"


def test_just_below_and_just_above_the_limit():
    below, above = math.sqrt(0.999 * CHI2_LIMIT / 10), math.sqrt(1.001 * CHI2_LIMIT / 10)
    years = np.arange(5)
    assert trend(below * years).direction == "no significant change"
    assert trend(above * years).direction == "increasing"


def test_equal_values_have_no_slope():
    found = trend([3.3] * 5, 0.001)
    assert (found.slope, found.chi2) == (0, 0)
    assert found.direction == "no significant change"


def test_zeros_have_no_slope():
    assert recent_trend([0] * 5, [0] * 5, [1] * 5).direction == "no significant change"


def test_only_the_latest_five_points_count():
    latest = [10, 12, 14, 16, 18]
    assert trend([90, 5, *latest]) == trend(latest)
    assert trend([np.nan, *latest]) == trend(latest)


@pytest.mark.parametrize(
    "values", [[], [1.0], [1, 2, 3, 4], [1, 2, None, 4, 5], [0, 1, 2, 3, 4, None], [None] * 5]
)
def test_fewer_than_five_points_or_a_missing_one_are_not_assessed(values):
    values = pd.Series(values, dtype=float)
    found = recent_trend(values, values - 1, values + 1)
    assert found.direction == "not assessed"
    assert math.isnan(found.slope)
    assert math.isnan(found.chi2)


def test_a_missing_limit_is_not_assessed():
    values = np.arange(5.0)
    assert recent_trend(values, values - 1, [1, 2, 3, 4, None]).direction == "not assessed"


def test_an_interval_of_no_width_is_not_assessed():
    values = np.arange(5.0)
    upper = values + np.array([1, 1, 0, 1, 1])
    assert recent_trend(values, values, upper).direction == "not assessed"


def test_the_unit_does_not_matter():
    values, errors = np.array([10, 12, 15, 15, 18]), np.array([1, 0.5, 2, 1, 1])
    share, percent = trend(values / 100, errors / 100), trend(values, errors)
    assert percent.slope == pytest.approx(100 * share.slope)
    assert percent.chi2 == pytest.approx(share.chi2)


def test_limits_that_cross_are_refused():
    with pytest.raises(ContractError, match="lower is above upper in 1 of 5 points"):
        recent_trend([1] * 5, [0, 0, 0, 0, 3], [2] * 5)


def test_lengths_that_differ_are_refused():
    with pytest.raises(ContractError, match="values of one length"):
        recent_trend([1, 2], [1], [1, 2])


def test_the_result_cannot_be_changed():
    with pytest.raises(AttributeError):
        trend(range(5)).slope = 1.0


@given(values=VALUES, errors=ERRORS)
def test_slope_and_variance_are_those_of_statsmodels(values, errors):
    found = trend(values, errors)
    weights = 1 / np.asarray(errors) ** 2
    fit = sm.WLS(values, sm.add_constant(np.arange(5.0)), weights=weights).fit()
    assert found.slope == pytest.approx(fit.params[1], rel=1e-6, abs=1e-7)
    variance = fit.normalized_cov_params[1, 1]
    assert found.chi2 == pytest.approx(fit.params[1] ** 2 / variance, rel=1e-5, abs=1e-6)


def test_several_indicators_are_assessed_at_once_each_by_itself():
    values = np.array([[10, 12, 14, 16, 18], [1, np.nan, 3, 4, 5], [5, 5, 5, 5, 5]], dtype=float)
    found = recent_trends(values, values - Z, values + Z)
    assert [one.direction for one in found] == [
        "increasing", "not assessed", "no significant change",
    ]  # fmt: skip
    assert found[0] == trend(values[0])
    assert found[1] == NOT_ASSESSED
    assert recent_trends(*np.empty((3, 0, 5))) == []
