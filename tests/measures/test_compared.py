from dataclasses import replace

import pytest

from sendlib.measures.compared import compare
from sendlib.measures.indicator import Selection
from sendlib.measures.place import place
from sendlib.measures.plans import NEW_PLANS_PER_1000
from sendlib.params.load import default_params

SHARES = """
    area      | period | count | whole
    ENG       | 2025   | 40    | 100
    916       | 2025   | 30    | 100
    885       | 2024   | 10    | 100
    885       | 2025   | 20    | 100
    E12000005 | 2025   | 50    | 100
    893       | 2025   | 60    | 100
"""


def test_values_are_the_area_s_then_its_comparators_then_its_neighbours(compared):
    found = compared(SHARES)
    keys = list(zip(found.values["area_code"], found.values["period"], strict=True))
    assert keys == [
        ("885", "2024"), ("885", "2025"), ("SN-885", "2025"), ("E12000005", "2025"),
        ("ENG", "2025"), ("916", "2025"),
    ]  # fmt: skip
    assert set(found.councils["area_code"]) == {"885", "893", "916"}


def test_rows_are_found_by_area_and_period(compared):
    found = compared(SHARES)
    assert found.of("885", "2024")["value"] == 10.0
    assert found.own["value"] == found.figure["value"] == 20.0
    assert found.of("ENG", "2019") is None
    assert found.at_latest("ENG")["comparator_value"] == 40.0
    assert found.at_latest("OWN-885") is None
    assert found.known("885")["value"].tolist() == [10.0, 20.0]
    assert [row["period"] for row in found.trusted] == ["2024", "2025"]


def test_the_latest_period_is_the_newest_of_any_council(compared):
    text = SHARES + "893 | 2023 | 1 | 10\nENG | 2026 | 1 | 10\n"
    assert compared(text).latest == "2025"
    assert compared(SHARES.replace("2024 ", "2024/25 ")).latest == "2025"


@pytest.mark.parametrize("count", ["unavailable", "20?"])
def test_a_missing_or_questioned_figure_is_no_figure(compared, count):
    found = compared(SHARES.replace("885       | 2025   | 20 ", f"885 | 2025 | {count}"))
    assert found.figure is None
    assert found.own is not None
    assert compared(SHARES.replace("885 ", "886 ")).figure is None


def test_only_the_years_of_the_place_are_shown(compared, worcestershire):
    found = compared(SHARES, place=replace(worcestershire, years=(2025, 2025)))
    assert set(found.values["period"]) == {"2025"}
    empty = compared(SHARES, place=replace(worcestershire, years=(2030, 2031)))
    assert (empty.latest, len(empty.values), len(empty.councils)) == ("", 0, 0)
    assert empty.comparisons.empty
    assert empty.own is None


def test_a_dataset_that_no_file_holds_leaves_everything_empty(compared, tables, worcestershire):
    indicator = replace(compared(SHARES).indicator, count=Selection("absent", ("count",)))
    found = compare(indicator, tables(), worcestershire)
    assert (found.latest, found.standing, found.spread) == ("", None, None)
    assert found.without_figure == ("933", "916")


@pytest.mark.parametrize("area", ["942", "839", "941"])
def test_a_council_of_recent_years_has_no_series_from_before(published, area):
    here = place(default_params(area), published)
    found = compare(NEW_PLANS_PER_1000, published, here)
    assert found.figure is not None
    first_year = {"942": 2023, "839": 2019, "941": 2021}[area]
    assert found.known(area)["period"].astype(int).min() >= first_year
    if area != "839":
        assert found.trend.direction == "not assessed"
