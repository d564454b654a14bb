"""Cells of figures' data and of tables, as shown and as downloaded."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence

from sendlib.report.blocks import Cell, Figure, Table

MISSING = "[x]"
MISSING_NOTE = "[x] means that there is no value."
FORMULA = frozenset("=+-@\t\r\n|%")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def is_missing(value: Cell) -> bool:
    """Tell whether a cell holds no value."""
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def exact(value: Cell) -> str:
    """Return a number in its shortest form that reads back the same; missing is empty text."""
    if is_missing(value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before one."""
    return f"'{text}" if text[:1] in FORMULA and not NUMBER.fullmatch(text) else text


def shown(value: Cell) -> str:
    """Return a cell of a figure's data as a reader sees it: at most two decimals, or [x]."""
    if is_missing(value):
        return MISSING
    if isinstance(value, int | float):
        text = f"{value:,.2f}" if abs(value) >= 0.01 or value == 0 else f"{value:.2g}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV: LF line ends, exact numbers, missing values empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [inert(cell) if isinstance(cell, str) else exact(cell) for cell in row] for row in rows
    )
    return buffer.getvalue()


def download(block: Figure | Table) -> str:
    """Return the values of a figure or table as CSV; a table without values gives its text."""
    rows = block.rows if isinstance(block, Figure) else block.values or block.rows
    return csv_text([column.title for column in block.columns], rows)
