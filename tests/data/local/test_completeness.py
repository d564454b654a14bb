"""How much of each field is filled in, and what is not said of few persons."""

import pandas as pd
import pytest

from sendlib.contracts.local_files import local_files
from sendlib.data.local.completeness import (
    APPLIES,
    BLANK_MEANS_SOMETHING,
    completeness,
)
from sendlib.data.local.faults import LocalFault
from sendlib.data.local.rules import check_tables
from tests.data.local.drawn_local import checked, local_table

JOINT = "request_id | person_id | lead_agency | request_date | decision | decision_date\n"


def joint(**agencies):
    rows, number = [], 0
    for agency, count in agencies.items():
        for _ in range(count):
            number += 1
            named = agency if agency != "blank" else ""
            rows.append(f"J{number} | P{number} | {named} | 2024-01-01 | agreed | 2024-02-01")
    return JOINT + "\n".join(rows)


def shown(tables, column, **more):
    table = completeness(tables, **more)
    found = table[table["column"] == column]
    return {
        row.agency: (row.rows, row.filled, row.percent) if row.rows is not pd.NA else "too few"
        for row in found.itertuples()
    }


@pytest.mark.parametrize("address", sorted({*BLANK_MEANS_SOMETHING, *APPLIES}))
def test_a_field_that_is_treated_apart_exists(address):
    file, column = address.split(".")
    assert column in local_files()[file].columns


def test_each_field_is_counted_in_all_and_by_agency():
    text = joint(education=6, health=5, blank=5)
    text = text.replace(
        "J6 | P6 | education | 2024-01-01 | agreed", "J6 | P6 | education | 2024-01-01 |"
    )
    assert shown(checked(joint_funding=text), "decision") == {
        "All": (16, 15, 93.75),
        "Agency not given": (5, 5, 100.0),
        "Education": (6, 5, pytest.approx(83.333, abs=0.001)),
        "Health": (5, 5, 100.0),
    }


def test_a_field_is_counted_only_where_it_applies():
    text = joint(education=6).replace(
        "P1 | education | 2024-01-01 | agreed", "P1 | education | 2024-01-01 | pending"
    )
    assert shown(checked(joint_funding=text), "decision_date")["All"] == (5, 5, 100.0)


def test_where_it_applies_nowhere_there_is_no_percentage():
    text = joint(education=6).replace("agreed", "pending")
    assert shown(checked(joint_funding=text), "decision_date") == {"All": (0, pd.NA, pd.NA)}


def test_agencies_of_few_persons_stand_together_so_that_none_can_be_told():
    found = shown(checked(joint_funding=joint(education=9, health=2, social_care=4)), "decision")
    assert list(found) == ["All", "Education", "Other agencies"]
    assert found["Other agencies"] == (6, 6, 100.0)


def test_one_agency_of_few_persons_takes_the_next_smallest_with_it():
    found = shown(checked(joint_funding=joint(education=9, health=2, social_care=6)), "decision")
    assert list(found) == ["All", "Education", "Other agencies"]
    assert found["Other agencies"] == (8, 8, 100.0)


def test_of_few_persons_in_all_nothing_is_said():
    found = shown(checked(joint_funding=joint(education=3, health=1)), "decision")
    assert found == {"All": "too few", "Other agencies": "too few"}
    assert shown(checked(joint_funding=joint(health=4)), "decision", threshold=4)["All"] == (
        4,
        4,
        100,
    )


def test_rows_of_one_person_are_one_person():
    text = joint(education=6).replace("| P2 |", "| P1 |").replace("| P3 |", "| P1 |")
    assert shown(checked(joint_funding=text), "decision")["All"] == "too few"


def test_a_file_that_is_of_nobody_is_counted_whatever_its_size():
    text = "intention_id | theme | intention | lead_agency\nI1 | A | B | health"
    assert shown(checked(intentions=text), "priority_id") == {
        "All": (1, 0, 0.0), "Health": (1, 0, 0.0)
    }  # fmt: skip


def test_a_row_left_out_for_want_of_a_value_counts_as_blank():
    text = joint(education=6) + "\nJ7 | P7 | | | |"
    found = shown(checked(joint_funding=text), "request_date")
    assert found["All"] == (7, 6, pytest.approx(85.714, abs=0.001))
    fault = LocalFault("joint_funding", 8, "request_date", "not_a_date", "error", "", "", "", "")
    tables = check_tables({"joint_funding": local_table("joint_funding", text, fault)})
    assert shown(tables, "request_date")["All"][:2] == (7, 6)


def test_children_on_roll_are_looked_for_up_to_the_last_year_that_was_counted():
    head = "provision | setting_type | need_group | phase | school_year | places | on_roll\n"
    rows = [
        f"Oak | sen_unit | ASD | primary | {year} | 10 | {roll}"
        for year, roll in (("2023/24", ""), ("2024/25", 9), ("2025/26", ""))
    ]
    assert shown(checked(places=head + "\n".join(rows)), "on_roll")["All"] == (2, 1, 50.0)
    assert shown(checked(places=head + rows[0]), "on_roll")["All"] == (0, pd.NA, pd.NA)
