"""The projection of plans: its centre, its range, and that areas share a shock."""

import numpy as np
import pandas as pd
import pytest

from sendlib.measures.growth import Panel, growth
from sendlib.measures.projection import past_errors, project_plans, shared_luck, simulate
from tests.measures.test_growth import AREAS, made


@pytest.fixture(scope="module")
def noisy():
    noise = np.random.default_rng(7).normal(0, 0.03, (len(AREAS), 20))
    return made(lambda number, year: noise[number, year - 2010])


@pytest.fixture(scope="module")
def projected(noisy):
    return project_plans(noisy, horizon=2)


def test_the_centre_is_the_expected_growth_from_the_latest_january(noisy, projected):
    own = projected[projected["area_code"] == "810"].set_index("period")
    assert own.index.tolist() == ["2026", "2027"]
    for ahead, period in enumerate(own.index, start=1):
        expected = noisy.plans.loc["810", 2025] * np.exp(growth(noisy, horizon=ahead)["810"])
        assert own.loc[period, "value"] == pytest.approx(expected)


def test_ranges_hold_the_centre_nest_and_widen(projected):
    assert (projected["lower_95"] < projected["lower"]).all()
    assert (projected["lower"] < projected["value"]).all()
    assert (projected["value"] < projected["upper"]).all()
    assert (projected["upper"] < projected["upper_95"]).all()
    width = (projected["upper"] / projected["lower"]).groupby(projected["period"]).mean()
    assert width.is_monotonic_increasing


def test_areas_keep_their_order_and_each_has_every_january(projected):
    assert projected["area_code"].drop_duplicates().tolist() == AREAS
    assert len(projected) == 2 * len(AREAS)


def test_the_range_is_as_wide_as_the_noise_that_made_the_data(projected):
    """With yearly noise of sd 0.03 in growth, 80% of next years lie within 1.2816 sd."""
    first = projected[projected["period"] == "2026"]
    half = np.log(first["upper"] / first["lower"]) / 2
    assert half.median() == pytest.approx(1.2816 * 0.03 * np.sqrt(1 + 400 / 4500), rel=0.25)


def test_the_same_inputs_give_the_same_numbers(noisy, projected):
    pd.testing.assert_frame_equal(project_plans(noisy, horizon=2), projected)


def test_a_shared_shock_makes_the_sum_of_areas_wider_than_independent_areas_would():
    shocks = dict(zip(range(2010, 2026), np.random.default_rng(3).normal(0, 0.04, 16), strict=True))
    panel = made(lambda *_: 0.0)
    level = np.exp(np.cumsum([shocks[year] for year in panel.plans.columns]))
    shaken = Panel(panel.plans * level, panel.new_plans, panel.children)
    draws = simulate(shaken, horizon=1)[:, 0, :]
    assert past_errors(shaken, horizon=1).shock > 0.02
    assert np.corrcoef(draws)[0, 1] > 0.95


def test_an_area_without_plans_has_no_projection(noisy):
    plans = noisy.plans.copy()
    plans.loc["803", 2025] = np.nan
    found = project_plans(Panel(plans, noisy.new_plans, noisy.children), horizon=1)
    assert found.set_index("area_code").loc["803", ["value", "lower", "upper"]].isna().all()
    assert found.drop(index=found.index[found["area_code"] == "803"])["value"].notna().all()


def test_beyond_the_furthest_result_errors_grow_with_the_square_root_of_time(noisy):
    early = noisy.known_at(2017)
    own = past_errors(early, horizon=12).own
    assert max(ahead for ahead in own if len(own[ahead])) == 12
    assert own[12].std() == pytest.approx(own[3].std() * np.sqrt(12 / 3))


def test_without_any_earlier_origin_there_is_no_range(noisy):
    errors = past_errors(noisy.known_at(2013), horizon=2)
    assert errors.shock == 0.0
    assert errors.own[1].tolist() == [0.0]
    late = Panel(noisy.plans[[2014, 2015, 2016]], noisy.new_plans, noisy.children)
    assert len(past_errors(late, horizon=1).own[1]) == len(AREAS)  # 2014 has no year before it


def test_the_luck_of_a_year_can_be_had_apart_and_is_that_of_the_simulation(noisy):
    draws = simulate(noisy, horizon=1, draws=500, seed=4)[:, 0]
    together = np.log(draws).mean(axis=0)  # over areas, whose own luck evens out
    luck = shared_luck(len(noisy.areas), horizon=1, draws=500, seed=4)[0]
    assert np.corrcoef(together, luck)[0, 1] > 0.3
    other = shared_luck(len(noisy.areas), horizon=1, draws=500, seed=5)[0]
    assert abs(np.corrcoef(together, other)[0, 1]) < 0.2
