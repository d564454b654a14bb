"""Tables of returns: whole numbers that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.measures.local.demand_persons import NEEDS, PROVISIONS
from sendlib.measures.returns.forms import EVENTS, form
from sendlib.measures.returns.sheets import Expected, filled, whole_parts
from sendlib.measures.simulation_history import AGES
from sendlib.params.scenarios import ReturnsMapping

KEYS = list(PROVISIONS)


@pytest.fixture
def expected():
    plans = np.zeros((2, AGES, len(NEEDS), len(PROVISIONS)))
    plans[0, 6, NEEDS.index("ASD"), KEYS.index("state_special")] = 10.4
    plans[0, 13, NEEDS.index("SEMH"), KEYS.index("base")] = 5.0
    plans[0, 3, NEEDS.index("ASD"), KEYS.index("early_years")] = 2.3
    plans[1] = plans[0] * 2
    events = {kind: np.zeros((2, AGES)) for kind in EVENTS}
    events["requests"][:, 6] = 30.0
    return Expected((2025, 2026), plans, events)


def by_title(name, expected):
    return {one.name: one for one in filled(form(name), expected, ReturnsMapping())}


def test_plans_by_age_group_and_their_total(expected):
    sheet = by_title("reform_plan", expected)["Table 5.1"]
    assert sheet.heads == ("Age group", "2025", "2026")
    assert sheet.rows == (
        ("Under 5", 2, 4), ("5 to 10", 11, 21), ("11 to 15", 5, 10), ("16 to 19", 0, 0),
        ("20 to 25", 0, 0), ("Total", 18, 35),
    )  # fmt: skip


def test_plans_by_provision_halve_the_bases_by_default(expected):
    rows = {title: first for title, first, _ in by_title("reform_plan", expected)["Table 6"].rows}
    assert rows["Maintained special schools or special academies"] == 10
    bases = [rows[f"{kind} bases in mainstream schools or academies"]
             for kind in ("Support", "Specialist")]  # fmt: skip
    assert bases == [3, 3]
    assert rows["Total"] == 18


def test_needs_within_a_provision_are_of_it_alone(expected):
    rows = {title: first for title, first, _ in by_title("reform_plan", expected)["Table 7.4"].rows}
    assert rows["Autistic spectrum disorder"] == rows["Total"] == 10


def test_requests_are_by_age_group(expected):
    rows = by_title("reform_plan", expected)["Table 10"].rows
    assert rows[1] == ("5 to 10", 30, 30)


def test_a_table_of_two_fields_has_a_row_per_year_and_category(expected):
    sheet = by_title("dsg_management_plan", expected)["Table 2"]
    assert sheet.heads == (
        "Year", "Provision", "Under 5", "5 to 10", "11 to 15", "16 to 19", "20 to 25", "Total",
    )  # fmt: skip
    assert len(sheet.rows) == 2 * 8
    special = "Maintained special schools or special academies"
    assert sheet.rows[2] == ("2025", special, 0, 11, 0, 0, 0, 11)
    assert sheet.rows[7] == ("2025", "Total", *sheet.rows[7][2:7], 18)


def test_places_by_year_group_leave_out_those_who_are_not_at_school(expected):
    (sheet,) = by_title("scap", expected).values()
    last = sheet.rows[8]
    assert last[:2] == ("2025", "Total")
    assert last[-1] == 15
    assert sheet.heads[2:14][0] == "Reception"


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=30))
def test_rounded_parts_add_up_to_the_rounded_total_and_are_off_by_less_than_one(values):
    numbers = np.array(values)
    found = whole_parts(numbers)
    assert sum(found) == int(np.floor(numbers.sum() + 0.5))
    assert np.abs(np.array(found) - numbers).max() < 1 + 1e-6
