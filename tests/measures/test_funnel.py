import math
import zipfile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from sendlib.errors import ContractError
from sendlib.measures.funnel import adjusted_significance, funnel_limits, overdispersion
from sendlib.measures.intervals import proportion_interval, rate_interval

EHC_PLANS = "ehcp/education-health-and-care-plans_2025.zip"
LEVELS = st.sampled_from([0.95, 0.998])


@pytest.fixture(scope="module")
def special_schools(data_raw):
    """Plans and those in special schools: every council in January 2025, and England."""
    with zipfile.ZipFile(data_raw / EHC_PLANS) as release:
        plans = pd.read_csv(release.open("data/caseload.csv"), dtype=str, encoding="utf-8-sig")
    latest = plans[
        (plans["time_period"] == "202425") & (plans["breakdown_topic"] == "All EHC plans")
    ]
    counts = latest.set_index("old_la_code")[["special_total", "ehcplans"]].apply(
        pd.to_numeric, errors="coerce"
    )
    of_councils = (latest["geographic_level"] == "Local authority").to_numpy()
    england = counts[(latest["geographic_level"] == "National").to_numpy()].iloc[0]
    return counts[of_councils].dropna(), england["special_total"] / england["ehcplans"]


def beyond(z, level):
    return int((z.abs() > norm.ppf(0.5 + level / 2)).sum())


def test_over_100_councils_are_beyond_the_plain_limits_of_plans_in_special_schools(special_schools):
    councils, england = special_schools
    spread = overdispersion(
        councils["special_total"], councils["ehcplans"], target=england, kind="proportion"
    )
    found = adjusted_significance(
        councils["special_total"],
        councils["ehcplans"],
        comparator=england,
        tau_squared=spread.tau_squared,
        kind="proportion",
        confidence=0.998,
    )
    assert spread.areas_count >= 150
    assert beyond(found["z"], 0.998) > 100
    assert beyond(found["z_adjusted"], 0.998) < 10
    # with the spread taken in, the z-scores of most councils are those of a normal distribution
    assert 0.75 < found["z_adjusted"].between(-1.96, 1.96).mean() <= 1


def test_the_plain_limits_of_special_schools_are_where_wilson_leaves_england_out(special_schools):
    councils, england = special_schools
    limits = funnel_limits(
        councils["ehcplans"], target=england, tau_squared=0, kind="proportion", levels=[0.998]
    )
    interval = proportion_interval(
        councils["special_total"], councils["ehcplans"], confidence=0.998
    ).reset_index(drop=True)
    outside = ~interval["value"].between(limits["plain_lower"], limits["plain_upper"])
    without = (interval["lower"] > england) | (interval["upper"] < england)
    assert outside.equals(without)
    assert outside.sum() > 100


def test_z_scores_are_on_the_arcsine_scale_for_proportions():
    found = adjusted_significance([30], [100], comparator=0.2, tau_squared=0, kind="proportion")
    expected = (math.asin(math.sqrt(0.3)) - math.asin(math.sqrt(0.2))) * 2 * math.sqrt(100)
    assert found["z"].item() == pytest.approx(expected)
    assert found["z_adjusted"].item() == pytest.approx(expected)


def test_z_scores_are_on_the_square_root_scale_for_rates():
    found = adjusted_significance([30], [1000], comparator=0.02, tau_squared=0, kind="rate")
    assert found["z"].item() == pytest.approx(2 * (math.sqrt(30) - math.sqrt(20)))


def test_the_spread_is_added_to_the_variance_of_chance():
    found = adjusted_significance([30], [100], comparator=0.2, tau_squared=0.01, kind="proportion")
    expected = (math.asin(math.sqrt(0.3)) - math.asin(math.sqrt(0.2))) / math.sqrt(1 / 400 + 0.01)
    assert found["z_adjusted"].item() == pytest.approx(expected)


def test_overdispersion_step_by_step():
    count = np.array([12, 25, 31, 44, 50, 58, 61, 77, 85, 9])
    denominator = np.array([100, 110, 90, 200, 150, 160, 140, 180, 170, 120])
    target = 0.3
    y = np.arcsin(np.sqrt(count / denominator))
    s = 1 / (2 * np.sqrt(denominator))
    z = (y - math.asin(math.sqrt(target))) / s
    # type 7 of ten values: the tenth lies 0.9 of the way from the lowest to the second lowest
    low, *_, high = ordered = sorted(z)
    floor = low + 0.9 * (ordered[1] - low)
    ceiling = high - 0.9 * (high - ordered[-2])
    phi = sum(min(max(score, floor), ceiling) ** 2 for score in z) / 10
    w = 1 / s**2
    tau_squared = (10 * phi - 9) / (w.sum() - (w**2).sum() / w.sum())
    found = overdispersion(count, denominator, target=target, kind="proportion")
    assert found.areas_count == 10
    assert found.phi == pytest.approx(phi)
    assert found.tau_squared == pytest.approx(tau_squared)


def test_areas_that_differ_less_than_by_chance_have_no_spread():
    found = overdispersion([20, 21, 19], [100, 100, 100], target=0.2, kind="proportion")
    assert found.phi < 1
    assert found.tau_squared == 0


def test_a_known_spread_is_found_again():
    # values laid out evenly through a normal distribution of sd 0.1 on the arcsine scale
    shares = norm.ppf((np.arange(400) + 0.5) / 400, loc=0.6, scale=0.1)
    count = 4_000 * np.sin(shares) ** 2
    target = math.sin(0.6) ** 2
    found = overdispersion(count, np.full(400, 4_000), target=target, kind="proportion")
    # winsorising a normal distribution at 10% leaves 0.66 of its mean square
    assert found.tau_squared == pytest.approx(0.66 * 0.01, rel=0.03)


