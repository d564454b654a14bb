"""What a table from local files is: which files it needs, what it counts, by which fields.

Each is declared once (`catalogue.LOCAL_TABLES`). Its function counts records into parts, one per
period, each on the full cross of its fields with totals. These are true numbers: they go to
`protection` and nowhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Any, Literal, TypeVar, cast

import pandas as pd

from sendlib.data.local.tables import LocalTables
from sendlib.data.tables import Tables
from sendlib.measures.disclosure_tables import TOTAL, CountTable
from sendlib.params.review import ReviewOptions

NOT_RECORDED = "not_recorded"
PERSON = "person_id"
PENCE = "pence"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Field:
    """What tables are divided by: its name, its heading, and its categories in reading order."""

    name: str
    title: str
    categories: Mapping[str, str]

    def label(self, category: str) -> str:
        """Return a category as readers know it."""
        return "All" if category == TOTAL else self.categories[category]


@dataclass(frozen=True)
class Part:
    """One period of a table, as counted.

    population: what is counted; parts of one population share cells. counts: the table's fields,
    `count` (or `amount` and `largest`, pounds) and `persons`. where: categories that hold for all
    of it. printed: False for a part that no reader sees but that binds others.
    """

    period: str
    population: str
    counts: pd.DataFrame
    where: Mapping[str, str] = field(default_factory=dict)
    printed: bool = True

    def table(self, name: str, fields: Sequence[str]) -> CountTable:
        """Return the part as disclosure control takes it."""
        return CountTable(
            f"{name}, {self.period}", self.counts, tuple(fields), population=self.population,
            where=self.where, printed=self.printed,
        )  # fmt: skip


@dataclass(frozen=True)
class LocalMeasure:
    """One table that a report builds from local files.

    name: also of its blocks. title: its caption, without council and period. files: local files
    without which it is not built. fields: what it is divided by. measure: its name in figures.csv;
    tables of one population share it. unit: persons or records counted, or pounds. noun: what is
    counted, in the plural. count: from records to parts. within: categories that hold for all of
    it.
    """

    name: str
    title: str
    files: tuple[str, ...]
    fields: tuple[Field, ...]
    measure: str
    noun: str
    count: Callable[["Records"], Sequence[Part]]
    unit: Literal["count", "gbp"] = "count"
    note: str = ""
    within: Mapping[str, str] = field(default_factory=dict)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(one.name for one in self.fields)


@dataclass(frozen=True)
class Records:
    """The local files of a council, the years a report shows, and what else measures rest on.

    options: what the partnership decided for its review. published: the published tables, where
    there are any.
    """

    local: LocalTables
    first_year: int
    last_year: int
    options: ReviewOptions = field(default_factory=ReviewOptions)
    published: Tables | None = None
    area: str = ""
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, work_out: Callable[["Records"], Result]) -> Result:
        """Return what a costly step gives, worked out when first asked for under this name."""
        if name not in self._kept:
            self._kept[name] = work_out(self)
        return cast(Result, self._kept[name])


def cross(rows: pd.DataFrame, fields: Sequence[str]) -> pd.DataFrame:
    """Return counts on the full cross of some fields, totals included.

    Categories are those that occur; a combination without records counts 0.

    Args:
        rows: a row per record, with the columns of `fields`, text without gaps, and `person_id`;
            with a column `pence`, sums of it are returned in the place of counts.
        fields: columns to count by.

    Returns:
        The columns of `fields`, `persons`, and `count`, or `amount` and `largest`.
    """
    found = {name: sorted(rows[name].unique()) for name in fields}
    kept = chain.from_iterable(combinations(fields, size) for size in range(len(fields) + 1))
    parts = []
    for names in kept:
        part = _grouped(rows, list(names))
        if names:
            every = pd.MultiIndex.from_product([found[name] for name in names], names=names)
            part = part.reindex(every if len(names) > 1 else found[names[0]], fill_value=0)
            part = part.rename_axis(list(names)).reset_index()
        parts.append(part.assign(**{name: TOTAL for name in fields if name not in names}))
    table = pd.concat(parts, ignore_index=True)
    order = table[list(fields)].map(lambda category: (category == TOTAL, category))
    table = table.loc[order.sort_values(list(fields)).index].reset_index(drop=True)
    if PENCE in table:
        table = table.assign(amount=table[PENCE] / 100, largest=table["largest"] / 100)
        return table[[*fields, "amount", "persons", "largest"]]
    return table[[*fields, "count", "persons"]]


def _grouped(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    keys: list[object] = [rows[name] for name in names]
    if not keys:
        keys = [pd.Series("", index=rows.index)]
    if PENCE not in rows:
        groups = rows.groupby(keys)[PERSON]
        found = pd.DataFrame({"count": groups.size(), "persons": groups.nunique()})
    else:
        each = rows.groupby([*keys, rows[PERSON]])[PENCE].sum()
        by = each.groupby(level=list(range(len(keys))))
        found = pd.DataFrame({PENCE: by.sum(), "persons": by.size(), "largest": by.max()})
    if not names:
        empty = pd.DataFrame({name: [0] for name in found})
        return found.reset_index(drop=True) if len(found) else empty
    found.index.names = names
    return found


def categories(codes: Mapping[str, str], unknown: str) -> dict[str, str]:
    """Return a set of codes as categories, with one more for what is not recorded."""
    return {**codes, NOT_RECORDED: unknown}


def known(column: pd.Series) -> pd.Series:
    """Return a column of codes as text, missing ones as not recorded."""
    return column.astype(object).where(column.notna(), NOT_RECORDED).astype(str)
