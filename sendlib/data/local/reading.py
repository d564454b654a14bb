"""A grid of text to the typed table of a local file, with every cell that could not be read listed.

Each row of the grid is kept or left out with an error; an optional value that cannot be read is
missing, with a warning. The time a row takes does not depend on how many there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from sendlib.contracts.local_files import LocalColumn, LocalFile
from sendlib.data.local.faults import LocalFault
from sendlib.data.local.grids import Grid
from sendlib.data.local.headers import Header, find_header
from sendlib.data.local.records import Records, records, row_numbers
from sendlib.data.local.tables import ROW, TYPES, LocalTable, empty_rows
from sendlib.data.local.values import Cell, Reader, reader
from sendlib.data.local.wording import Wording, column_codes

# how many different texts of one column are remembered
_REMEMBERED = 50_000


@dataclass(frozen=True)
class Options:
    """How a file is to be read.

    own: headers of the user's own -> the contract's column. year: of the return the file is part
    of, which decides on codes. stand_ins: column -> the column whose values it takes where the
    file has no such column, or `row` for the row's number.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    year: str = ""
    stand_ins: Mapping[str, str] = field(default_factory=dict)


class _Remembered(dict[str, Cell]):
    """What each text of a column came to, so that one that stands again is not read again."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Cell:
        cell = self.read(text)
        if len(self) < _REMEMBERED:
            self[text] = cell
        return cell


def read_grid(
    grid: Grid, contract: LocalFile, *, source: str, options: Options | None = None
) -> LocalTable:
    """Return a grid as the table of a local file.

    Args:
        grid: a sheet or a CSV file; its rows can be asked for once.
        contract: what it holds.
        source: name of the file, without folder.
        options: headers of the user's own, and the year of its codes.
    """
    options = options or Options()
    where = f"{source}, sheet {grid.sheet}" if grid.sheet else source
    say = Wording(contract, where, options.year)
    header = find_header(grid.head, contract, options.own)
    header = header and _with_stand_ins(header, options.stand_ins)
    if header is None or header.missing(contract):
        return _unusable(grid, header, contract, say)
    reading = _Reading(contract, header, say, options)
    for part in records(grid, header):
        reading.add(part)
    return reading.table(own=options.own, where=where)


def _with_stand_ins(header: Header, stand_ins: Mapping[str, str]) -> Header:
    places = dict(header.places)
    for column, other in stand_ins.items():
        if column not in places:
            place = -1 if other == ROW else header.places.get(other)
            if place is not None:
                places[column] = place
    return Header(header.rows, places, header.width, header.unknown, header.repeated)


def _unusable(grid: Grid, header: Header | None, contract: LocalFile, say: Wording) -> LocalTable:
    """Return a table none of whose rows can be read, since required columns are not there."""
    above = header.rows if header else next(iter(row_numbers(grid, after=0)), 0)
    numbers = row_numbers(grid, after=above)
    missing = header.missing(contract) if header else list(contract.required)
    return LocalTable(
        contract.name, contract, empty_rows(contract), len(numbers),
        faults=(*say.missing_columns(missing, is_header=header is not None),
                *(say.unknown_columns(header) if header else ())),
        left_out=frozenset(numbers), sources=(say.source,),
    )  # fmt: skip


class _Reading:
    """A table as it grows, some rows at a time."""

    def __init__(self, contract: LocalFile, header: Header, say: Wording, options: Options) -> None:
        self.contract = contract
        self.header = header
        self.say = say
        self.remembered = {
            name: _Remembered(reader(column, column_codes(column, options.year)))
            for name, column in contract.columns.items()
        }
        self.frames: list[pd.DataFrame] = []
        self.lost: list[pd.DataFrame] = []
        self.faults: list[LocalFault] = []
        self.left_out: set[int] = set()
        self.rows_in = 0
        self.beyond: set[int] = set()

    def add(self, part: Records) -> None:
        """Add some rows."""
        if not part.numbers:
            return
        self.rows_in += len(part.numbers)
        self.beyond |= set() if part.broken else part.beyond
        faults = [self.say.broken_row(number, found) for number, found in part.broken.items()]
        columns: dict[str, pd.Series] = {}
        for name, column in self.contract.columns.items():
            cells = self._cells(name, part)
            values = [cell.value for cell in cells]
            columns[name] = pd.Series(values, dtype=TYPES[column.kind], index=part.numbers)
            faults += self._column_faults(name, column, cells, part)
        errors = {fault.row for fault in faults if fault.severity == "error"}
        out = {row for row in errors if row is not None}
        self.left_out |= out
        self.faults += sorted(faults, key=lambda fault: fault.row or 0)
        frame = pd.DataFrame(columns, index=part.numbers)
        is_out = frame.index.isin(list(out))
        self.frames.append(frame[~is_out] if out else frame)
        self.lost.append(frame[is_out & ~frame.index.isin(list(part.broken))])

    def _cells(self, name: str, part: Records) -> list[Cell]:
        place = self.header.places.get(name)
        if place is None:
            return [Cell()] * len(part.numbers)
        if place < 0:
            return [Cell(str(number)) for number in part.numbers]
        remembered = self.remembered[name]
        return [remembered[row[place]] for row in part.cells]

    def _column_faults(
        self, name: str, column: LocalColumn, cells: list[Cell], part: Records
    ) -> Iterable[LocalFault]:
        place = self.header.places.get(name, -1)
        for index, cell in enumerate(cells):
            if not cell.rule and (cell.value is not None or not column.required):
                continue
            number = part.numbers[index]
            if number not in part.broken:  # a value of such a row may be another column's
                yield self.say.cell(number, name, cell, part.cells[index][place])

    def table(self, *, own: Mapping[str, str], where: str) -> LocalTable:
        """Return the whole table."""
        rows = pd.concat(self.frames) if self.frames else empty_rows(self.contract)
        rows.index = pd.Index(rows.index, dtype="int64", name=ROW)
        whole_file = [
            *self.say.unknown_columns(self.header, beyond=self.beyond),
            *self.say.repeated_columns(self.header),
            *self.say.own_columns(own, self.header),
        ]
        return LocalTable(
            self.contract.name, self.contract, rows, self.rows_in,
            faults=(*whole_file, *self.faults), left_out=frozenset(self.left_out),
            sources=(where,), lost=pd.concat(self.lost) if self.lost else pd.DataFrame(),
        )  # fmt: skip
