import pandas as pd
import pytest

from sendlib.contracts.local_files import LocalColumn
from sendlib.data.local.faults import FAULT_COLUMNS, LocalFault, faults_table, shown

OPEN = LocalColumn(kind="text", meaning="what")
PERSONAL = LocalColumn(kind="date", meaning="when", personal=True)


@pytest.mark.parametrize(
    ("value", "column", "found"),
    [
        ("Oak\nHouse", OPEN, "“Oak House”"),
        ("x" * 70, OPEN, f"“{'x' * 60}…”"),
        (12.0, OPEN, "“12”"),
        (12.5, OPEN, "“12.5”"),
        (pd.Timestamp("2024-03-31"), LocalColumn(kind="date", meaning="when"), "“31/03/2024”"),
        ("born 05/09/2012", OPEN, "not text, 15 characters"),
        ("ab1 2cd", OPEN, "not text, 7 characters"),
        ("05/19/2012", LocalColumn(kind="date", meaning="when"), "“05/19/2012”"),
        (None, OPEN, "nothing"),
        (float("nan"), PERSONAL, "nothing"),
        (pd.NaT, PERSONAL, "nothing"),
        (pd.NA, PERSONAL, "nothing"),
        ("31/02/20X", PERSONAL, "not a date, 9 characters"),
        ("x", PERSONAL, "not a date, 1 character"),
    ],
)
def test_a_value_is_shown_only_where_it_is_not_personal(value, column, found):
    assert shown(value, column) == found


def test_a_personal_value_of_its_kind_is_called_by_its_kind():
    assert shown(pd.Timestamp("2024-03-31"), PERSONAL, valid=True) == "a date"


def test_faults_are_a_table_whose_row_may_be_missing():
    faults = [
        LocalFault("a", row, "b", "short_row", "error", "c", "d", "e", "f") for row in (3, None)
    ]
    table = faults_table(faults)
    assert list(table.columns) == FAULT_COLUMNS
    assert table["row"].tolist() == [3, pd.NA]
    assert list(faults_table([]).columns) == FAULT_COLUMNS
