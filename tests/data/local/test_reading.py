import pandas as pd
import pytest

from sendlib.contracts.local_files import LocalColumn, LocalFile, local_files
from sendlib.data.local.grids import read_grids
from sendlib.data.local.reading import Options, read_grid
from sendlib.data.local.tables import TYPES
from sendlib.data.local.wording import expected

PACKAGES = local_files()["packages"]
HEAD = (
    "package_id,person_id,package_type,start_date,looked_after,weeks_a_year,weekly_cost_health_gbp"
)


def read(text, *, name="packages", **options):
    (grid,) = read_grids(text.encode(), source="x.csv")
    table = read_grid(grid, local_files()[name], source="x.csv", options=Options(**options))
    assert table.rows_in == len(table.rows) + len(table.left_out)
    return table


def told(table, *fields):
    return [tuple(getattr(fault, field) for field in fields) for fault in table.faults]


def test_a_file_becomes_a_typed_table_of_the_contracts_columns():
    table = read(f'{HEAD}\nPK1,P1,Residential care,05/09/2023,Y,38,"£1,250.50"\n')
    assert list(table.rows.columns) == list(PACKAGES.columns)
    assert table.rows.index.tolist() == [2]
    assert table.rows.index.name == "row"
    types = {name: str(kind) for name, kind in table.rows.dtypes.items()}
    assert types == {name: TYPES[column.kind] for name, column in PACKAGES.columns.items()}
    row = table.rows.iloc[0]
    assert row["start_date"] == pd.Timestamp("2023-09-05")
    assert (row["package_type"], row["looked_after"]) == ("residential_care", True)
    assert row["weekly_cost_health_gbp"] == 1250.5
    assert table.faults == ()
    assert table.sources == ("x.csv",)


def test_a_row_without_a_required_value_is_left_out_and_listed():
    table = read(
        f"{HEAD}\nPK1,,joint,5/9/2023,,,\nPK2,P2,joint,soon,,,\nPK3,P3,joint,5/9/2023,,,\n"
    )
    assert table.rows["package_id"].tolist() == ["PK3"]
    assert table.left_out == {2, 3}
    assert told(table, "row", "column", "rule", "severity", "found") == [
        (2, "person_id", "missing_value", "error", "nothing"),
        (3, "start_date", "not_a_date", "error", "not a date, 4 characters"),
    ]


def test_an_optional_value_that_cannot_be_read_is_missing_with_a_warning():
    table = read(f"{HEAD}\nPK1,P1,joint,5/9/23,maybe,60,1.2k\nPK2,P1,joint,5/9/2023,n/a,,\n")
    assert table.left_out == frozenset()
    assert told(table, "row", "column", "rule", "severity", "found", "expected") == [
        (2, "start_date", "not_a_date", "warning", "a year of two digits", "a date"),
        (2, "weeks_a_year", "out_of_range", "warning", "“60”",
         "at least 1 weeks and at most 53 weeks"),
        (2, "weekly_cost_health_gbp", "not_a_number", "warning", "“1.2k”", "an amount of money"),
        (2, "looked_after", "not_yes_no", "warning", "not yes or no, 5 characters", "yes or no"),
        (3, "looked_after", "missing_value", "warning", "“n/a”", "yes or no"),
    ]  # fmt: skip
    assert table.rows["weeks_a_year"].isna().all()
    assert table.rows.at[2, "start_date"] == pd.Timestamp("2023-09-05")


def test_a_broken_row_is_left_out_and_only_that_is_said_of_it():
    table = read(f"{HEAD}\nPK1,P1,joint,x,,,,y\nPK2,P2,joint,5/9/2023,,,\n")
    assert table.left_out == {2}
    assert told(table, "row", "rule", "found") == [(2, "short_row", "8 fields")]


def test_without_a_required_column_no_row_is_read_and_all_are_counted():
    table = read("package_id,person_id,package_type\nPK1,P1,joint\n\nPK2,P2,joint\n")
    assert table.left_out == {2, 4}
    assert told(table, "row", "column", "rule", "severity") == [
        (None, "start_date", "missing_column", "error")
    ]


def test_a_file_without_any_header_tells_of_all_required_columns():
    table = read("PK1,P1,joint\nPK2,P2,joint\n")
    assert table.left_out == {2}
    assert {fault.found for fault in table.faults} == {"no row that names a column"}
    assert [fault.column for fault in table.faults] == list(PACKAGES.required)
    assert read("").rows_in == 0


