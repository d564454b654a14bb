"""Packages at the latest January, and what they cost in a year."""

import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.packages import (
    PACKAGES_FUNDING,
    PACKAGES_NEED,
    PACKAGES_TYPE,
    SPEND_AGENCY,
    SPEND_NEED,
    spending,
)
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import everything, packages, table

RECORDS = Records(everything(), 2019, 2025)


def of(measure, **where):
    rows = measure.count(RECORDS)[-1].counts
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows.iloc[0]


def test_packages_of_the_latest_january_are_counted_by_type_and_accommodation():
    assert [part.period for part in PACKAGES_TYPE.count(RECORDS)] == ["2025"]
    assert of(PACKAGES_TYPE, package_type="Total", accommodation="Total")["count"] == 24
    cell = of(PACKAGES_TYPE, package_type="residential_education", accommodation="residential_52")
    assert cell["count"] == 2
    assert of(PACKAGES_NEED, need="HI")["count"] == 2


def test_who_pays_is_told_by_the_agencies_with_a_cost_and_a_blank_is_not_nothing():
    assert of(PACKAGES_FUNDING, funding="education")["count"] == 17
    assert of(PACKAGES_FUNDING, funding="education+health")["count"] == 6
    assert of(PACKAGES_FUNDING, funding="not_complete")["count"] == 1


def test_a_year_of_a_package_costs_its_paid_weeks_and_a_part_of_one_its_days():
    spent = spending(RECORDS)
    assert list(spent) == ["2022-23", "2023-24", "2024-25"]
    mine = spent["2023-24"].query("person_id == 'P000'")
    assert mine["pence"].tolist() == [1000 * 40 * 100]
    last = spent["2024-25"].query("person_id == 'P023'")["pence"].iloc[0]
    assert last == round(1000 * 40 * 100 * 354 / 365)
    assert of(SPEND_AGENCY, agency="health")["amount"] == pytest.approx(6 * 500 * 40)
    assert of(SPEND_NEED, need="HI")["persons"] == 2


def test_a_year_that_the_file_does_not_reach_the_end_of_is_not_shown():
    files = packages()
    rows = files["packages"].rows
    rows.loc[rows["end_date"].notna(), "end_date"] = rows["start_date"].max().replace(year=2024)
    assert list(spending(Records(LocalTables(files), 2019, 2025))) == ["2022-23", "2023-24"]


def test_without_packages_there_is_nothing_to_count():
    empty = Records(LocalTables({"packages": table("packages", package_id=[])}), 2019, 2025)
    assert PACKAGES_NEED.count(empty) == SPEND_NEED.count(empty) == []


def test_packages_that_all_ended_long_ago_are_not_counted():
    files = packages()
    files["packages"].rows["end_date"] = files["packages"].rows["start_date"].max().replace(month=5)
    records = Records(LocalTables(files), 2019, 2025)
    assert PACKAGES_NEED.count(records) == []
