"""Figures, comparisons and findings behind a report, gathered from its outputs into CSV."""

import math
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from nbformat import NotebookNode

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS
from sendlib.errors import RenderError
from sendlib.report.blocks import Cell
from sendlib.report.grids import csv_text, is_missing

FIGURES_MIME = "application/vnd.sendlib.figures+json"
COMPARISONS_MIME = "application/vnd.sendlib.comparisons+json"
FINDINGS_MIME = "application/vnd.sendlib.findings+json"
FIGURE_KEYS = ("measure", "area_code", "period", "breakdown")
COMPARISON_KEYS = ("measure", "area_code", "period", "comparator")

Row = tuple[Cell, ...]


def figures_csv(notebook: NotebookNode) -> str:
    """Return every figure the report shows, once.

    Raises:
        RenderError: two views give different figures for one measure, area, period and breakdown.
    """
    return _csv(notebook, FIGURES_MIME, FIGURE_COLUMNS, FIGURE_KEYS)


def comparisons_csv(notebook: NotebookNode) -> str:
    """Return every comparison the report draws on, once; `RenderError` as for figures."""
    return _csv(notebook, COMPARISONS_MIME, COMPARISON_COLUMNS, COMPARISON_KEYS)


def findings_csv(notebook: NotebookNode) -> str:
    """Return the faults found in the data, each once."""
    return _csv(notebook, FINDINGS_MIME, FINDING_COLUMNS, FINDING_COLUMNS)


def _csv(notebook: NotebookNode, mime: str, columns: Sequence[str], keys: Sequence[str]) -> str:
    key_of = itemgetter(*(columns.index(key) for key in keys))
    rows: dict[Row, Row] = {}
    for cell, row in _rows(notebook, mime, columns):
        key = key_of(row)
        if rows.setdefault(key, row) == row:
            continue
        try:
            rows[key] = _merged(rows[key], row, columns)
        except ValueError as error:
            name = ", ".join(f"{key} {value}" for key, value in zip(keys, key, strict=True))
            raise RenderError(f"cell {cell}: {name}: {error}") from error
    return csv_text(columns, rows.values())


def _rows(notebook: NotebookNode, mime: str, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            bundle: dict[str, Any] | None = output.get("data", {}).get(mime)
            if bundle is None:
                continue
            given = list(bundle["columns"])
            if sorted(given) != sorted(columns):
                raise RenderError(
                    f"cell {number}: {mime}: columns {', '.join(given)}; "
                    f"expected {', '.join(columns)}"
                )
            in_order = itemgetter(*(given.index(column) for column in columns))
            for row in bundle["rows"]:
                yield number, in_order(row)


def _merged(first: Row, second: Row, columns: Sequence[str]) -> Row:
    """Return one row of two for the same key; a value absent in one is taken from the other."""
    merged = []
    for column, one, other in zip(columns, first, second, strict=True):
        if not (_is_absent(one) or _is_absent(other) or _is_same(one, other)):
            raise ValueError(f"{column} is {one} in one view and {other} in another")
        merged.append(other if _is_absent(one) else one)
    return tuple(merged)


def _is_absent(value: Cell) -> bool:
    return is_missing(value) or value == ""


def _is_same(one: Cell, other: Cell) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return one == other
    return math.isclose(one, other, rel_tol=1e-9)
