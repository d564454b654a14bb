"""Gaps, chances, accommodation and costs of places."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sendlib.measures.sufficiency import (
    OPTIONS,
    Growth,
    costs_of,
    demand_draws,
    gap_of,
    growth_of,
    in_place_ahead,
    option_pence,
    places_needed,
    shortfall_percent,
)
from sendlib.params.sufficiency import PlaceOption, Sufficiency

GROUPS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=9)
THIRD = Growth(years=3, factor=Fraction(1_087_333, 1_000_000), spread=0.05)


def test_growth_is_the_projection_over_the_count_and_spreads_as_its_interval():
    found = growth_of(1000, 1100, 1000, 1210, years=3)
    assert found.factor == Fraction(11, 10)
    # an 80% interval reaches 1.281552 standard deviations to each side
    assert found.spread == pytest.approx(math.log(1.21) / (2 * 1.281552), rel=1e-6)


def test_a_gap_is_places_at_target_occupancy_less_demand():
    assert gap_of(100, 90, target_percent=95, growth=Growth(1, Fraction(1), 0)) == 5
    assert gap_of(100, 100, target_percent=92.5, growth=Growth(2, Fraction(6, 5), 0.1)) == -27.5


@given(GROUPS, st.sampled_from([80, 92.5, 95, 97.3, 100]))
def test_gaps_of_groups_add_up_to_the_gap_of_all_exactly(groups, target):
    parts = [gap_of(one, roll, target_percent=target, growth=THIRD) for one, roll in groups]
    places, rolls = (sum(side) for side in zip(*groups, strict=True))
    assert sum(parts) == gap_of(places, rolls, target_percent=target, growth=THIRD)


def test_simulated_demand_is_the_number_on_roll_times_the_growth():
    growth = Growth(years=3, factor=Fraction(12, 10), spread=0.0)
    draws = demand_draws([100, 400], growth, years_in_place=6)
    assert draws.mean(axis=0) == pytest.approx([120, 480], rel=0.01)
    # stayers are binomial, joiners Poisson: variance n s (1 - s) + n (g - s)
    stay = math.exp(-0.5)
    assert draws[:, 1].var() == pytest.approx(400 * (stay * (1 - stay) + 1.2 - stay), rel=0.1)


def test_groups_grow_together_when_growth_is_uncertain():
    draws = demand_draws([400, 400], Growth(3, Fraction(1), 0.2), years_in_place=6)
    assert np.corrcoef(draws.T)[0, 1] > 0.8
    alone = demand_draws([400, 400], Growth(3, Fraction(1), 0.0), years_in_place=6)
    assert abs(np.corrcoef(alone.T)[0, 1]) < 0.1


def test_draws_are_the_same_every_time_and_nobody_stays_nobody():
    one, two = (demand_draws([30, 0], THIRD, years_in_place=6) for _ in range(2))
    assert (one == two).all()
    assert (one[:, 1] == 0).all()


def test_the_chance_of_a_shortfall_and_the_places_for_nine_in_ten_follow_from_the_draws():
    demand = np.arange(1.0, 101.0)
    assert shortfall_percent(demand, 100, target_percent=90) == 10
    assert shortfall_percent(demand, 200, target_percent=100) == 0
    assert places_needed(demand, target_percent=50) == pytest.approx(2 * 90.1)


def test_a_kind_of_place_goes_from_now_to_arrivals_times_stay():
    near = in_place_ahead(50, arrivals=20, stay_years=3, years=0)
    assert (near.mean, near.high) == (50, 50)
    far = in_place_ahead(50, arrivals=20, stay_years=3, years=100)
    assert far.mean == pytest.approx(60)
    assert far.high == stats.poisson.ppf(0.9, 60)
    between = in_place_ahead(50, arrivals=20, stay_years=3, years=3)
    assert between.mean == pytest.approx(50 * math.exp(-1) + 60 * (1 - math.exp(-1)))


def test_the_high_number_is_that_of_ten_thousand_simulated_futures():
    rng = np.random.default_rng(5)
    stay = math.exp(-2 / 1.5)
    futures = rng.binomial(22, stay, 10_000) + rng.poisson(15 * 1.5 * (1 - stay), 10_000)
    high = in_place_ahead(22, arrivals=15, stay_years=1.5, years=2).high
    assert abs(high - np.quantile(futures, 0.9)) <= 1


def test_without_arrivals_only_those_who_stay_are_left():
    ahead = in_place_ahead(10, arrivals=0, stay_years=2, years=2)
    assert ahead.mean == pytest.approx(10 * math.exp(-1))
    assert ahead.high == stats.binom.ppf(0.9, 10, math.exp(-1))


def test_a_place_costs_its_building_its_years_and_its_travel():
    terms = Sufficiency(years_costed=2, discount_percent=0, travel_gbp_per_mile=1, school_days=190)
    option = PlaceOption(capital_gbp=1000, yearly_gbp=100, miles=10)
    pence = option_pence(3, option, terms)
    assert pence == {
        "capital": 300_000, "places": 3 * 2 * 100 * 100, "travel": 3 * 2 * 2 * 10 * 190 * 100,
        "total": 300_000 + 60_000 + 2_280_000,
    }  # fmt: skip


def test_later_years_are_discounted_from_the_second_on():
    terms = Sufficiency(years_costed=3, discount_percent=3.5, travel_gbp_per_mile=0)
    option = PlaceOption(capital_gbp=0, yearly_gbp=1000, miles=0)
    years = 1 + 1 / 1.035 + 1 / 1.035**2
    assert option_pence(1, option, terms)["places"] == round(100_000 * years)


@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=8),
    st.floats(0, 90_000), st.floats(0, 60_000), st.floats(0, 80), st.floats(0, 9),
)  # fmt: skip
def test_costs_of_needs_add_up_to_the_cost_of_all_to_the_penny(places, capital, yearly, far, rate):
    option = PlaceOption(capital_gbp=capital, yearly_gbp=yearly, miles=far)
    terms = Sufficiency(discount_percent=rate, building=option, purchase=option)
    whole = costs_of(sum(places), terms)
    assert set(whole) == set(OPTIONS)
    for name in OPTIONS:
        parts = [costs_of(one, terms)[name] for one in places]
        for item in ("capital", "places", "travel", "total"):
            assert sum(part[item] for part in parts) == whole[name][item]
        assert whole[name]["total"] == sum(
            whole[name][item] for item in ("capital", "places", "travel")
        )
