"""Every rule together: what is left out, what is kept, and no fault told twice."""

import numpy as np
import pandas as pd

from sendlib.data.local.faults import LocalFault
from sendlib.data.local.opening import read_folder
from sendlib.data.local.rules import check_tables
from tests.data.local.drawn_local import checked, given, local_table, told

PACKAGES = """
package_id | person_id | provider_id | package_type | start_date | end_date
PK1        | P1        | R1          | education    | 2023-09-01 | 2024-07-20
PK2        | P2        | R1          | education    | 2023-09-01 |
"""


def fault(row, column, rule, severity="error"):
    return LocalFault("packages", row, column, rule, severity, "x", "y", "z", "packages.csv")


def test_sound_files_have_no_fault_and_keep_all_rows():
    tables = checked(packages=PACKAGES, providers="provider_id | provider_name\nR1 | Oak")
    assert [table.faults for table in tables.values()] == [(), ()]
    assert [len(table.rows) for table in tables.values()] == [2, 1]


def test_rows_with_an_error_are_left_out_and_counted():
    table = checked(packages=PACKAGES + "PK3 | | R1 | education | 2024-09-01 |")["packages"]
    assert table.left_out == {4}
    assert table.rows_in == len(table.rows) + len(table.left_out) == 3
    assert [(one.row, one.rule) for one in table.faults] == [(4, "missing_value")]


def test_a_row_that_reading_found_unusable_is_left_out_and_told_once():
    table = local_table(
        "packages", PACKAGES + "PK3 | P1 | R1 | education | |", fault(4, "start_date", "not_a_date")
    )
    found = check_tables({"packages": table})["packages"]
    assert found.left_out == {4}
    assert [one.rule for one in found.faults] == ["not_a_date"]


def test_rows_left_out_by_reading_already_stay_left_out():
    table = local_table("packages", PACKAGES, fault(9, "", "short_row"))
    before = type(table)(**{**vars(table), "rows_in": 3, "left_out": frozenset({9})})
    found = check_tables({"packages": before})["packages"]
    assert found.left_out == {9}
    assert found.rows_in == len(found.rows) + len(found.left_out)


def test_faults_stand_in_the_order_of_rows_those_of_the_file_first():
    unknown = fault(None, "colour", "unknown_column", "warning")
    rows = PACKAGES.replace("R1", "  ") + "PK1 | P9 | R1 | education | 2023-09-01 | 2024-07-20"
    table = local_table("packages", rows, unknown)
    people = given(sen2_persons="person_id | person_birth_date\nP2 | 2012-03-04")
    found = check_tables({"packages": table, **people})["packages"].faults
    assert [(one.row, one.rule) for one in found] == [
        (None, "unknown_column"), (2, "unlinked"), (4, "duplicate_key"),
    ]  # fmt: skip


def test_what_names_a_row_that_is_left_out_is_not_told_as_well():
    found = told(
        providers="provider_id | provider_name\nR1 |",
        packages=PACKAGES,
        joint_funding="""
            request_id | person_id | package_id | request_date
            J1         | P1        | PK1        | 2024-01-01""",
    )
    assert found == [("providers", 2, "provider_name", "missing_value", "error")]


def test_a_row_left_out_takes_part_in_no_further_rule():
    rows = PACKAGES + "PK3 | P1 | R1 | education | 2024-01-01 | 2023-01-01"
    assert told(packages=rows) == [("packages", 4, "end_date", "ends_before_start", "error")]


def test_many_rows_are_checked_column_by_column():
    size = 20_000
    rng = np.random.default_rng(1)
    start = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 1500, size), unit="D")
    (table,) = given(packages=PACKAGES).values()
    rows = table.rows.iloc[np.zeros(size, dtype=int)].assign(
        package_id=[f"K{number}" for number in range(size)],
        person_id=[f"P{number // 3}" for number in range(size)],
        start_date=start.astype("datetime64[us]"),
        end_date=(start + pd.Timedelta(days=100)).astype("datetime64[us]"),
    )
    rows.index = pd.RangeIndex(2, size + 2, name="row")
    big = type(table)("packages", table.contract, rows.astype(table.rows.dtypes), size)
    found = check_tables({"packages": big})["packages"]
    assert {one.rule for one in found.faults} == {"overlapping_placements"}
    assert len(found.rows) == size


FILES = {
    "providers.csv": "provider_id,provider_name\nR1,\nR2,Elm\n",
    "sen2_persons.csv": "person_id,person_birth_date\nP1,5 May\n",
    "packages.csv": "package_id,person_id,provider_id,package_type,start_date\n"
    "K1,P1,R1,therapy,01/02/2024\nK2,P1,R2,therapy,autumn\n",
    "joint_funding.csv": "request_id,person_id,package_id,request_date\nJ1,P1,K2,01/02/2024\n",
}


def read(tmp_path, **files):
    for name, text in (FILES | files).items():
        (tmp_path / name).write_text(text)
    return [
        (one.file, one.row, one.rule)
        for table in read_folder(tmp_path).tables.values() for one in table.faults
    ]  # fmt: skip


def test_a_link_to_a_row_that_could_not_be_read_is_not_told_as_well(tmp_path):
    assert read(tmp_path) == [
        ("packages", 3, "not_a_date"), ("providers", 2, "missing_value"),
        ("sen2_persons", 2, "not_a_date"),
    ]  # fmt: skip


def test_links_to_a_file_that_could_not_be_read_are_not_told_as_well(tmp_path):
    found = read(tmp_path, **{"providers.csv": "provider_id,colour\nR1,red\n"})
    assert [one for one in found if one[2] == "unlinked"] == []
    assert ("providers", None, "missing_column") in found
