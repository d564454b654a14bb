"""Personal budgets in force, their value, and how they go with points."""

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.personal_budgets import (
    BUDGETS_KIND,
    BUDGETS_VALUE,
    EQUITY,
    allocated,
    in_force,
)
from sendlib.measures.local.table import Records
from sendlib.params.commissioning import Allocation
from sendlib.params.review import ReviewOptions
from tests.measures.local.drawn_review import table


def records(*, rules=None, **columns):
    given = {
        "person_id": ["P1", "P2", "P2", "P3", "P4"],
        "agency": ["education", "health", "health", "health", "education"],
        "kind": ["direct_payment", "notional", "organised", "notional", "notional"],
        "start_date": ["2024-04-01", "2024-04-01", "2024-05-01", "2024-06-01", "2022-01-01"],
        "end_date": [None, None, None, "2025-03-01", "2023-01-01"],
        "annual_value_gbp": [1000.0, 2000.0, 500.0, 500.0, 9000.0],
        "points": [10.0, 20.0, 5.0, 15.0, 90.0],
    } | columns
    local = LocalTables({"personal_budgets": table("personal_budgets", **given)}, {})
    options = ReviewOptions(allocation=rules) if rules else ReviewOptions()
    return Records(local, 2019, 2025, options=options)


def test_budgets_in_force_at_january_count_and_a_person_may_hold_several():
    year, rows = in_force(records())
    assert (year, len(rows)) == (2025, 4)
    (part,) = BUDGETS_KIND.count(records())
    total = part.counts.set_index("budget_kind").loc["Total"]
    assert (total["count"], total["persons"]) == (4, 3)


def test_values_add_up_by_agency():
    (part,) = BUDGETS_VALUE.count(records())
    amounts = part.counts.set_index("agency")["amount"]
    assert amounts.to_dict() == {"education": 1000.0, "health": 3000.0, "Total": 4000.0}


def test_each_budget_is_set_beside_what_its_points_come_to():
    _, rows = allocated(records())
    # 4,000 pounds over 50 points
    assert rows["model_gbp"].tolist() == [800.0, 1600.0, 400.0, 1200.0]
    found = EQUITY.work_out(records()).set_index(["breakdown", "statistic"])
    health = found.loc[("agency=health", "held_of_model")]
    assert health["value"] == pytest.approx(3000 / 3200)
    assert health["persons"] == 2
    assert health["lower"] < health["value"] < health["upper"]
    assert found.loc[("Total", "held_of_model"), "value"] == pytest.approx(1)
    assert found.loc[("agency=education", "pounds_a_point"), "value"] == 100


def test_one_person_has_no_interval():
    found = EQUITY.work_out(records()).set_index(["breakdown", "statistic"])
    one = found.loc[("agency=education", "held_of_model")]
    assert pd.isna(one["lower"])
    assert one["largest"] == 1


def test_the_budget_and_limits_are_those_of_the_params_file():
    rules = Allocation(budget_gbp=5000, lowest_gbp=600)
    _, rows = allocated(records(rules=rules))
    assert rows["model_gbp"].sum() == 5000
    assert rows["model_gbp"].min() == 600


def test_a_budget_too_small_for_the_least_sums_gives_no_allocation():
    assert allocated(records(rules=Allocation(budget_gbp=100, lowest_gbp=600))) is None


def test_without_points_or_budgets_there_is_nothing():
    assert allocated(records(points=[None] * 5)) is None
    assert EQUITY.work_out(records(points=[None] * 5)).empty
    none = Records(LocalTables({}, {}), 2019, 2025)
    assert in_force(none) is None
    assert BUDGETS_KIND.count(none) == []
    assert BUDGETS_VALUE.count(none) == []
    assert BUDGETS_VALUE.count(records(annual_value_gbp=[None] * 5)) == []