def test_areas_without_figures_are_left_out():
    whole = overdispersion([12, 40, 30], [100, 100, 100], target=0.2, kind="rate")
    gaps = overdispersion([12, None, 40, 0, 30], [100, 100, 100, 0, 100], target=0.2, kind="rate")
    assert gaps == whole


def test_one_area_alone_has_no_spread_and_none_no_phi():
    assert overdispersion([90], [100], target=0.2, kind="proportion").tau_squared == 0
    none = overdispersion([None], [None], target=0.2, kind="proportion")
    assert math.isnan(none.phi)
    assert (none.areas_count, none.tau_squared) == (0, 0)


def test_words_follow_the_adjusted_test_and_not_the_plain_one():
    given_areas = {"comparator": 0.2, "kind": "proportion"}
    count = pd.Series([300, 100, 200, None], index=["885", "916", "816", "850"])
    plain = adjusted_significance(count, 1000, tau_squared=0, **given_areas)
    adjusted = adjusted_significance(count, 1000, tau_squared=0.01, **given_areas)
    assert plain["significance"].tolist() == ["higher", "lower", "similar", "not_assessed"]
    assert adjusted["significance"].tolist() == ["similar", "similar", "similar", "not_assessed"]
    assert adjusted["z"].equals(plain["z"])
    assert adjusted.index.tolist() == ["885", "916", "816", "850"]


def test_a_missing_comparator_is_not_assessed():
    found = adjusted_significance([3], [10], comparator=None, tau_squared=0, kind="rate")
    assert found["significance"].tolist() == ["not_assessed"]


@given(
    denominator=st.integers(20, 60_000),
    target=st.floats(0.01, 0.99),
    shift=st.floats(-0.3, 0.3),
    level=LEVELS,
)
def test_a_proportion_is_beyond_the_plain_limit_when_its_interval_leaves_the_target_out(
    denominator, target, shift, level
):
    count = min(max(round((target + shift) * denominator), 0), denominator)
    row = proportion_interval(count, denominator, confidence=level).iloc[0]
    limits = funnel_limits(
        [denominator], target=target, tau_squared=0, kind="proportion", levels=[level]
    ).iloc[0]
    if (
        min(abs(row["value"] - limits["plain_lower"]), abs(row["value"] - limits["plain_upper"]))
        > 1e-9
    ):
        inside = limits["plain_lower"] < row["value"] < limits["plain_upper"]
        assert inside == (row["lower"] < target < row["upper"])


@given(expected=st.floats(0.01, 9), count=st.integers(0, 9), level=LEVELS)
def test_a_rate_is_beyond_the_plain_limit_when_its_interval_leaves_the_target_out(
    expected, count, level
):
    row = rate_interval(count, 1, confidence=level).iloc[0]
    limits = funnel_limits(
        [1000], target=expected / 1000, tau_squared=0, kind="rate", levels=[level]
    ).iloc[0]
    lower, upper = limits["plain_lower"] * 1000, limits["plain_upper"] * 1000
    if min(abs(count - lower), abs(count - upper)) > 1e-6:
        assert (lower < count < upper) == (row["lower"] < expected < row["upper"])


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_adjusted_limits_are_where_the_adjusted_score_is_critical(kind):
    limits = funnel_limits([400, 2_000], target=0.3, tau_squared=0.002, kind=kind)
    for side, sign in [("adjusted_lower", -1), ("adjusted_upper", 1)]:
        found = adjusted_significance(
            limits[side] * limits["denominator"],
            limits["denominator"],
            comparator=0.3,
            tau_squared=0.002,
            kind=kind,
        )
        critical = sign * norm.ppf(0.5 + limits["level"] / 2)
        assert found["z_adjusted"].to_numpy() == pytest.approx(critical)


def test_limits_come_for_each_level_and_denominator_in_order():
    limits = funnel_limits([10, 20], target=0.3, tau_squared=0, kind="proportion")
    assert limits["level"].tolist() == [0.95, 0.95, 0.998, 0.998]
    assert limits["denominator"].tolist() == [10, 20, 10, 20]


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_limits_stay_within_what_is_possible(kind):
    limits = funnel_limits([1, 2, 5], target=0.5, tau_squared=0.5, kind=kind)
    assert (limits.filter(like="lower") >= 0).all(axis=None)
    if kind == "proportion":
        assert (limits.filter(like="upper") <= 1).all(axis=None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "ratio"}, "kind is 'ratio'"),
        ({"comparator": 1.2}, "comparator of a proportion is out of bounds"),
        ({"comparator": -0.1}, "comparator is below 0"),
        ({"count": [11]}, "count is above denominator"),
        ({"count": [-1]}, "count is below 0"),
        ({"tau_squared": -1}, "tau_squared is -1"),
        ({"tau_squared": math.nan}, "tau_squared is nan"),
        ({"confidence": 95}, "confidence is 95"),
    ],
)
def test_impossible_input_is_refused(change, message):
    options = {
        "count": [3],
        "denominator": [10],
        "comparator": 0.2,
        "tau_squared": 0.0,
        "kind": "proportion",
    }
    with pytest.raises(ContractError, match=message):
        adjusted_significance(**options | change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"denominators": [10, 0]}, "above 0"),
        ({"denominators": [None]}, "above 0"),
        ({"target": -0.1}, "target of a proportion is out of bounds"),
        ({"levels": [95]}, "confidence is 95"),
        ({"tau_squared": math.inf}, "tau_squared is inf"),
    ],
)
def test_impossible_funnels_are_refused(change, message):
    options = {"denominators": [10], "target": 0.2, "tau_squared": 0.0, "kind": "proportion"}
    with pytest.raises(ContractError, match=message):
        funnel_limits(**options | change)
