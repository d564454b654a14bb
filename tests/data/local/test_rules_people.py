"""Rules over persons: their ages, and whether they stand there twice."""

import pytest

from tests.data.local.drawn_local import checked, told

PERSONS = "person_id | person_birth_date | upn | surname | forename | sex | postcode\n"
PACKAGES = "package_id | person_id | package_type | start_date\n"
REQUESTS = "request_id | person_id | received_date\n"
BIRTH = ("sen2_persons", 2, "person_birth_date", "age_outside_0_25", "warning")


def born(day):
    return f"{PERSONS}P1 | {day} | | | | |\nP2 | 2010-01-01 | | | | |"


@pytest.mark.parametrize(
    ("birth", "start", "is_told"),
    [
        ("2024-05-02", "2024-05-01", True),
        ("2024-05-01", "2024-05-01", False),
        ("1998-05-01", "2024-04-30", False),
        ("1998-05-01", "2024-05-01", True),
        ("1988-05-01", "2024-05-01", True),
    ],
    ids=["before birth", "at birth", "25 for one more day", "26th birthday", "a parent's year"],
)
def test_a_date_of_birth_by_which_no_age_is_right_is_told_once(birth, start, is_told):
    found = told(
        sen2_persons=born(birth),
        sen2_requests=REQUESTS + f"Q1 | P1 | {start}",
        packages=PACKAGES + f"K1 | P1 | education | {start}",
    )
    assert found == ([BIRTH] if is_told else [])


def test_where_other_ages_are_right_the_date_is_at_fault_not_the_birth():
    assert told(
        sen2_persons=born("2010-01-01"),
        packages=PACKAGES
        + "K1 | P1 | education | 2020-01-01\nK2 | P1 | therapy | 2002-01-01\n"
        + "K3 | P2 | therapy | 2002-01-01",
    ) == [
        ("sen2_persons", 3, "person_birth_date", "age_outside_0_25", "warning"),
        ("packages", 3, "start_date", "age_outside_0_25", "warning"),
    ]


def test_without_the_return_or_without_dates_no_age_is_known():
    assert told(packages=PACKAGES + "K1 | P1 | education | 1950-01-01") == []
    assert told(sen2_persons=born("1950-01-01")) == []
    assert told(sen2_persons=born("1950-01-01"), packages=PACKAGES) == []


def twice(*rows):
    (table,) = checked(sen2_persons=PERSONS + "\n".join(rows)).values()
    assert {fault.rule for fault in table.faults} <= {"same_person_twice"}
    assert len(table.rows) == len(rows)
    return [(fault.row, fault.column, fault.found) for fault in table.faults]


def test_the_same_upn_under_two_numbers_is_one_person():
    assert twice(
        "P1 | 2010-01-01 | A123 | | | |",
        "P2 | 2011-01-01 | a123 | | | |",
        "P3 | 2011-01-01 | A124 | | | |",
    ) == [(3, "person_id", "another number for the upn of row 2")]


def test_the_same_name_and_date_of_birth_are_one_person_whatever_the_capitals():
    same = "another number for the person birth date and surname and forename of row 2"
    assert twice(
        "P1 | 2010-01-01 | | O'Demo | Ann | F |",
        "P2 | 2010-01-01 | | ODEMO | ann | F |",
        "P3 | 2010-01-01 | | O'Demo | Bea | F |",
        "P4 | 2010-01-02 | | O'Demo | Ann | F |",
    ) == [(3, "person_id", same)]


def test_without_names_sex_and_postcode_stand_in_for_them():
    same = "another number for the person birth date and sex and postcode of row 2"
    assert twice(
        "P1 | 2010-01-01 | | | | F | ZZ1 1AA",
        "P2 | 2010-01-01 | | | | F | ZZ11AA",
        "P3 | 2010-01-01 | | | | M | ZZ1 1AA",
    ) == [(3, "person_id", same)]
    assert twice(
        "P1 | 2010-01-01 | | Demo | Ann | F | ZZ1 1AA",
        "P2 | 2010-01-01 | | Demo | Bea | F | ZZ1 1AA",
    ) == []  # fmt: skip


def test_a_person_found_twice_in_two_ways_is_told_once():
    assert (
        len(twice("P1 | 2010-01-01 | A1 | D | Ann | |", "P2 | 2010-01-01 | A1 | D | Ann | |")) == 1
    )
