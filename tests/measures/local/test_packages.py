"""Packages at a January."""

import pandas as pd

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.packages import (
    PACKAGES_FUNDING,
    PACKAGES_NEED,
    PACKAGES_TYPE,
    januaries,
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
    assert of(PACKAGES_NEED, need="SENSORY")["count"] == 2
    assert of(PACKAGES_TYPE, package_type="Total", accommodation="day")["count"] == 16


def test_who_pays_is_told_by_the_agencies_with_a_cost_and_a_blank_is_not_nothing():
    assert of(PACKAGES_FUNDING, funding="education")["count"] == 17
    assert of(PACKAGES_FUNDING, funding="education+health")["count"] == 6
    assert of(PACKAGES_FUNDING, funding="not_complete")["count"] == 1


def ended(*days):
    files = packages()
    rows = files["packages"].rows
    rows["start_date"] = pd.Timestamp("2018-09-01")
    rows.loc[rows.index[: len(days)], "end_date"] = [pd.Timestamp(day) for day in days]
    return Records(LocalTables(files), 2019, 2025)


def test_januaries_go_back_as_far_as_packages_that_ended_are_in_the_file():
    assert januaries(RECORDS) == [2025]
    assert januaries(ended("2023-02-01")) == [2023, 2024, 2025]
    assert januaries(ended("2018-11-01")) == [2021, 2022, 2023, 2024, 2025]
    assert [part.period for part in PACKAGES_NEED.count(ended("2024-01-05"))] == [
        "2023",
        "2024",
        "2025",
    ]


def test_without_packages_there_is_nothing_to_count():
    empty = Records(LocalTables({"packages": table("packages", package_id=[])}), 2019, 2025)
    assert PACKAGES_NEED.count(empty) == []


def test_packages_that_all_ended_long_ago_are_not_counted():
    files = packages()
    files["packages"].rows["end_date"] = files["packages"].rows["start_date"].max().replace(month=5)
    records = Records(LocalTables(files), 2019, 2025)
    assert PACKAGES_NEED.count(records) == []
