"""A matrix of arrangements and groups, as strategies print it, to one row per group's part.

The matrix may stand anywhere in a document: it is the longest run of rows that hold an arrangement
and, under a header of groups, nothing but marks.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sendlib.contracts.local_files import code_sets, local_files
from sendlib.data.local.actions_text import is_rule, plain_cell
from sendlib.data.local.grids import HEAD_ROWS, Grid
from sendlib.data.local.headers import find_header
from sendlib.data.local.values import code_key

GOVERNANCE = "governance"
FEWEST_GROUPS, FEWEST_ROWS = 2, 2
# a mark that says only that the group takes part
TAKES_PART = "member"
_MARKS = frozenset("★☆✓✔✗✘●•■▪*xX√yY1") | {"yes", "Yes"}
_LETTERS = {"a": "accountable", "r": "responsible", "c": "consulted", "i": "informed",
            "m": TAKES_PART}  # fmt: skip
_TAG = re.compile(r"<[^<>]{1,20}>")
_OF_GROUPS = {"reportsto": "reports_to", "meets": "meets", "frequency": "meets",
              "evidence": "evidence"}  # fmt: skip


class Matrix(NamedTuple):
    """Groups in the order of their columns, and rows of an arrangement with a cell for each."""

    groups: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    about: dict[str, tuple[str, ...]]


def long_governance(grid: Grid) -> Grid:
    """Return a matrix as a grid of one row per arrangement and group; any other grid unchanged.

    Args:
        grid: a sheet or a text; its rows are used up where it is a matrix.
    """
    contract = local_files()[GOVERNANCE]
    header = find_header(grid.head, contract)
    if header is not None and not header.missing(contract):
        return grid
    rows = list(grid.rows())
    found = find_matrix(_cells(rows, grid.delimiter))
    if found is None:
        return Grid(grid.sheet, rows[:HEAD_ROWS], rows[HEAD_ROWS:], grid.delimiter)
    made = [list(contract.columns), *_long(found, list(contract.columns))]
    return Grid("", made[:HEAD_ROWS], made[HEAD_ROWS:])


def find_matrix(rows: Sequence[Sequence[str]]) -> Matrix | None:
    """Return the matrix of most rows among some rows of cells; None where there is none.

    Args:
        rows: cells of each row, such as lines of a document split at tabs.
    """
    best: Matrix | None = None
    for at, row in enumerate(rows):
        groups = _groups(row)
        if len(groups) < FEWEST_GROUPS:
            continue
        found = _below(groups, rows[at + 1 :])
        if len(found.rows) >= FEWEST_ROWS and len(found.rows) > (len(best.rows) if best else 0):
            best = found
    return best


def role_of(cell: str) -> str | None:
    """Return the role that a cell of a matrix gives; "" for a blank one, None for no mark."""
    text = cell.strip()
    if not text or text in ("-", "\u2013", "\u2014"):
        return ""
    if text in _MARKS:
        return TAKES_PART
    labels = {code_key(label): code for code, label in code_sets()["governance_roles"].items()}
    return _LETTERS.get(text.casefold()) or labels.get(code_key(text))


def _groups(row: Sequence[str]) -> tuple[str, ...]:
    """Return the groups that a row names behind its first cell, none where it is no header."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    groups = tuple(cells[1:])
    if not all(groups) or any(role_of(group) is not None for group in groups):
        return ()
    return groups if len(set(groups)) == len(groups) else ()


def _below(groups: tuple[str, ...], rows: Sequence[Sequence[str]]) -> Matrix:
    found: list[tuple[str, tuple[str, ...]]] = []
    about: dict[str, tuple[str, ...]] = {}
    for row in rows:
        cells = (*row[1:], *[""] * len(groups))[: len(groups)]
        first = row[0] if row else ""
        if is_rule(row):
            continue
        told = _OF_GROUPS.get(code_key(first))
        if told:
            about[told] = cells
            continue
        roles = [role_of(cell) for cell in cells]
        is_short = len([cell for cell in row if cell]) > len(groups) + 1
        if not first or is_short or None in roles or len(row) < FEWEST_GROUPS:
            break
        found.append((first, tuple(role or "" for role in roles)))
    return Matrix(groups, tuple(found), about)


def _long(found: Matrix, columns: list[str]) -> list[list[str]]:
    rows = []
    for arrangement, roles in found.rows:
        for at, (group, role) in enumerate(zip(found.groups, roles, strict=True)):
            if role:
                about = {name: cells[at] for name, cells in found.about.items()}
                row = {"arrangement": arrangement, "group": group, "role": role, **about}
                rows.append([row.get(name, "") for name in columns])
        if not any(roles):  # no group takes part: told as a row that lacks its group
            rows.append([arrangement if name == "arrangement" else "" for name in columns])
    return rows


def _cells(rows: Sequence[Sequence[str]], delimiter: str) -> list[list[str]]:
    """Return rows of plain cells; those of a text split where its tables are, at tabs or bars."""
    if not delimiter:
        return [[_plain(cell) for cell in row] for row in rows]
    split = []
    for row in rows:
        line = delimiter.join(row)
        mark = "\t" if "\t" in line else "|" if "|" in line else delimiter
        cells = [_plain(cell) for cell in line.split(mark)]
        split.append(cells[1:] if mark == "|" and cells and not cells[0] else cells)
    return split


def _plain(cell: str) -> str:
    return " ".join(plain_cell(_TAG.sub("", cell)).split())
