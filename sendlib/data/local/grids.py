"""The bytes of a local file to grids of text cells, row by row, whatever program wrote them.

Errors name the file and the kind of damage, never what a cell holds.
"""

import csv
import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import openpyxl

from sendlib.data.local.headers import header_key, known_headers
from sendlib.data.workbooks import EXCEL, OPEN_DOCUMENT, read_sheets
from sendlib.errors import SourceError

ZIP_MAGIC = b"PK\x03\x04"
OLD_EXCEL_MAGIC = b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t|"
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
TABLES = (".csv", ".txt", ".tsv", ".md", *WORKBOOKS)
# an archive that unpacks to more is no return of one council
LARGEST_UNPACKED = 4_000_000_000
HEAD_ROWS = 40
_AT_A_TIME = 1000
_LONGEST_CELL = 2**31 - 1


@dataclass(frozen=True)
class Grid:
    """One sheet, or one CSV file: its name (blank for a CSV file), its first rows, and all rows.

    delimiter: what stands between the cells of a CSV file, blank for a sheet.
    """

    sheet: str
    head: list[list[str]]
    rest: Iterable[list[str]]
    delimiter: str = ""

    def rows(self) -> Iterator[list[str]]:
        """Return all rows from the first on; can be asked for once."""
        yield from self.head
        yield from self.rest


def read_grids(content: bytes, *, source: str) -> list[Grid]:
    """Return the sheets of a workbook, or the one grid of a CSV file.

    Args:
        content: the file.
        source: its name, for errors.

    Raises:
        SourceError: neither of them, or damaged.
    """
    if content.startswith(OLD_EXCEL_MAGIC):
        raise SourceError(
            f"{source}: a workbook of Excel 97-2003 or one with a password; save it as .xlsx "
            "without password"
        )
    if content.startswith(ZIP_MAGIC) or source.lower().endswith(WORKBOOKS):
        return _workbook(content, source)
    return [_csv(content)]


def encoding_of(content: bytes) -> str:
    """Return how a file's text is encoded, which its bytes show.

    UTF-8 and UTF-16, with or without a byte order mark; else what Excel writes in Britain, cp1252.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:2000]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        damaged = content.decode("utf-8-sig", errors="replace")
        faulty = damaged.count("\ufffd")
        others = sum(letter > "\x7f" for letter in damaged) - faulty
        return "utf-8-sig" if others > faulty else "cp1252"
    return "utf-8-sig"


def text_of(value: Any) -> str:
    """Return a cell of a workbook as text: days as 2025-01-31, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.isoformat()[:10] if midnight else value.isoformat(" ", "seconds")
    return str(value)


def _csv(content: bytes) -> Grid:
    csv.field_size_limit(_LONGEST_CELL)  # an unclosed quote makes a cell of the rest of the file
    encoding = encoding_of(content)
    told = next(iter(_lines(content, encoding)), "").strip().strip('"').lower()
    if told.startswith("sep=") and len(told) == 5:  # Excel's own line, which it does not show
        return _csv_grid(islice(_lines(content, encoding), 1, None), told[-1])
    fits = {mark: _fit(_lines(content, encoding), mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: fits[mark])
    return _csv_grid(_lines(content, encoding), best)


def _lines(content: bytes, encoding: str) -> Iterable[str]:
    """Return the lines of a text, their ends kept; what is no text is U+FFFD."""
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")


def _fit(lines: Iterable[str], delimiter: str) -> tuple[int, float]:
    """Return how well a delimiter fits: headers it makes in one row, and cells in a usual row."""
    rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), HEAD_ROWS) if row]
    known = known_headers()
    headers = [sum(header_key(text) in known for text in row) for row in rows]
    return max(headers, default=0), sum(map(len, rows)) / max(len(rows), 1)


def _csv_grid(lines: Iterable[str], delimiter: str) -> Grid:
    rows = csv.reader(lines, delimiter=delimiter)
    return Grid("", list(islice(rows, HEAD_ROWS)), rows, delimiter)


def _workbook(content: bytes, source: str) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
            unpacked = sum(member.file_size for member in archive.infolist())
    # a damaged zip makes zipfile raise whatever its parts raise
    except Exception as error:
        raise _damaged(source, error) from None
    if unpacked > LARGEST_UNPACKED:
        raise SourceError(f"{source}: would unpack to {unpacked:,} bytes; give it as CSV")
    if EXCEL in members:
        return list(_excel(content, source))
    try:
        sheets = read_sheets(content, source=source, members=members)
    except SourceError as error:
        raise _damaged(source, error) from None
    if sheets is None or OPEN_DOCUMENT not in members:
        raise SourceError(f"{source}: no workbook; give it as .xlsx or .csv")
    return [Grid(name, rows[:HEAD_ROWS], rows[HEAD_ROWS:]) for name, rows in sheets.items()]


def _excel(content: bytes, source: str) -> Iterator[Grid]:
    # openpyxl warns of drop-downs and formats it does not keep, which reading does not need
    with warnings.catch_warnings(action="ignore"):
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
        # the library raises whatever a malformed part makes it raise, and may quote it
        except Exception as error:
            raise _damaged(source, error) from None
    for sheet in sheets:
        rows = _excel_rows(sheet, source)
        yield Grid(str(sheet.title), list(islice(rows, HEAD_ROWS)), rows)


def _excel_rows(sheet: Any, source: str) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # some programs state fewer rows than there are
    above = 0
    shares: set[int] = set()
    values: Iterator[tuple[Any, ...]] | None = None
    while True:
        part: list[list[str]] = []
        with warnings.catch_warnings(action="ignore"):
            try:
                if values is None:
                    shares = _percentages(sheet)
                    values = sheet.iter_rows(values_only=True)
                part.extend(_excel_row(row, shares) for row in islice(values, _AT_A_TIME))
            except Exception as error:
                where = f"{source}, after row {above + len(part)} of a sheet"
                raise _damaged(where, error) from None
        if not part:
            return
        above += len(part)
        yield from part


def _percentages(sheet: Any) -> set[int]:
    """Return the places of columns that show shares as percentages, as their first rows tell."""
    return {
        place
        for row in sheet.iter_rows(max_row=HEAD_ROWS)
        for place, cell in enumerate(row)
        if isinstance(cell.value, float | int) and "%" in str(cell.number_format)
    }


def _excel_row(row: tuple[Any, ...], shares: set[int]) -> list[str]:
    cells = [value if isinstance(value, str) else text_of(value) for value in row]
    for place in shares:
        if place < len(row) and isinstance(row[place], float | int):
            cells[place] = text_of(round(row[place] * 100, 10))
    return cells


def _damaged(source: str, error: Exception) -> SourceError:
    return SourceError(
        f"{source}: not a whole workbook ({type(error).__name__}); save it again as .xlsx or .csv"
    )
