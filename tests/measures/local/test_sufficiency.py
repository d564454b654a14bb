"""Who is in specialist places, arrivals, stays and travel."""

import pandas as pd
import pytest

from sendlib.measures.local.sufficiency import (
    AREA,
    PLACE_FLOWS,
    ROLL_AREA,
    ROLL_KIND,
    ROLL_NEED,
    TABLES,
    TRAVEL,
    latest_year,
    places_with_groups,
)
from tests.measures.local.drawn_market import packages, places, records, transport


def counted(measure):
    (part,) = measure.count(records())
    names = list(measure.field_names)
    rows = part.counts.set_index(names)["count"]
    return part, rows[rows > 0].to_dict()


def test_those_on_roll_are_counted_by_need_and_phase_in_the_latest_year():
    part, found = counted(ROLL_NEED)
    assert part.period == "2024/25"
    # early years and primary of the Oak: 45 and 6
    assert found["ASD", "primary"] == 51
    assert found["SEMH", "Total"] == 37
    assert found["Total", "Total"] == 145
    assert (part.counts["count"] == part.counts["persons"]).all()


def test_areas_are_those_of_the_file_and_each_its_own_name():
    _, found = counted(ROLL_AREA)
    assert found == {"North": 91, "South": 45, "not_recorded": 9, "Total": 145}
    assert AREA.label("North") == "North"
    assert AREA.label("not_recorded") == "Not recorded"
    assert AREA.label("Total") == "All"


def test_kinds_tell_units_residence_and_post_16_apart():
    _, found = counted(ROLL_KIND)
    assert found == {
        "maintained_special": 121, "post_16": 7, "residential": 8, "resourced_provision": 9,
        "Total": 145,
    }  # fmt: skip


def test_a_kind_of_setting_without_a_name_of_its_own_is_another():
    rows = places().rows.assign(setting_type="alternative_provision")
    assert "other" in set(places_with_groups(rows)["setting"])


def test_years_without_anybody_on_roll_do_not_count():
    assert latest_year(places().rows) == "2024/25"
    assert latest_year(places().rows.assign(on_roll=pd.NA)) == ""
    empty = places()
    empty.rows["on_roll"] = empty.rows["on_roll"].mask(empty.rows["on_roll"].notna(), 0)
    for measure in TABLES:
        assert measure.count(records(places=None)) == []
        assert measure.count(records(places=empty)) == []


def test_arrivals_are_those_of_three_years_and_a_stay_is_time_in_place_by_those_who_left():
    # of 83 stays by day 12 began in 2021 and went on, 71 in September 2023; one left, in April 2025
    found = PLACE_FLOWS.work_out(records())
    assert set(found["period"]) == {"2022 to 2025"}
    day = found[found["breakdown"] == "accommodation=day"].set_index("statistic")
    assert day.loc["arrivals", "value"] == pytest.approx(71 / 3)
    now, since = pd.Timestamp("2025-04-20"), pd.Timestamp("2022-04-20")
    began = pd.Timestamp("2023-09-01")
    years = (12 * (now - since).days + 71 * (now - began).days) / 365.25
    assert day.loc["stay", "value"] == pytest.approx(years, rel=0.01)
    assert day.loc["stay", "persons"] == 1  # one left: the gate hides it
    assert "accommodation=residential_52" not in set(found["breakdown"])  # nobody left


def test_other_accommodation_and_no_packages_tell_no_flows():
    none = packages()
    none.rows["accommodation"] = "none"
    assert PLACE_FLOWS.work_out(records(packages=none)).empty
    assert PLACE_FLOWS.work_out(records(packages=None)).empty


def test_travel_is_the_median_of_the_latest_year_by_setting():
    found = TRAVEL.work_out(records())
    rows = {(row["breakdown"], row["statistic"]): row for _, row in found.iterrows()}
    assert set(found["period"]) == {"2024/25"}
    # state special: persons 5 to 21, miles and thousands likewise
    state = rows["setting=state_special", "miles"]
    assert (state["value"], state["persons"]) == (13, 8)
    assert rows["setting=independent_special", "cost"]["value"] == 3600
    assert TRAVEL.work_out(records(transport=None)).empty


def test_a_setting_with_costs_alone_has_no_miles():
    rows = transport()
    rows.rows["distance_miles"] = float("nan")
    assert set(TRAVEL.work_out(records(transport=rows))["statistic"]) == {"cost"}
