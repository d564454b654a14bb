import numpy as np
import pytest

from sendlib.data.demo.people import OLDEST, SIMULATED, within
from sendlib.data.demo.world import World


def test_stocks_have_the_counts_of_the_councils(demo_world: World) -> None:
    for year, people in demo_world.people.stocks.items():
        counts = np.bincount(people["council"])
        assert counts.tolist() == demo_world.profile.plans_in(year).tolist()


def test_nobody_is_older_than_the_law_has_it_or_joined_before_birth(demo_world: World) -> None:
    for people in demo_world.people.stocks.values():
        assert people["age"].between(2, OLDEST).all()
        assert people["start_age"].ge(1).all()
        assert (people["age"] - people["start_age"]).equals(people["years"])


def test_plans_less_than_a_year_old_are_the_new_ones(demo_world: World) -> None:
    for year in SIMULATED:
        stock = demo_world.people.stocks[year + 1]
        young = np.bincount(stock.loc[stock["years"] == 0, "council"])
        made = np.bincount(demo_world.people.new[year]["council"])
        assert young.tolist() == made.tolist()


def test_every_assessment_that_led_to_a_plan_is_one_new_plan(demo_world: World) -> None:
    for year, people in demo_world.people.assessments.items():
        assert (people["outcome"] == 0).sum() == len(demo_world.people.new[year])


def test_a_share_moves_by_an_offset_and_stays_a_share() -> None:
    assert within(0.5, 0.0) == pytest.approx(0.5)
    assert 0.99 < within(0.5, 10.0) < 1.0
