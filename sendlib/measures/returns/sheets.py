"""A form's tables as numbers: rows, columns and whole numbers that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sendlib.measures.returns.forms import Form, FormTable
from sendlib.measures.simulation_rates import Numbers
from sendlib.params.scenarios import ReturnsMapping

TOTAL = "Total"
NOT_KNOWN = "[x]"


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook: its name and title, the heads of columns, rows and notes."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """What a form is filled from.

    years: calendar years. plans: (years, ages, needs, provisions), means. events: by kind, (years,
    ages), requests, assessments and plans issued in each year.
    """

    years: tuple[int, ...]
    plans: Numbers
    events: Mapping[str, Numbers]


def filled(form: Form, expected: Expected, mapping: ReturnsMapping) -> list[Sheet]:
    """Return the tables of a form.

    Args:
        form: which return.
        expected: numbers by year.
        mapping: what sources cannot tell apart.
    """
    by_category = np.einsum("cap,yanp->ycan", form.weights(mapping), expected.plans)
    grouped = np.einsum("ga,ycan->ycgn", form.in_age_group(), by_category)
    return [_sheet(form, table, expected, grouped) for table in form.tables]


def whole_parts(values: Numbers) -> list[int]:
    """Round numbers so that they add up to their rounded sum, by largest remainder."""
    whole = np.floor(values).astype(int)
    left = int(np.floor(values.sum() + 0.5)) - int(whole.sum())
    order = np.argsort(-(values - whole), kind="stable")
    whole[order[:left]] += 1
    return [int(one) for one in whole]


def _sheet(form: Form, table: FormTable, expected: Expected, grouped: Numbers) -> Sheet:
    name = f"Table {table.number}"
    if table.across:
        return _crossed(form, table, expected, grouped, name)
    columns = _by_year(form, table, expected, grouped)
    titles = form.titles(table.by)
    rows = _with_total(titles, [whole_parts(column) for column in columns])
    heads = (_heading(table.by), *(str(year) for year in expected.years))
    return Sheet(name, table.title, heads, rows)


def _by_year(form: Form, table: FormTable, expected: Expected, grouped: Numbers) -> Numbers:
    """Return (years, rows)."""
    if table.of != "plans":
        events: Numbers = np.einsum("ga,ya->yg", form.in_age_group(), expected.events[table.of])
        return events
    keys = [category.key for category in form.categories]
    within = [keys.index(key) for key in table.within] or list(range(len(keys)))
    axes = {"ages": (1, 3), "categories": (2, 3), "needs": (1, 2)}[table.by]
    found: Numbers = grouped[:, within].sum(axis=axes)
    return found


def _crossed(
    form: Form, table: FormTable, expected: Expected, grouped: Numbers, name: str
) -> Sheet:
    """Return a table of years and rows by columns."""
    across = grouped.sum(axis=3) if table.across == "ages" else grouped.sum(axis=2)
    titles = form.titles(table.across)
    rows: list[tuple[str | int, ...]] = []
    for year, cells in zip(expected.years, across, strict=True):
        parts = np.array(whole_parts(cells.ravel())).reshape(cells.shape)
        for title, line in zip(form.titles(table.by), parts, strict=True):
            rows.append((str(year), title, *(int(one) for one in line), int(line.sum())))
        rows.append((str(year), TOTAL, *(int(one) for one in parts.sum(axis=0)), int(parts.sum())))
    return Sheet(name, table.title, ("Year", _heading(table.by), *titles, TOTAL), tuple(rows))


def _with_total(
    titles: Sequence[str], columns: Sequence[Sequence[int]]
) -> tuple[tuple[str | int, ...], ...]:
    rows: list[tuple[str | int, ...]] = [
        (title, *line) for title, line in zip(titles, zip(*columns, strict=True), strict=True)
    ]
    return (*rows, (TOTAL, *(sum(column) for column in columns)))


def _heading(by: str) -> str:
    return {"ages": "Age group", "categories": "Provision", "needs": "Primary need"}[by]
