"""Local tables drawn in the test, typed as readers give them."""

from collections.abc import Mapping

import pandas as pd

from sendlib.contracts.local_files import LocalFile, local_files
from sendlib.data.local.faults import LocalFault
from sendlib.data.local.rules import check_tables
from sendlib.data.local.tables import ROW, TYPES, LocalTable
from tests.conftest import drawn_rows

FIRST_ROW = 2  # below the header


def typed(contract: LocalFile, drawn: str) -> pd.DataFrame:
    """Return a drawn table as the rows of a local file; columns not drawn are blank."""
    rows = drawn_rows(drawn)
    columns = {}
    for name, column in contract.columns.items():
        texts = pd.Series([row.get(name) or None for row in rows], dtype="string")
        if column.kind in ("date", "month"):
            columns[name] = pd.to_datetime(texts).astype(TYPES[column.kind])
        elif column.kind == "yes_no":
            columns[name] = texts.map({"yes": True, "no": False}).astype("boolean")
        else:
            columns[name] = texts.astype(TYPES[column.kind])
    unknown = {key for row in rows for key in row} - set(contract.columns)
    if unknown:
        raise KeyError(unknown)
    index = pd.Index(range(FIRST_ROW, FIRST_ROW + len(rows)), dtype="int64", name=ROW)
    return pd.DataFrame(columns).set_axis(index)


def local_table(name: str, drawn: str, *faults: LocalFault) -> LocalTable:
    """Return a local file as it comes from its reader."""
    contract = local_files()[name]
    rows = typed(contract, drawn)
    return LocalTable(name, contract, rows, len(rows), faults, frozenset(), (f"{name}.csv",))


def given(**drawn: str) -> dict[str, LocalTable]:
    """Return local files as readers give them, drawn in the test."""
    return {name: local_table(name, text) for name, text in drawn.items()}


def checked(**drawn: str) -> Mapping[str, LocalTable]:
    """Return drawn local files with the faults of all rules."""
    return check_tables(given(**drawn))


def told(**drawn: str) -> list[tuple[str, int | None, str, str, str]]:
    """Check drawn local files; return file, row, column, rule and severity of each fault."""
    return [
        (fault.file, fault.row, fault.column, fault.rule, fault.severity)
        for table in checked(**drawn).values()
        for fault in table.faults
    ]


def words(**drawn: str) -> list[tuple[str, str, str]]:
    """Check drawn local files; return what each fault says was found, expected, and to be done."""
    return [
        (fault.found, fault.expected, fault.remedy)
        for table in checked(**drawn).values()
        for fault in table.faults
    ]
