"""The local files of one council as tables: what was kept, what was left out, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from sendlib.contracts.local_files import LocalFile, local_files
from sendlib.data.local.faults import LocalFault
from sendlib.params.model import ReportParams

# the type of a column by the kind its contract names
TYPES = {
    "id": "string",
    "text": "string",
    "code": "string",
    "codes": "string",
    "date": "datetime64[us]",
    "month": "datetime64[us]",
    "whole": "Int64",
    "number": "float64",
    "money": "float64",
    "percent": "float64",
    "yes_no": "boolean",
    "postcode": "string",
}
ROW = "row"


@dataclass(frozen=True)
class LocalTable:
    """One local file as read: `rows_in` is always `len(rows)` and `len(left_out)` together.

    rows: typed, the contract's columns in order, the index the row's number in the file, named
    `row`. rows_in: rows of the file that hold anything. faults: errors and warnings in the order of
    rows. left_out: numbers of the rows that an error keeps out. sources: file and sheet. lost: rows
    left out in reading, as far as they could be read: a link to one of them leads somewhere.
    places: row -> its number and source in the file, where one row of the file gives several.
    """

    name: str
    contract: LocalFile
    rows: pd.DataFrame
    rows_in: int
    faults: tuple[LocalFault, ...] = ()
    left_out: frozenset[int] = frozenset()
    sources: tuple[str, ...] = ()
    lost: pd.DataFrame = field(default_factory=pd.DataFrame)
    places: Mapping[int, tuple[int, str]] = field(default_factory=dict)

    @property
    def faults_in_file(self) -> tuple[LocalFault, ...]:
        """The faults as the file's own rows have them, each once."""
        if not self.places:
            return self.faults
        moved = [
            fault if fault.row is None else _moved(fault, *self.places[fault.row])
            for fault in self.faults
        ]
        return tuple(dict.fromkeys(moved))


@dataclass(frozen=True)
class LocalTables:
    """The local files a council gave.

    digests: name of each file read, without its folder, and the sha256 of its bytes. unknown: names
    of files in the folder that are no local file of sendlib's. snapshots: the SEN2 returns by the
    year of their January, where there are several: `tables` then holds the latest of them.
    """

    tables: Mapping[str, LocalTable] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    snapshots: Mapping[int, "LocalTables"] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Say whether the council gave a local file."""
        return name in self.tables

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a local file, typed; none where it was not given."""
        given = self.tables.get(name)
        return empty_rows(local_files()[name]) if given is None else given.rows

    def at(self, year: int) -> "LocalTables":
        """Return the SEN2 return of a January, all tables where there is none of its own."""
        return self.snapshots.get(year, self)

    def of_all_returns(self, name: str) -> pd.DataFrame:
        """Return the rows of a module in all SEN2 returns, the latest first.

        `january` is the year of the return a row stands in, missing where it is the only one; a
        record that stands in several returns has a row of each.
        """
        parts = []
        for year in sorted(self.snapshots, reverse=True):
            rows = self.snapshots[year].table(name)
            parts.append(rows.assign(january=pd.Series(year, rows.index, dtype="Int64")))
        if parts:
            return pd.concat(parts)
        rows = self.table(name)
        return rows.assign(january=pd.Series(pd.NA, rows.index, dtype="Int64"))


def _moved(fault: LocalFault, row: int, source: str) -> LocalFault:
    return replace(fault, row=row, source=source)


def open_local(params: ReportParams, *, demo_faults: bool = False) -> LocalTables:
    """Return the local files that params name, read in place and validated; none where none are.

    A demo council without a folder has invented files, which are kept in the store as read.

    Args:
        params: of the council.
        demo_faults: have faults planted in the invented files.

    Raises:
        SourceError: the folder or a named file is absent, or a file is damaged.
    """
    # reading ends with rules, which are over the tables above
    from sendlib.data.local.invented import read_demo
    from sendlib.data.local.opening import read_folder

    local = params.local
    if local.folder:
        return read_folder(
            Path(local.folder), files=local.files, columns=local.columns,
            progress=params.commissioning.progress,
        )  # fmt: skip
    return read_demo(params.area, faults=demo_faults) if params.is_demo else LocalTables()


def empty_rows(contract: LocalFile) -> pd.DataFrame:
    """Return a table of a local file's columns, typed, without rows."""
    columns = {
        name: pd.Series([], dtype=TYPES[column.kind]) for name, column in contract.columns.items()
    }
    return pd.DataFrame(columns, index=pd.Index([], dtype="int64", name=ROW))
