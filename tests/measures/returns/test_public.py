"""Returns that published figures can fill."""

import pytest

from sendlib.measures.returns.forms import form
from sendlib.measures.returns.public import public_sheets
from sendlib.params.scenarios import ReturnsMapping
from tests.measures.drawn_mix import Mix
from tests.views.drawn_demand import published

SHARES = {
    "plans_age_under_5_percent": 10.0, "plans_age_5_to_10_percent": 90.0,
    "plans_mainstream_percent": 50.0, "plans_units_percent": 20.0,
    "plans_state_special_percent": 40.0, "plans_need_asd_percent": 30.0,
}  # fmt: skip


@pytest.fixture
def filled(worcestershire):
    demand = published(worcestershire)
    return lambda name, shares=SHARES: public_sheets(
        form(name), demand, Mix(shares), ReturnsMapping()
    )


def test_tables_of_one_field_are_filled_and_the_others_named(filled):
    sheets, lacking = filled("reform_plan")
    assert [sheet.name for sheet in sheets] == ["Table 5.1", "Table 6", "Table 7"]
    assert lacking == ["7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "10", "11", "12"]


def test_the_january_after_stands_for_a_year_and_parts_follow_the_mix(filled):
    (ages, provisions, needs), _ = filled("reform_plan")
    assert ages.heads == ("Age group", "2025", "2026")
    assert ages.rows[0] == ("Under 5", 110, 130)
    by = {row[0]: row[1] for row in provisions.rows}
    assert by["Mainstream schools or academies"] == 330
    assert by["Support bases in mainstream schools or academies"] == 110
    assert by["Specialist bases in mainstream schools or academies"] == 110
    assert by["Other, hospital schools included"] == 110
    assert by["Total"] == 1100
    told = {row[0]: row[1] for row in needs.rows}
    assert (told["Autistic spectrum disorder"], told["Need not recorded"]) == (330, 770)


def test_bases_that_are_not_published_stay_in_mainstream(filled):
    shares = {key: value for key, value in SHARES.items() if key != "plans_units_percent"}
    (_, provisions, _), _ = filled("reform_plan", shares)
    by = {row[0]: row[1] for row in provisions.rows}
    assert by["Mainstream schools or academies"] == 550


def test_where_no_mix_is_published_nothing_is_filled(filled):
    sheets, lacking = filled("scap", {})
    assert sheets == []
    assert lacking == ["1"]
    assert filled("dsg_management_plan", {})[0] == []
