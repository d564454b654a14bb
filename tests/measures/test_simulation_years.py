"""How much years differ: learned from them, beside what is usual."""

import numpy as np
import pytest

from sendlib.measures.simulation_history import AGES, STAGES
from sendlib.measures.simulation_rates import design, fit_rates
from sendlib.measures.simulation_years import Years, years_of


def drawn(ratios, variance=1e-4):
    years = Years(np.array(ratios), np.full(len(ratios), variance))
    return years.draw(np.random.default_rng(1), 4000)


def test_years_that_differ_give_a_wider_spread_than_years_that_do_not():
    level, spread = drawn([0.0, 0.0, 0.0, 0.0])
    _, wide = drawn([0.3, -0.3, 0.25, -0.25])
    assert np.median(spread) < 0.02
    assert 0.2 < np.median(wide) < 0.4
    assert np.median(level) == pytest.approx(0.0, abs=0.01)


def test_one_year_tells_nothing_of_the_spread_which_stays_what_is_usual():
    _, spread = drawn([0.5])
    assert 0.04 < np.median(spread) < 0.2


def test_the_level_is_that_of_the_years_and_less_sure_the_more_they_differ():
    level, _ = drawn([0.1, 0.12, 0.08, 0.1])
    other, _ = drawn([0.5, -0.3, 0.4, -0.2])
    assert level.mean() == pytest.approx(0.1, abs=0.01)
    assert other.std() > 4 * level.std()


@pytest.mark.parametrize("of_share", [True, False])
def test_a_years_ratio_is_what_happened_over_what_was_expected_less_the_trend(of_share):
    plan = design(STAGES, 1, 1)
    exposure = np.full((3, AGES), 5000.0)
    events = exposure * np.array([[0.02], [0.04], [0.03]])
    rates = fit_rates(events, exposure, plan, of_share=of_share)
    found = years_of(events, exposure, rates, trend=np.array([0.0, 0.0, 0.25]))
    hazards = -np.log1p(-np.array([0.02, 0.04, 0.03])) if of_share else np.array([0.02, 0.04, 0.03])
    middle = -np.log1p(-0.03) if of_share else 0.03
    assert found.ratios == pytest.approx(np.log(hazards / middle) - [0, 0, 0.25], abs=0.01)
    share = np.array([0.02, 0.04, 0.03])
    chance = 1 / (AGES * 5000 * share)  # of a Poisson number; of a share a little less
    assert found.variances == pytest.approx(chance, rel=0.05)


def test_a_year_in_which_nobody_was_watched_counts_for_nothing():
    exposure = np.vstack([np.zeros(AGES), np.full(AGES, 500.0)])
    rates = fit_rates(exposure * 0.1, exposure, design(STAGES, 1, 1), of_share=True)
    found = years_of(exposure * 0.1, exposure, rates, trend=np.zeros(2))
    assert found.variances[0] > 1e5
    assert found.ratios[0] == 0.0
