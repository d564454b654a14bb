"""Plans to come, simulated: councils with known rates, and what has to hold of any simulation."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from sendlib.measures.simulation import fit, simulate
from sendlib.measures.simulation_history import AGES, Future, History, steady
from sendlib.measures.simulation_scenario import Route, Scenario
from tests.independent.councils import chances, live

COUNCILS = 50
AHEAD = 4


def told(seed, *, plans, years=2, ahead=AHEAD, uneven=0.08):
    random = np.random.default_rng([71, seed])
    return live(random, chances(random, plans=plans, uneven=(uneven,) * 3), years=years,
                ahead=ahead)  # fmt: skip


def history(given):
    return History(given.stock, given.left, given.watched, given.moved, given.joined, given.people)


def groups(shape):
    age, need, setting = np.indices(shape).reshape(3, -1)
    return {"total": np.zeros_like(age), "need": need, "setting": setting}


@pytest.fixture(scope="module")
def council():
    return told(1, plans=900)


@pytest.fixture(scope="module")
def model(council):
    return fit(history(council))


@pytest.fixture(scope="module")
def future(council):
    return steady(council.people[-1], horizon=AHEAD, draws=80)


@pytest.fixture(scope="module")
def base(model, future):
    return simulate(model, future, groups(model.history.shape))


def test_ninety_percent_intervals_hold_what_comes_in_about_ninety_of_a_hundred_councils():
    held = {"total": 0, "first setting but one": 0}
    for seed in range(COUNCILS):
        given = told(seed, plans=200)
        past = history(given)
        found = simulate(
            fit(past), steady(given.people[-1], horizon=AHEAD, draws=80), groups(past.shape)
        )
        for name, group, came in (
            ("total", found.draws["total"][-1, :, 0], given.coming[-1].sum()),
            ("first setting but one", found.draws["setting"][-1, :, 1],
             given.coming[-1][..., 1].sum()),
        ):  # fmt: skip
            lower, upper = np.quantile(group, [0.05, 0.95])
            held[name] += int(np.floor(lower) <= came <= np.ceil(upper))
    fewest = binom.ppf(0.001, COUNCILS, 0.9)
    assert min(held.values()) >= fewest, held


def test_the_same_seed_gives_the_same_numbers_and_another_others(model, future, base):
    again = simulate(model, future, groups(model.history.shape))
    assert np.array_equal(again.draws["total"], base.draws["total"])
    other = simulate(model, future, groups(model.history.shape), seed=5)
    assert not np.array_equal(other.draws["total"], base.draws["total"])


def test_parts_add_up_in_every_simulation_and_in_the_means(base):
    total = base.draws["total"][..., 0]
    for name in ("need", "setting"):
        assert base.draws[name].sum(axis=-1) == pytest.approx(total)
    assert base.mean.sum(axis=(1, 2, 3)) == pytest.approx(total.mean(axis=1))


def test_a_group_of_minus_one_is_in_none(model, future):
    of = np.full(np.prod(model.history.shape), -1)
    of[:10] = 0
    found = simulate(model, future, {"first": of})
    assert found.draws["first"].shape == (AHEAD, 80, 1)
    assert found.draws["first"].mean() < found.mean[0].sum() / 10


def test_nobody_is_older_than_the_oldest_age_and_all_of_it_leave(base):
    grown = base.mean[1][1:].sum(axis=(1, 2)) - base.joined[1][1:].sum(axis=(1, 2))
    before = base.mean[0][:-1].sum(axis=(1, 2))
    assert (grown <= before + 1e-9).all()


def test_intervals_widen_with_the_years(base):
    spread = base.draws["total"][..., 0].std(axis=1)
    assert spread[-1] > spread[0]


def test_many_simulations_are_done_in_parts_that_do_not_touch_each_other(model, council):
    few = simulate(
        model, steady(council.people[-1], horizon=1, draws=30), groups(model.history.shape)
    )
    assert few.draws["total"].shape == (1, 30, 1)
    many = simulate(
        model, steady(council.people[-1], horizon=1, draws=230), groups(model.history.shape)
    )
    assert many.draws["total"][0, 200:].std() > 0


def test_fewer_who_join_are_fewer_plans(model, future, base):
    found = simulate(
        model, future, groups(model.history.shape), scenario=Scenario(joining=(0.5,) * AHEAD)
    )
    assert found.joined.sum() == pytest.approx(0.5 * base.joined.sum(), rel=0.1)


def test_inclusion_moves_arrivals_to_another_setting(model, future, base):
    scenario = Scenario(routes=(Route((3,), 1, (1.0,) * AHEAD),))
    found = simulate(model, future, groups(model.history.shape), scenario=scenario)
    before, after = (one.mean[-1].sum(axis=(0, 1)) for one in (base, found))
    assert after[3] < before[3]
    assert after[1] > before[1]
    assert after.sum() == pytest.approx(before.sum(), rel=0.05)


def test_a_trend_of_joining_is_followed(model, future, base):
    grown = replace(future, trend=np.full((AHEAD, 80), np.log(2.0)))
    found = simulate(model, grown, groups(model.history.shape))
    assert found.joined.sum() == pytest.approx(2 * base.joined.sum(), rel=0.1)


def test_the_luck_of_a_year_that_councils_share_moves_them_together(model, council):
    draws = 200
    shock = np.random.default_rng(1).standard_normal((1, draws))
    future = Future(council.people[-1:], 0 * shock, shock, spread=0.5)
    found = simulate(model, future, groups(model.history.shape))
    assert np.corrcoef(found.draws["total"][0, :, 0], shock[0])[0, 1] > 0.7


def test_nobody_joins_a_setting_in_which_none_of_the_stage_has_been(council):
    given = replace_setting(council)
    found = simulate(
        fit(given), steady(council.people[-1], horizon=1, draws=40), groups(given.shape)
    )
    assert found.joined[0, 5:10, :, 5].sum() == 0
    assert found.joined[0, 16:, :, 5].sum() > 0


def replace_setting(given):
    """Return a history in which pupils of primary age in the last setting are in another."""
    arrays = {}
    for name in ("stock", "left", "watched", "joined"):
        one = getattr(given, name).copy()
        one[:, :16, :, 1] += one[:, :16, :, 5]
        one[:, :16, :, 5] = 0
        arrays[name] = one
    moved = given.moved.copy()
    moved[:, :16] = 0
    arrays["stock"][0, :16, :, 5] = 0
    return History(**arrays, moved=moved, people=given.people)


def test_a_council_in_which_nobody_left_or_moved_is_simulated_all_the_same():
    stock = np.zeros((2, AGES, 1, 1), dtype=int)
    stock[0, 5], stock[1, 6] = 20, 20
    none = np.zeros((1, AGES, 1, 1), dtype=int)
    past = History(stock, none, none, np.zeros((1, AGES, 1, 1, 1), dtype=int), none,
                   np.full((1, AGES), 500.0))  # fmt: skip
    found = simulate(fit(past), steady(past.people[-1], horizon=2, draws=20), groups(past.shape))
    assert found.mean[0].sum() == pytest.approx(20, abs=3)
