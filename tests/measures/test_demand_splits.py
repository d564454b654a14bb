"""Plans to come on the published mix."""

import pytest

from sendlib.measures.demand_splits import demand_split
from tests.measures.drawn_mix import Mix
from tests.views.drawn_demand import published

AGES = {"plans_age_under_5_percent": 5.0, "plans_age_5_to_10_percent": 40.0}


@pytest.fixture
def demand(worcestershire):
    return published(worcestershire)


def test_each_part_has_its_share_of_the_total_and_of_its_interval(demand):
    found = demand_split(demand, Mix(AGES), "age")
    rows = found.rows.set_index(["category", "period"])
    assert rows.loc[("under_5", "2026"), ["value", "lower", "upper"]].tolist() == [55, 52.5, 57.5]
    assert rows.loc[("5_to_10", "2027"), "value"] == pytest.approx(520)
    assert (found.mix_of, found.source) == ("2025", "mix.csv")


def test_what_is_left_is_other_so_that_parts_add_up(demand):
    rows = demand_split(demand, Mix(AGES), "age").rows
    assert rows.loc[rows["category"] == "other", "share"].unique() == pytest.approx([55.0])
    assert rows.loc[rows["period"] == "2026", "value"].sum() == pytest.approx(1100)


def test_a_mix_of_all_plans_leaves_no_other(demand):
    shares = {"plans_mainstream_percent": 60.0, "plans_state_special_percent": 40.0}
    rows = demand_split(demand, Mix(shares), "setting").rows
    assert set(rows["category"]) == {"mainstream", "state_special"}


def test_a_questioned_share_is_among_the_others(demand):
    mix = Mix(AGES, questioned=("plans_age_under_5_percent",))
    rows = demand_split(demand, mix, "age").rows
    assert set(rows["category"]) == {"5_to_10", "other"}


def test_needs_are_by_code(demand):
    rows = demand_split(demand, Mix({"plans_need_asd_percent": 30.0}), "need").rows
    assert rows["title"].iloc[0] == "Autistic spectrum disorder"
    assert rows["category"].iloc[0] == "ASD"


def test_without_a_mix_or_a_projection_there_is_no_split(demand, worcestershire):
    assert demand_split(demand, Mix({}), "age") is None
    none = published(worcestershire, rows=demand.rows.head(0))
    assert demand_split(none, Mix(AGES), "age") is None
