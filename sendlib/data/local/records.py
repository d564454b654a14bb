"""The rows of a grid below its header, some at a time, each of them whole or known to be broken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from sendlib.contracts.local_files import EXAMPLE_MARK
from sendlib.data.local.grids import Grid
from sendlib.data.local.headers import Header

# Excel leaves out delimiters of a CSV file's last columns where these are blank in all of a block
# of sixteen rows (Microsoft support, “Column delimiters are missing in an Excel spreadsheet that is
# saved as text”); blocks are counted from the first row of the file
BLOCK = 16
CHUNK = 2048 * BLOCK


@dataclass
class Records:
    """Some rows of a grid: their numbers and cells, all of the header's width.

    broken: number of a row -> what is wrong with its number of cells. beyond: places right of the
    header that hold something.
    """

    numbers: list[int] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)
    beyond: set[int] = field(default_factory=set)


def records(grid: Grid, header: Header, *, chunk: int = CHUNK) -> Iterator[Records]:
    """Yield the rows below a header that hold anything, a chunk of the file at a time.

    Rows are numbered as a spreadsheet does. Blank rows and examples of the workbook are no data.

    Args:
        grid: the sheet or CSV file.
        header: its header.
        chunk: how many rows of the file at a time, a multiple of `BLOCK`.
    """
    rows = enumerate(grid.rows(), start=1)
    while part := list(islice(rows, chunk)):
        yield _records(part, grid.delimiter, header)


def row_numbers(grid: Grid, *, after: int) -> list[int]:
    """Return the numbers of all rows with data after the first rows of a grid."""
    rows = enumerate(grid.rows(), start=1)
    return [number for number, row in rows if number > after and _is_data(row)]


def _is_data(row: list[str]) -> bool:
    return any(map(str.strip, row)) and not row[0].startswith(EXAMPLE_MARK)


def _records(part: list[tuple[int, list[str]]], delimiter: str, header: Header) -> Records:
    given = Records()
    width = header.width
    for number, row in part:
        if number <= header.rows or not _is_data(row):
            continue
        if len(row) > width:
            extra = [width + place for place, text in enumerate(row[width:]) if text.strip()]
            if extra and delimiter:
                given.broken[number] = f"{extra[-1] + 1} fields"
            given.beyond.update(extra)
            row = row[:width]
        given.numbers.append(number)
        given.cells.append(row)
    if delimiter:
        _find_short(given, header)
        _find_swallowed(given, delimiter, width)
    for row in given.cells:
        row.extend([""] * (width - len(row)))
    return given


def _find_short(given: Records, header: Header) -> None:
    """Mark rows with too few fields, but for blocks of rows that Excel cut to the same length."""
    widths: dict[int, set[int]] = {(header.rows - 1) // BLOCK: {header.width}}
    counts: dict[int, int] = {}
    short = []
    for number, row in zip(given.numbers, given.cells, strict=True):
        block = (number - 1) // BLOCK
        widths.setdefault(block, set()).add(len(row))
        counts[block] = counts.get(block, 0) + 1
        if len(row) < header.width:
            short.append((number, block, len(row)))
    for number, block, length in short:
        if len(widths[block]) > 1 or counts[block] < 2:
            given.broken[number] = f"{length} field{'' if length == 1 else 's'}"


def _find_swallowed(given: Records, delimiter: str, width: int) -> None:
    """Mark rows in one cell of which whole rows stand, as after a quote that is not closed."""
    for number, row in zip(given.numbers, given.cells, strict=True):
        if "\n" not in "".join(row):
            continue
        for cell in row:
            lines = cell.splitlines()[1:]
            if lines and sum(line.count(delimiter) for line in lines) >= max(width - 1, 1):
                given.broken[number] = f"{len(lines) + 1} rows in one field"
