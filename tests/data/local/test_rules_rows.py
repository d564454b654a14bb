"""Rules within one local file."""

import pytest

from sendlib.data.local.faults import LocalFault
from sendlib.data.local.rules import check_tables
from tests.data.local.drawn_local import checked, local_table, told, words

PACKAGES = "package_id | person_id | package_type | start_date | end_date\n"
JOINT = """request_id | person_id | request_date | decision_date | education_share_percent \
| health_share_percent | social_care_share_percent\n"""
PLACES = """provision | setting_type | need_group | phase | school_year | places | on_roll \
| out_of_area_on_roll\n"""
ACTIONS = "action_id | action | start_date | due_date | review_date | rating\n"


def test_a_required_value_that_is_missing_is_an_error_and_an_optional_one_is_none():
    rows = PACKAGES + "PK1 | | education | 2024-01-01 |\nPK2 | P1 | | |"
    assert told(packages=rows) == [
        ("packages", 2, "person_id", "missing_value", "error"),
        ("packages", 3, "package_type", "missing_value", "error"),
        ("packages", 3, "start_date", "missing_value", "error"),
    ]


def test_the_same_row_twice_is_told_apart_from_the_same_key_with_other_values():
    rows = PACKAGES + (
        "PK1 | P1 | education | 2024-01-01 |\n"
        "PK2 | P2 | education | 2024-01-01 | 2024-03-01\n"
        "PK1 | P1 | education | 2024-01-01 |\n"
        "PK2 | P2 | education | 2024-01-01 | 2024-04-01\n"
        "PK1 | P1 | education | 2024-01-01 |\n"
    )
    table = checked(packages=rows)["packages"]
    assert [(one.row, one.column, one.rule) for one in table.faults] == [
        (4, "", "duplicate_row"), (5, "package_id", "duplicate_key"), (6, "", "duplicate_row"),
    ]  # fmt: skip
    assert table.faults[0].found == "the same as row 2"
    assert table.faults[1].found == "the package id of row 3, with other values"
    assert table.rows.index.tolist() == [2, 3]


def test_a_key_of_several_columns_can_hold_blanks():
    rows = PLACES + "Oak | sen_unit | ASD | primary | 2024/25 | 10 | 9 |\n" * 2
    assert told(places=rows) == [("places", 3, "", "duplicate_row", "error")]
    rows = rows[:-3] + "9 | 1\n"
    assert told(places=rows) == [("places", 3, "", "duplicate_key", "error")]


def test_a_key_that_is_unreadable_is_no_duplicate():
    text = "person_id | agency | kind | start_date\n" + "P1 | health | notional |\n" * 2
    faults = [
        LocalFault("personal_budgets", row, "start_date", "not_a_date", "error", "", "", "", "")
        for row in (2, 3)
    ]
    (table,) = check_tables({"x": local_table("personal_budgets", text, *faults)}).values()
    assert table.faults == tuple(faults)


@pytest.mark.parametrize(
    ("file", "rows", "column"),
    [
        ("packages", PACKAGES + "PK1 | P1 | education | 2024-01-02 | 2024-01-01", "end_date"),
        (
            "sen2_placement_detail",
            "placement_detail_id | active_plans_id | entry_date | leaving_date\n"
            "L1 | C1 | 2024-01-02 | 2024-01-01",
            "leaving_date",
        ),
        (
            "sen2_named_plans",
            "named_plan_id | assessment_id | start_date | cease_date | cease_reason\n"
            "N1 | A1 | 2024-01-02 | 2024-01-01 | 1",
            "cease_date",
        ),
    ],
)
def test_what_ends_before_it_starts_is_left_out(file, rows, column):
    assert told(**{file: rows}) == [(file, 2, column, "ends_before_start", "error")]


def test_what_starts_and_ends_on_one_day_is_sound():
    assert told(packages=PACKAGES + "PK1 | P1 | education | 2024-01-01 | 2024-01-01") == []


def test_an_action_due_before_it_starts_is_kept():
    rows = ACTIONS + "A1 | Write | 2024-03-01 | 2024-02-01 | 2024-02-01 | on_track"
    assert told(actions=rows) == [("actions", 2, "due_date", "ends_before_start", "warning")]


def test_a_date_that_says_something_of_a_person_is_not_printed():
    rows = PACKAGES + "PK1 | P1 | education | 2024-01-02 | 2023-12-31"
    assert words(packages=rows) == [
        (
            "a date before the start date", "the start date or later",
            "Correct the start date or the end date.",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "total"),
    [("50 | 30 | 20", None), ("33 | 33 | 33", None), ("50 | 50 |", None), ("| |", None),
     ("50 | 30 | 10", "90"), ("60.5 | 50 | 10", "120.5"), ("50 | |", "50")],
)  # fmt: skip
def test_shares_have_to_add_up_to_100_but_for_rounding(shares, total):
    (table,) = checked(joint_funding=JOINT + f"J1 | P1 | 2024-01-01 | | {shares}").values()
    expected = [f"shares of {total} in all"] if total else []
    assert [one.found for one in table.faults] == expected
    assert len(table.rows) == 1


def test_shares_of_which_one_is_unreadable_are_not_told_again():
    text = JOINT + "J1 | P1 | 2024-01-01 | | 50 | 30 |"
    fault = LocalFault("joint_funding", 2, "social_care_share_percent", "not_a_number", "warning",
                       "", "", "", "")  # fmt: skip
    (table,) = check_tables({"x": local_table("joint_funding", text, fault)}).values()
    assert table.faults == (fault,)


def test_a_decision_before_its_request_is_a_warning():
    rows = (
        JOINT + "J1 | P1 | 2024-01-02 | 2024-01-01 | | |\nJ2 | P1 | 2024-01-02 | 2024-01-02 | | |"
    )
    assert told(joint_funding=rows) == [
        ("joint_funding", 2, "decision_date", "decided_before_request", "warning")
    ]


@pytest.mark.parametrize(
    ("places", "on_roll", "is_told"),
    [
        (80, 84, False),
        (80, 100, False),
        (80, 101, True),
        (4, 8, False),
        (4, 9, True),
        (4, "", False),
    ],
)
def test_a_few_children_above_places_are_common_and_many_are_told(places, on_roll, is_told):
    rows = PLACES + f"Oak | sen_unit | ASD | primary | 2024/25 | {places} | {on_roll} |"
    expected = [("places", 2, "on_roll", "over_capacity", "warning")]
    assert told(places=rows) == (expected if is_told else [])
    if is_told:
        assert words(places=rows)[0][0] == f"{on_roll} on roll for {places} places"


def test_a_part_above_its_whole_is_told_with_its_value():
    rows = PLACES + "Oak | sen_unit | ASD | primary | 2024/25 | 10 | 9 | 12"
    assert told(places=rows) == [("places", 2, "out_of_area_on_roll", "out_of_range", "warning")]
    assert words(places=rows)[0][:2] == ("“12”", "at most the on roll of the row")
    assert told(places=PLACES + "Oak | sen_unit | ASD | primary | 2024/25 | 10 | | 12") == []
