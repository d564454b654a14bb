import math

import numpy as np
import pytest
from scipy import stats

from sendlib.measures.value_for_money_risk import (
    break_even,
    net_as_planned,
    pert,
    risk,
    tornado,
    yearly,
)
from sendlib.params.value_for_money import ValueForMoney

SURE = {
    "delay_years": (0, 0, 0), "children_ratio": (1, 1, 1), "out_of_area_ratio": (1, 1, 1),
    "local_ratio": (1, 1, 1), "nights_per_week": (1, 1, 1), "leakage_percent": (0, 0, 0),
    "build_gbp": (0, 0, 0),
}  # fmt: skip


def plan(uncertainty=None, **changes):
    return ValueForMoney.model_validate({"uncertainty": SURE | (uncertainty or {}), **changes})


def test_without_uncertainty_every_draw_is_the_published_example():
    found = risk(plan(draws=1000))
    assert found.by_year["p10"].to_list() == [0, 0, 600_000, 1_200_000, 1_800_000]
    assert found.by_year["p50"].to_list() == found.by_year["p90"].to_list()
    assert found.total == pytest.approx((3_600_000,) * 3)
    assert found.chance_percent == 100


def test_later_money_counts_less_by_the_rate_of_the_green_book():
    by_hand = 600_000 / 1.035**2 + 1_200_000 / 1.035**3 + 1_800_000 / 1.035**4
    assert net_as_planned(plan()) == pytest.approx(by_hand)
    built = plan({"build_gbp": (500_000, 500_000, 500_000)}, optimism_percent=24)
    assert net_as_planned(built) == pytest.approx(by_hand - 620_000)


def test_a_pert_draw_has_the_mean_and_the_quantiles_of_its_beta_distribution():
    draws = pert((10, 20, 60), 200_000, np.random.default_rng(1))
    assert draws.mean() == pytest.approx((10 + 4 * 20 + 60) / 6, rel=0.01)
    beta = stats.beta(1 + 4 * 10 / 50, 1 + 4 * 40 / 50, loc=10, scale=50)
    for share in (0.1, 0.5, 0.9):
        assert np.quantile(draws, share) == pytest.approx(beta.ppf(share), rel=0.02)


def test_children_leave_at_the_rate_of_leakage_and_join_later_with_a_delay():
    drawn = {name: np.array([float(value[1])]) for name, value in SURE.items()}
    found = yearly(plan(years=6), drawn | {"leakage_percent": np.array([50.0])})[0] / 75_000
    assert found.tolist() == [0, 0, 8, 12, 14, 15]
    late = yearly(plan(years=6), drawn | {"delay_years": np.array([1.5])})[0] / 75_000
    assert late.tolist() == [0, 0, 0, 4, 12, 20]


def test_one_uncertain_input_gives_the_quantiles_worked_out_by_hand():
    # the saving is a straight line in the ratio of children, and so are its quantiles
    found = risk(plan({"children_ratio": (0, 1, 2)}, draws=100_000))
    beta = stats.beta(3, 3, scale=2)
    assert found.total == pytest.approx(
        tuple(3_600_000 * beta.ppf(share) for share in (0.1, 0.5, 0.9)), rel=0.02
    )


def test_the_chance_is_that_of_a_gap_above_nothing():
    # nights from 0 to 14 a week: above 4.6 nights, 75,000 pounds and one night's 20,800, nothing is
    # saved
    found = risk(plan({"nights_per_week": (0, 1, 7)}, draws=100_000))
    beta = stats.beta(1 + 4 / 7, 1 + 24 / 7, scale=7)
    assert found.chance_percent == pytest.approx(100 * beta.cdf(1 + 75_000 / 20_800), abs=0.6)


def test_a_tornado_changes_one_input_at_a_time_the_widest_first():
    found = tornado(plan({"children_ratio": (0.5, 1, 1.5), "build_gbp": (0, 0, 100_000)}))
    net = net_as_planned(plan())
    assert found["input"].to_list()[:2] == ["children_ratio", "build_gbp"]
    first = found.iloc[0]
    assert (first["at_low_gbp"], first["at_high_gbp"]) == pytest.approx((net / 2, 1.5 * net))
    assert found.iloc[1]["width_gbp"] == pytest.approx(124_000)
    assert (found["width_gbp"].iloc[2:] == 0).all()


def test_a_plan_breaks_even_where_its_saving_covers_the_building():
    without = break_even(plan())
    assert (without.year, without.local_gbp) == (3, 160_000)
    assert without.nights_per_week == pytest.approx((160_000 - 64_200) / 20_800)
    built = plan({"build_gbp": (1_000_000,) * 3})
    found = break_even(built)
    assert found.year == 4  # 600,000 and 1,200,000 pounds, discounted, against 1,240,000
    at_that_cost = built.local.model_copy(update={"nights_per_week": found.nights_per_week})
    assert net_as_planned(built.model_copy(update={"local": at_that_cost})) == pytest.approx(
        0, abs=1e-6
    )


def test_a_plan_that_never_pays_breaks_even_in_no_year():
    assert break_even(plan({"build_gbp": (9e9, 9e9, 9e9)})).year is None
    nobody = break_even(plan(children_per_year=0))
    assert nobody.year is None
    assert nobody.local_gbp == -math.inf
    no_nights = plan(local={"night_gbp": 0})
    assert break_even(no_nights).nights_per_week == math.inf


def test_the_same_seed_gives_the_same_draws():
    one, other = risk(ValueForMoney(draws=2000)), risk(ValueForMoney(draws=2000))
    assert one.net == other.net
    assert risk(ValueForMoney(draws=2000), seed=1).net != one.net
