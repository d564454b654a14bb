"""Spend on packages by financial year."""

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.spend import (
    SPEND_AGENCY,
    SPEND_NEED,
    SPEND_NEED_AGENCY,
    spending,
    years,
)
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import packages, table


def records(first_end="2022-12-31", **changed):
    """Two dozen packages from April 2022; the one of the last person but one ended first."""
    files = packages()
    rows = files["packages"].rows
    rows.loc[rows.index[-2], "end_date"] = pd.Timestamp(first_end)
    for column, value in changed.items():
        rows[column] = value
    return Records(LocalTables(files), 2019, 2025)


def of(measure, **where):
    rows = measure.count(records())[-1].counts
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows.iloc[0]


def test_a_year_of_a_package_costs_its_paid_weeks_and_a_part_of_one_its_days():
    spent = spending(records())
    assert list(spent) == ["2022-23", "2023-24", "2024-25"]
    mine = spent["2023-24"].query("person_id == 'P000'")
    assert mine["pence"].tolist() == [1000 * 40 * 100]
    last = spent["2024-25"].query("person_id == 'P023'")["pence"].iloc[0]
    assert last == round(1000 * 40 * 100 * 354 / 365)
    assert of(SPEND_NEED, need="SENSORY")["persons"] == 1
    # two with health paying all year, and none for the one that ended
    assert of(SPEND_AGENCY, agency="health")["amount"] == pytest.approx(5 * 500 * 40)


def test_the_latest_year_is_divided_by_need_and_agency_too():
    parts = SPEND_NEED_AGENCY.count(records())
    assert [part.period for part in parts] == ["2024-25"]
    counts = parts[0].counts
    whole = counts[(counts["need"] == "Total") & (counts["agency"] == "Total")]["amount"].iloc[0]
    inner = counts[(counts["need"] != "Total") & (counts["agency"] != "Total")]["amount"].sum()
    assert inner == pytest.approx(whole)


def test_years_go_back_as_far_as_packages_that_ended_are_in_the_file():
    assert years(records("2024-06-01")) == [2025]
    assert years(records("2023-04-01")) == [2024, 2025]
    assert years(records("2022-12-31", start_date=pd.Timestamp("2012-01-01"))) == [2023, 2024, 2025]


def test_a_year_that_the_file_does_not_reach_the_end_of_is_not_shown():
    found = records(start_date=pd.Timestamp("2022-04-01"), end_date=pd.Timestamp("2024-03-20"))
    found.local.table("packages").loc[2, "end_date"] = pd.Timestamp("2022-12-01")
    assert list(spending(found)) == ["2022-23", "2023-24"]


def test_without_packages_nothing_is_spent():
    empty = Records(LocalTables({"packages": table("packages", package_id=[])}), 2019, 2025)
    assert SPEND_NEED.count(empty) == []
    nothing = records(weekly_cost_education_gbp=0.0, weekly_cost_health_gbp=0.0)
    assert SPEND_AGENCY.count(nothing) == []
