"""Rules over the placements of one person."""

import pytest

from sendlib.data.local.faults import LocalFault
from sendlib.data.local.rules import check_tables
from tests.data.local.drawn_local import checked, local_table, told

HEAD = "package_id | person_id | provider_id | package_type | start_date | end_date"
COSTS = f"{HEAD} | weekly_cost_education_gbp | weekly_cost_other_gbp\n"


def overlaps(*rows):
    (table,) = checked(packages="\n".join([HEAD, *rows])).values()
    assert {fault.rule for fault in table.faults} <= {"overlapping_placements"}
    return [(fault.row, fault.found) for fault in table.faults]


def before(row):
    return f"a date before the one of row {row} ends"


def test_a_placement_that_starts_before_an_earlier_one_ends_overlaps():
    assert overlaps(
        "PK1 | P1 | R1 | education | 2023-09-01 | 2024-07-20",
        "PK2 | P1 | R2 | education | 2024-07-19 | 2025-07-20",
    ) == [(3, before(2))]


def test_rows_need_not_stand_in_order():
    assert overlaps(
        "PK2 | P1 | R2 | education | 2024-07-19 | 2025-07-20",
        "PK1 | P1 | R1 | education | 2023-09-01 | 2024-07-20",
    ) == [(2, before(3))]


@pytest.mark.parametrize(
    "other",
    [
        "PK2 | P1 | R2 | education | 2024-07-20 | 2025-07-20",
        "PK2 | P2 | R2 | education | 2024-01-01 | 2025-07-20",
        "PK2 | P1 | R2 | residential_care | 2024-01-01 | 2025-07-20",
    ],
    ids=["touching days", "another person", "another kind"],
)
def test_what_does_not_overlap_is_not_told(other):
    assert overlaps("PK1 | P1 | R1 | education | 2023-09-01 | 2024-07-20", other) == []


def test_therapies_and_support_can_go_on_side_by_side():
    assert overlaps(
        "PK1 | P1 | R1 | therapy | 2023-09-01 | 2024-07-20",
        "PK2 | P1 | R2 | therapy | 2023-09-01 | 2024-07-20",
    ) == []  # fmt: skip


def test_a_placement_without_an_end_goes_on():
    assert overlaps(
        "PK1 | P1 | R1 | education | 2020-09-01 |",
        "PK2 | P1 | R2 | education | 2024-09-01 |",
    ) == [(3, before(2))]


def test_each_row_is_told_once_with_the_one_that_goes_on_longest():
    assert overlaps(
        "PK1 | P1 | R1 | education | 2020-09-01 | 2024-09-01",
        "PK2 | P1 | R2 | education | 2021-09-01 | 2022-09-01",
        "PK3 | P1 | R2 | education | 2023-09-01 | 2025-09-01",
        "PK4 | P1 | R2 | education | 2025-01-01 |",
    ) == [(3, before(2)), (4, before(2)), (5, before(4))]


def test_an_end_that_is_unreadable_is_not_taken_for_open():
    text = "\n".join([
        HEAD, "PK1 | P1 | R1 | education | 2020-09-01 |", "PK2 | P1 | R1 | education | 2024-09-01 |"
    ])  # fmt: skip
    fault = LocalFault("packages", 2, "end_date", "not_a_date", "warning", "", "", "", "")
    (table,) = check_tables({"packages": local_table("packages", text, fault)}).values()
    assert table.faults == (fault,)


def test_placements_of_one_rank_in_the_return_cannot_overlap():
    head = "placement_detail_id | active_plans_id | person_id | placement_rank | entry_date\n"
    rows = (
        "L1 | C1 | P1 | 1 | 2020-09-01\nL2 | C1 | P1 | 2 | 2022-09-01\n"
        "L3 | C1 | P1 | 1 | 2023-09-01\nL4 | C1 | P1 | | 2023-09-01\n"
    )
    assert told(sen2_placement_detail=head + rows) == [
        ("sen2_placement_detail", 4, "entry_date", "overlapping_placements", "warning")
    ]


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ("PK1 | P1 | | education | 2024-01-01 | | 100 |", True),
        ("PK1 | P1 | | education | 2024-01-01 | | | 5", True),
        ("PK1 | P1 | R1 | education | 2024-01-01 | | 100 |", False),
        ("PK1 | P1 | | education | 2024-01-01 | | 0 |", False),
        ("PK1 | P1 | | education | 2024-01-01 | | |", False),
    ],
)
def test_a_cost_that_is_paid_to_nobody_is_told(row, is_told):
    expected = [("packages", 2, "provider_id", "cost_without_placement", "warning")]
    assert told(packages=COSTS + row) == (expected if is_told else [])