def test_columns_that_are_not_known_or_stand_twice_are_told():
    table = read(f"{HEAD},Notes,person_id\nPK1,P1,joint,5/9/2023,,,,x,P9\n")
    assert told(table, "row", "column", "rule", "severity", "found") == [
        (None, "Notes", "unknown_column", "warning", "column H"),
        (None, "person_id", "duplicate_column", "warning", "again in column I"),
    ]
    assert table.rows["person_id"].tolist() == ["P1"]


@pytest.mark.parametrize("extra", ["05/09/2023", "a@b", "P00001"])
def test_a_header_that_looks_like_a_value_is_not_named(extra):
    table = read(f"{HEAD},Smith,{extra}\nPK1,P1,joint,5/9/2023,,,,,\n")
    assert told(table, "column", "found") == [("", "column H"), ("", "column I")]


def test_long_headers_are_cut():
    table = read(f"{HEAD},{'x' * 90}\nPK1,P1,joint,5/9/2023,,,,\n")
    assert table.faults[0].column == "x" * 60 + "…"


def test_a_users_own_headers_are_read_and_one_that_is_absent_is_told():
    own = {"Client": "person_id", "Weeks": "weeks_a_year"}
    table = read("package_id,Client,package_type,start_date\nPK1,P1,joint,5/9/2023\n", own=own)
    assert table.rows["person_id"].tolist() == ["P1"]
    assert told(table, "column", "rule", "expected") == [
        ("weeks_a_year", "unknown_column", "the header “Weeks”, as the params file names it")
    ]


def test_cells_beside_the_header_of_a_sheet_are_told():
    head = HEAD.removesuffix(",weekly_cost_health_gbp")
    (grid,) = read_grids(f"{head}\nPK1,P1,joint,5/9/2023,,,,note\n".encode(), source="x")
    sheet = type(grid)("Sheet1", grid.head, grid.rest)
    table = read_grid(sheet, PACKAGES, source="x.xlsx")
    assert told(table, "rule", "found", "source") == [
        ("unknown_column", "column H, without a header", "x.xlsx, sheet Sheet1")
    ]
    assert len(table.rows) == 1


def test_the_year_of_a_return_decides_on_its_codes():
    text = "sen_need_id,active_plans_id,sen_type\n1,1,DS\n"
    assert read(text, name="sen2_sen_need").rows["sen_type"].tolist() == ["DS"]
    assert read(text, name="sen2_sen_need", year="2025").left_out == frozenset()
    table = read(text, name="sen2_sen_need", year="2024")
    assert table.left_out == {2}
    assert "DS" not in table.faults[0].expected


def test_a_column_stands_in_for_one_that_is_absent():
    stand_ins = {"active_plans_id": "request_id", "sen_need_id": "row"}
    text = "request_id,sen_type\nR1,ASD\n"
    table = read(text, name="sen2_sen_need", stand_ins=stand_ins)
    assert table.rows[["active_plans_id", "sen_need_id"]].to_numpy().tolist() == [["R1", "2"]]
    assert read("sen_type\nASD\n", name="sen2_sen_need", stand_ins=stand_ins).left_out == {2}


def test_many_rows_are_read_in_parts(monkeypatch):
    monkeypatch.setattr("sendlib.data.local.reading._REMEMBERED", 3)
    monkeypatch.setattr("sendlib.data.local.records.CHUNK", 16)
    rows = "".join(f"PK{row},P{row},joint,5/9/2023,,,\n" for row in range(100))
    table = read(f"{HEAD}\n{rows}")
    assert table.rows["package_id"].tolist() == [f"PK{row}" for row in range(100)]


def test_what_is_expected_says_codes():
    assert expected(PACKAGES.columns["health_severity"], "not_a_code").startswith("one of: ")
    several = LocalColumn(kind="codes", meaning="what", codes="agencies")
    assert expected(several, "not_a_code").startswith("some of: education, health")
    ethnicities = expected(local_files()["sen2_persons"].columns["ethnicity"], "not_a_code")
    assert ethnicities.endswith("… (20 in all)")


def test_a_column_bounded_on_one_side_says_so():
    contract = LocalFile.model_validate({
        "name": "x", "title": "X", "row": "one", "personal": False, "key": ["a"],
        "columns": {"a": {"kind": "number", "meaning": "m", "lowest": 0}},
    })  # fmt: skip
    assert expected(contract.columns["a"], "out_of_range") == "at least 0"
