"""Starts, ends, weeks in residence and stays."""

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.activity import BED_WEEKS, PACKAGES_MOVES, STAYS, stays
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import table

EMPTY = Records(LocalTables({"packages": table("packages", package_id=[])}), 2019, 2025)


def records(*rows):
    """Packages as person, start, end, accommodation and nights a week; paid 52 weeks a year."""
    columns = list(zip(*rows, strict=True))
    names = ("person_id", "start_date", "end_date", "accommodation", "residential_nights")
    given = dict(zip(names, columns, strict=True))
    ids = [f"K{number}" for number in range(len(rows))]
    weeks = ["52"] * len(rows)
    packages = table("packages", package_id=ids, weeks_a_year=weeks, **given)
    return Records(LocalTables({"packages": packages}), 2019, 2025)


def test_starts_and_ends_take_packages_from_one_january_to_the_next():
    # January counts: 18 January 2024 and 16 January 2025
    long = [(f"L{at}", "2020-01-01", None, "day", "0") for at in range(9)]
    rows = [
        ("A", "2020-01-01", "2024-01-17", "day", "0"),
        ("B", "2020-01-01", "2024-01-18", "day", "0"),
        ("C", "2024-01-18", None, "day", "0"), ("D", "2024-01-19", None, "day", "0"),
        ("E", "2025-01-16", "2025-01-20", "day", "0"),
        ("F", "2024-02-01", "2024-03-01", "day", "0"),
    ]  # fmt: skip
    parts = PACKAGES_MOVES.count(records(*long, *rows))
    counts = parts[-1].counts.set_index("movement")
    assert parts[-1].period == "2025"
    # started D, E and F; ended B (in force on its last day) and F
    assert counts["count"].to_dict() == {"started": 3, "ended": 2, "Total": 5}
    # both stand on the fewer: packages in force at both ends tell their difference
    assert counts["persons"].to_dict() == {"started": 2, "ended": 2, "Total": 4}


def test_a_year_without_movements_has_no_table():
    quiet = [(f"L{at}", "2018-01-01", None, "day", "0") for at in range(3)]
    gone = ("G", "2018-01-01", "2021-01-01", "day", "0")
    late = ("N", "2024-12-20", None, "day", "0")
    found = PACKAGES_MOVES.count(records(*quiet, gone, late))
    assert [part.period for part in found] == ["2025"]
    assert found[0].counts.set_index("movement")["persons"]["started"] == 1


def test_weeks_in_residence_are_nights_by_sevenths_for_the_paid_weeks():
    rows = [
        ("A", "2020-01-01", None, "residential_52", "7"),
        ("A", "2020-01-01", None, "residential_52", "3.5"),
        ("B", "2024-10-01", "2025-03-31", "residential_52", "7"),
        ("C", "2020-01-01", None, "day", "0"), ("D", "2020-01-01", None, "none", "7"),
    ]  # fmt: skip
    found = BED_WEEKS.work_out(records(*rows))
    assert found["breakdown"].tolist() == ["accommodation=residential_52"]
    half = 182 / 365
    assert found["value"].iloc[0] == pytest.approx(52 * (1.5 + half))
    assert found["persons"].iloc[0] == 2
    assert found["largest"].iloc[0] == pytest.approx(1.5 / (1.5 + half))


def test_packages_that_follow_within_a_summer_are_one_stay():
    packages = records(
        ("A", "2022-09-01", "2023-07-20", "day", "0"), ("A", "2023-09-05", None, "day", "0"),
        ("A", "2023-09-05", None, "residential_38", "5"),
        ("B", "2021-09-01", "2022-07-20", "day", "0"),
        ("B", "2022-10-05", "2022-12-01", "day", "0"),
        ("B", "2021-10-01", "2021-11-01", "day", "0"),
    ).local.table("packages")  # fmt: skip
    found = stays(packages)
    spans = list(zip(found["person_id"], found["kind"], found["start"].dt.year, strict=True))
    assert spans == [
        ("A", "day", 2022), ("A", "residential_38", 2023), ("B", "day", 2021), ("B", "day", 2022),
    ]  # fmt: skip
    assert found["end"].iloc[2] == pd.Timestamp("2022-07-20")


def test_a_stay_that_goes_on_counts_up_to_the_last_day_of_the_file():
    ended = [(f"P{at}", "2024-01-01", f"2024-{at:02}-28", "day", "0") for at in range(1, 10)]
    found = STAYS.work_out(records(*ended, ("G", "2024-01-01", None, "day", "0")))
    by = found.set_index("statistic")["value"]
    # ten began together: half have ended with the fifth, on 28 May, day 149
    assert by["median_stay"] == pytest.approx(149 / 7)
    assert by["quartile_stay"] == pytest.approx(88 / 7)  # 28 March, day 88
    assert found["persons"].tolist() == [10, 10, 10]
    assert found["period"].iloc[0] == "2024 to 2024"


def test_without_packages_that_ended_nothing_is_known_of_stays():
    assert STAYS.work_out(records(("A", "2020-01-01", None, "day", "0"))).empty
    assert STAYS.work_out(EMPTY).empty
    assert BED_WEEKS.work_out(EMPTY).empty
    assert PACKAGES_MOVES.count(EMPTY) == []
