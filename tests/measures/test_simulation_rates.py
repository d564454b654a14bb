"""Rates of events: margins where cells are thin, the cells' own where they are not."""

import numpy as np
import pytest

from sendlib.measures.simulation_history import AGES, STAGES
from sendlib.measures.simulation_rates import design, fit_rates, level_of

NEEDS, SETTINGS = 2, 2
SHAPE = (AGES, NEEDS, SETTINGS)


@pytest.fixture(scope="module")
def plan():
    return design(STAGES, NEEDS, SETTINGS)


def flat(rates):
    return np.broadcast_to(rates, SHAPE).reshape(1, -1).astype(float)


def test_rates_of_well_known_cells_are_those_seen(plan):
    chance = np.linspace(0.05, 0.6, AGES)[:, None, None] * np.array([1.0, 0.5])[:, None]
    exposure = flat(4000.0)
    rates = fit_rates(exposure * flat(chance), exposure, plan, of_share=True)
    found = -np.expm1(-np.exp(rates.expected())).reshape(SHAPE)
    assert found == pytest.approx(np.broadcast_to(chance, SHAPE), rel=0.06)


def test_numbers_per_head_are_found_too(plan):
    rate = np.linspace(0.002, 0.05, AGES)[:, None, None] * np.array([2.0, 1.0])
    exposure = flat(50_000.0)
    rates = fit_rates(exposure * flat(rate), exposure, plan, of_share=False)
    found = np.exp(rates.expected()).reshape(SHAPE)
    assert found == pytest.approx(np.broadcast_to(rate, SHAPE), rel=0.06)
    assert rates.alike == 0.0


def test_a_thin_cell_is_drawn_towards_its_margins(plan):
    exposure = np.full(SHAPE, 500.0)
    exposure[8, 0, 0] = 4
    events = exposure * 0.05
    events[8, 0, 0] = 3  # three of four left
    rates = fit_rates(events.reshape(1, -1), exposure.reshape(1, -1), plan, of_share=True)
    found = -np.expm1(-np.exp(rates.expected())).reshape(SHAPE)
    assert 0.05 < found[8, 0, 0] < 0.15


def test_cells_nobody_was_in_have_the_rate_of_their_margins(plan):
    exposure = np.full(SHAPE, 1000.0)
    exposure[:, 1, 1] = 0
    events = exposure * np.array([0.1, 0.3])
    rates = fit_rates(events.reshape(1, -1), exposure.reshape(1, -1), plan, of_share=True)
    found = -np.expm1(-np.exp(rates.expected())).reshape(SHAPE)
    assert found[:, 1, 1].mean() == pytest.approx(0.3, abs=0.05)


def test_where_nothing_happened_rates_are_small_and_finite(plan):
    exposure = flat(10.0)
    rates = fit_rates(exposure * 0, exposure, plan, of_share=True)
    assert np.isfinite(rates.expected()).all()
    assert np.exp(rates.expected()).max() < 0.05


def test_a_rate_that_rises_from_one_stage_to_the_next_is_fitted_without_overshooting(plan):
    # few leave school, most leave college: the first steps of the fit would go too far
    chance = np.where(np.arange(AGES) < 18, 0.01, 0.7)[:, None, None]
    exposure = flat(60.0)
    rates = fit_rates(np.round(exposure * flat(chance)), exposure, plan, of_share=True)
    found = -np.expm1(-np.exp(rates.expected())).reshape(SHAPE)
    assert found[5].mean() < 0.03
    assert found[22].mean() == pytest.approx(0.7, abs=0.05)


def test_every_draw_expects_the_events_seen(plan):
    random = np.random.default_rng(1)
    exposure = np.full((1, AGES * NEEDS * SETTINGS), 40.0)
    events = random.binomial(40, 0.1, exposure.shape).astype(float)
    for of_share in (True, False):
        rates = fit_rates(events, exposure, plan, of_share=of_share)
        hazard = np.exp(rates.draw(np.random.default_rng(2), 50))
        expected = exposure[0] @ (-np.expm1(-hazard) if of_share else hazard)
        assert expected == pytest.approx(np.full(50, events.sum()), rel=1e-3)


def test_draws_differ_more_the_less_is_known(plan):
    spreads = []
    for persons in (20.0, 2000.0):
        exposure = flat(persons)
        rates = fit_rates(exposure * 0.1, exposure, plan, of_share=True)
        spreads.append(rates.draw(np.random.default_rng(1), 200).std(axis=1).mean())
    assert spreads[0] > 2 * spreads[1]


def test_persons_of_a_cell_who_act_alike_are_noticed(plan):
    random = np.random.default_rng(4)
    exposure = np.full(AGES * NEEDS * SETTINGS, 50)
    alike = random.binomial(exposure, random.beta(1.0, 4.0, exposure.size))
    apart = random.binomial(exposure, 0.2)
    found = [
        fit_rates(one[None].astype(float), exposure[None].astype(float), plan, of_share=True).alike
        for one in (alike, apart)
    ]
    assert found[0] > 0.02 > found[1]


@pytest.mark.parametrize(("of_share", "expected"), [(True, 0.0), (False, np.log(0.1 / 0.0953))])
def test_a_level_brings_rates_to_the_events(of_share, expected):
    log_rates = np.full((3, 1), np.log(-np.log(0.9)) if of_share else np.log(0.0953))
    level = level_of(log_rates, np.full(3, 100.0), 30.0, of_share=of_share)
    assert level[0] == pytest.approx(expected, abs=1e-3)


def test_no_event_at_all_counts_as_half_of_one():
    level = level_of(np.zeros((1, 1)), np.array([10.0]), 0.0, of_share=False)
    assert level[0] == pytest.approx(np.log(0.05))
