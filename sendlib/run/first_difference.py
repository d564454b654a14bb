"""Where two editions of one file begin to differ, in words that help to find it."""

import csv
import io
from itertools import zip_longest
from pathlib import PurePosixPath

KEYS = 4  # cells at the start of a row that say which one it is
LONGEST = 60  # signs of a cell that are shown
SEE_DIFF = "build the report into another folder with --out, and see `sendlib diff`"


def first_difference(name: str, old: bytes, new: bytes) -> str:
    """Return what differs first: row and column of a CSV file, the size of any other.

    Args:
        name: of the file, by which its kind is known.
        old: its content.
        new: the content of the one built anew.
    """
    if PurePosixPath(name).suffix == ".csv":
        try:
            return _in_rows(_rows(old), _rows(new))
        except (UnicodeDecodeError, csv.Error):
            return f"it is no CSV file any more; {len(old):,} bytes, built anew {len(new):,}"
    return f"{len(old):,} bytes, built anew {len(new):,}; {SEE_DIFF}"


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def _in_rows(old: list[list[str]], new: list[list[str]]) -> str:
    heads = old[0] if old else []
    for line, (was, now) in enumerate(zip_longest(old, new), start=1):
        if was == now:
            continue
        where = f"row {line}"
        if was is None or now is None:
            lacking = "the report" if was is None else "the one built anew"
            return f"{where} ({_named(was or now or [])}) is not in {lacking}"
        if line == 1 or len(was) != len(now):
            return f"{where}: {_short(','.join(was))}, built anew {_short(','.join(now))}"
        column = next(place for place, cell in enumerate(was) if cell != now[place])
        return (
            f"{where} ({_named(was)}), column {heads[column]}: {_short(was[column])}, built anew "
            f"{_short(now[column])}"
        )
    return "the same rows, written otherwise (line ends, quotes), as a spreadsheet saves them"


def _named(row: list[str]) -> str:
    return ", ".join(cell for cell in row[:KEYS] if cell)


def _short(text: str) -> str:
    return f"“{text if len(text) <= LONGEST else text[:LONGEST] + '…'}”"
