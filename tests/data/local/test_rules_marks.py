"""What every rule over local tables shares."""

import pandas as pd

from sendlib.data.local.faults import LocalFault
from sendlib.data.local.rules_marks import (
    by_column,
    every_row,
    is_usable,
    label,
    looked_up,
    mark,
    spoilt,
    without,
)
from tests.data.local.drawn_local import local_table

PROVIDERS = "provider_id | provider_name\nR1 | Oak\nR2 | Elm\nR3 | Ash"


def fault(row, column, severity="warning"):
    return LocalFault("providers", row, column, "x", severity, "", "", "", "")


def test_each_row_is_marked_with_its_own_words_and_the_source():
    table = local_table("providers", PROVIDERS)
    found = mark(
        table, table.rows.index[1:], column="provider_name", rule="duplicate_row",
        found=["a", "b"], expected="e", remedy="r",
    )  # fmt: skip
    assert [(one.row, one.found, one.severity) for one in found] == [
        (3, "a", "error"), (4, "b", "error")
    ]  # fmt: skip
    assert {one.source for one in found} == {"providers.csv"}


def test_a_value_is_spoilt_where_its_column_or_its_whole_row_has_a_fault():
    table = local_table("providers", PROVIDERS, fault(2, "capacity"), fault(3, ""),
                        fault(4, "judgement"), fault(None, "capacity"))  # fmt: skip
    assert spoilt(table, "capacity").tolist() == [True, True, False]


def test_rows_are_taken_out_by_their_numbers():
    table = local_table("providers", PROVIDERS)
    assert without(table, {3}).index.tolist() == [2, 4]
    assert without(table, set()) is table.rows


def test_rows_lost_in_reading_are_among_all_that_could_be_read():
    table = local_table("providers", PROVIDERS)
    assert every_row(table) is table.rows
    lost = type(table)(**{**vars(table), "rows": table.rows[1:], "lost": table.rows[:1]})
    assert sorted(every_row(lost)["provider_id"]) == ["R1", "R2", "R3"]


def test_a_file_with_an_error_of_its_own_is_not_usable():
    assert is_usable(local_table("providers", PROVIDERS, fault(2, "", "error"), fault(None, "x")))
    assert not is_usable(local_table("providers", PROVIDERS, fault(None, "x", "error")))


def test_values_are_looked_up_by_number_and_missing_where_there_is_none():
    values = pd.Series(pd.to_datetime(["2024-01-01", "2025-01-01"]), index=["A", "B"])
    found = looked_up(pd.Series(["B", "C", pd.NA], dtype="string", index=[7, 8, 9]), values)
    assert found.index.tolist() == [7, 8, 9]
    assert found.dt.year.tolist()[0] == 2025
    assert found.isna().tolist() == [False, True, True]
    assert looked_up(found.astype("string"), values.iloc[:0]).isna().all()


def test_rows_are_gone_through_by_file_and_column():
    dates = pd.DataFrame({"file": ["b", "a", "b"], "column": ["x", "x", "x"], "row": [1, 2, 3]})
    found = [(file, column, group["row"].tolist()) for file, column, group in by_column(dates)]
    assert found == [("b", "x", [1, 3]), ("a", "x", [2])]


def test_a_column_is_named_in_words():
    assert label("weekly_cost_health_gbp") == "weekly cost health"
    assert label("health_share_percent") == "health share"
