"""From rows at fault to faults: what every rule over local tables shares."""

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import repeat

import pandas as pd

from sendlib.data.local.faults import LocalFault, Severity
from sendlib.data.local.rules_severity import severity_of
from sendlib.data.local.tables import LocalTable

Faults = list[LocalFault]
Given = Mapping[str, LocalTable]


def mark(
    table: LocalTable,
    rows: pd.Index,
    *,
    column: str,
    rule: str,
    severity: Severity | None = None,
    found: str | Iterable[str],
    expected: str,
    remedy: str,
) -> Faults:
    """Return a fault for each of some rows, in which `found` is one text or one for each row.

    Its severity is that of the rule, or the one given where the rule leaves it open.
    """
    severity = severity_of(rule, severity)
    source = "; ".join(table.sources)
    texts = repeat(found) if isinstance(found, str) else found
    return [
        LocalFault(table.name, int(row), column, rule, severity, text, expected, remedy, source)
        for row, text in zip(rows, texts, strict=False)
    ]


def spoilt(table: LocalTable, *columns: str) -> pd.Series:
    """Say of each row whether reading found fault with one of these columns, or with the row.

    The value stands as missing; a rule that asks for it would tell the same fault again.
    """
    rows = {fault.row for fault in table.faults if fault.column in columns or not fault.column}
    return pd.Series(table.rows.index.isin(list(rows - {None})), index=table.rows.index)


def every_row(table: LocalTable) -> pd.DataFrame:
    """Return all rows of a table that could be read, those left out in reading as well."""
    return pd.concat([table.rows, table.lost]) if len(table.lost) else table.rows


def is_usable(table: LocalTable) -> bool:
    """Say whether a local file's rows could be read at all."""
    return not any(fault.row is None and fault.severity == "error" for fault in table.faults)


def has_columns(table: LocalTable, *columns: str) -> bool:
    """Say whether a local file's contract has all these columns."""
    return set(columns) <= set(table.rows.columns)


def without(table: LocalTable, rows: Set[int]) -> pd.DataFrame:
    """Return the rows of a table but for some."""
    return table.rows[~table.rows.index.isin(list(rows))] if rows else table.rows


def by_column(dates: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield rows with the columns `file` and `column` by those, in the order of first rows."""
    for (file, column), group in dates.groupby(["file", "column"], sort=False):
        yield str(file), str(column), group


def looked_up(numbers: pd.Series, values: pd.Series) -> pd.Series:
    """Return the value that belongs to each number, missing where there is none.

    Args:
        numbers: a number for each row.
        values: one value for each number, which is its index.
    """
    return pd.Series(values.reindex(numbers.array).array, index=numbers.index)


def among(values: pd.Series, known: pd.Series) -> "pd.Series[bool]":
    """Say of each value whether it stands in another column; a missing one does not.

    `isin` asks the same, but goes over columns of text value by value.
    """
    return values.astype(object).isin(set(known.dropna()))


def label(column: str) -> str:
    """Return a column's name as words: weekly cost health."""
    return column.removesuffix("_gbp").removesuffix("_percent").replace("_", " ")
