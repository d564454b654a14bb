"""Posts and who fills them."""

import pandas as pd
import pytest

from sendlib.measures.commissioning.workforce import counted_on, staffing, staffing_by_need
from tests.measures.commissioning.drawn_files import WORKFORCE, read

DAY = pd.Timestamp("2025-03-31")


@pytest.fixture(scope="module")
def workforce():
    return read("workforce", WORKFORCE)


def test_days_are_in_order(workforce):
    assert [day.year for day in counted_on(workforce.iloc[::-1])] == [2024, 2025]


def test_rates_are_of_the_sums(workforce):
    row = staffing(workforce, by=["agency"], date=DAY).set_index("agency").loc["health"]
    assert row[["established_fte", "in_post_fte", "caseload"]].tolist() == [14, 12, 900]
    assert row["vacancy_percent"] == pytest.approx(100 * 2 / 14)
    assert row["turnover_percent"] == pytest.approx(100 * 2 / 12)
    assert row["caseload_per_fte"] == 75
    assert row["cost_per_fte_gbp"] == pytest.approx(500_000 / 12)


def test_what_one_group_does_not_say_is_missing_in_its_sum(workforce):
    row = staffing(workforce, by=["agency"], date=DAY).set_index("agency").loc["education"]
    assert row[["leavers_fte", "turnover_percent", "annual_cost_gbp"]].isna().all()
    assert row["vacancy_percent"] == 50


def test_nobody_in_post_has_no_caseload_for_each_post(workforce):
    empty = workforce.assign(in_post_fte=0.0)
    found = staffing(empty, by=["agency"], date=DAY)
    assert found["vacancy_percent"].tolist() == [100, 100]
    assert found["caseload_per_fte"].isna().all()


def test_staff_for_several_needs_stand_with_each(workforce):
    found = staffing_by_need(workforce, needs=["ASD", "SLCN", "HI"], date=DAY).set_index("need")
    assert found["established_fte"].to_dict() == {"ASD": 10, "SLCN": 14}


def test_no_staff_with_a_need_give_no_rows(workforce):
    assert staffing_by_need(workforce, needs=["HI"], date=DAY).empty
