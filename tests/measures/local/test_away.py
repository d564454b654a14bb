"""Placements away from home and out of area, and what travel costs."""

from sendlib.measures.local.away import (
    AWAY_LOCATION,
    AWAY_MILES,
    AWAY_TYPE,
    TRAVEL_COST,
    TRAVEL_PERSONS,
)
from tests.measures.local.drawn_packages import SPAN, records, several
from tests.measures.local.drawn_review import table


def with_column(whole, name, values):
    """Give each person's packages a value in a column; others have none."""
    rows = whole.local.table("packages")
    rows[name] = rows["person_id"].map(values).astype(rows[name].dtype)
    return whole


def cells(measure, whole):
    """Return the counts or pounds of the only part of a table, by its fields."""
    (part,) = measure.count(whole)
    column = "count" if measure.unit == "count" else "amount"
    return part.counts.set_index(list(measure.field_names))[column].to_dict(), part.period


def test_residential_placements_are_of_four_groups_and_all_others_are_at_home():
    whole = records(
        *SPAN,
        {"person_id": "A", "accommodation": "residential_38", "primary_need": "PMLD"},
        {"person_id": "B", "accommodation": "residential_52", "primary_need": "SLCN"},
        {"person_id": "C", "accommodation": "residential_52", "primary_need": "SEMH"},
        {"person_id": "D", "accommodation": "residential_52", "primary_need": "VI"},
        {"person_id": "E", "accommodation": "residential_38", "primary_need": None},
        {"person_id": "F", "accommodation": "short_break", "primary_need": "PMLD"},
    )
    found, period = cells(AWAY_TYPE, whole)
    assert period == "2025"
    assert found["profound", "residential_38"] == 1
    assert found["autism", "residential_52"] == 1
    assert found["semh", "Total"] == 1
    assert found["sensory", "Total"] == 2
    assert found["at_home", "short_break"] == 1
    # NEW of the span starts later, OLD has ended
    assert found["Total", "Total"] == 6


def test_the_provider_s_site_says_whether_a_package_is_out_of_the_area():
    providers = table(
        "providers", provider_id=["IN", "OUT", "BLANK"], provider_name=["a", "b", "c"],
        in_area=[True, False, None],
    )  # fmt: skip
    whole = records(
        *SPAN, *[{"person_id": one} for one in "ABDEF"],
        {"person_id": "C", "accommodation": "residential_52"}, beside={"providers": providers},
    )  # fmt: skip
    sites = {"A": "IN", "B": "OUT", "C": "OUT", "D": "BLANK", "E": "GONE"}
    whole = with_column(whole, "provider_id", sites)
    found, _ = cells(AWAY_LOCATION, whole)
    assert found["inside", "Total"] == 1
    assert (found["outside", "day"], found["outside", "residential_52"]) == (1, 1)
    assert found["not_recorded", "Total"] == 3


def transport(*rows):
    heads = ("person_id", "school_year", "mode", "setting_type", "annual_cost_gbp")
    return table("transport", **{name: [row[at] for row in rows] for at, name in enumerate(heads)})


def test_travel_counts_each_once_in_the_setting_of_the_dearest_arrangement():
    file = transport(
        ("A", "2024/25", "taxi", "maintained_special", "4000"),
        ("A", "2024/25", "mileage", "mainstream", "500.50"),
        ("B", "2024/25", "taxi", "independent_special", "9000"),
        ("C", "2024/25", "taxi", None, "100"),
        ("D", "2024/25", "walking", "mainstream", None),
        ("E", "2023/24", "taxi", "mainstream", "7000"),
    )
    whole = records(beside={"transport": file})
    people, period = cells(TRAVEL_PERSONS, whole)
    assert period == "2024/25"
    assert people == {"state_special": 1, "independent_special": 1, "not_recorded": 1, "Total": 3}
    pounds, _ = cells(TRAVEL_COST, whole)
    assert pounds == {
        "state_special": 4500.50, "independent_special": 9000, "not_recorded": 100,
        "Total": 13600.50,
    }  # fmt: skip


def test_travel_without_cost_makes_no_table():
    blank = records(beside={"transport": transport(("A", "2024/25", "taxi", "mainstream", None))})
    nothing = records(beside={"transport": transport(("A", "2024/25", "taxi", "mainstream", "0"))})
    assert list(TRAVEL_PERSONS.count(blank)) == list(TRAVEL_COST.count(blank)) == []
    assert list(TRAVEL_COST.count(nothing)) == []


def test_miles_are_medians_to_the_nearest_five_of_who_lives_away():
    rows = several(4, accommodation="residential_52", primary_need="SEMH")
    miles = {"P0": 11.0, "P1": 22.0, "P2": 33.0, "P3": 90.0, "Z": 1.0}
    whole = with_column(records(*SPAN, *rows, {"person_id": "Z"}), "distance_miles", miles)
    found = AWAY_MILES.work_out(whole)
    line = found.set_index("breakdown").loc["residential_type=semh"]
    assert (line["value"], line["persons"], line["period"]) == (30, 2, "2025")  # 27.5
    assert set(found["breakdown"]) == {"Total", "residential_type=semh"}


def test_packages_of_no_january_make_no_table():
    late = records({"person_id": "A", "start_date": "2025-03-01", "end_date": "2025-03-31"})
    assert list(AWAY_TYPE.count(late)) == []
