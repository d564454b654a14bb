"""Facts laid out wide, one row per area, period and breakdown, so that rules run on columns."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.contracts.areas import ABOLISHED, COUNCILS, ENGLAND, REGIONS
from sendlib.data.periods import end_year

TOTAL = "Total"
KEYS = ["area_code", "period", "breakdown_topic", "breakdown"]
ROUNDINGS = (1000.0, 100.0, 50.0, 10.0, 5.0, 1.0, 0.1, 0.01, 0.001)
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """One dataset, wide.

    rows: KEYS and source, one row per key. values: the figures, a column per field, in the order
    of `rows`; what is not published is NaN. level: council, region, england or other, per row.
    region: region of a council or abolished council, "" otherwise.
    """

    dataset: str
    rows: pd.DataFrame
    values: pd.DataFrame
    level: pd.Series
    region: pd.Series

    @property
    def totals(self) -> "Grid":
        """The rows that are not broken down."""
        return self.where(self.rows["breakdown_topic"] == TOTAL)

    def where(self, chosen: pd.Series) -> "Grid":
        """Return the rows for which a condition holds, renumbered."""
        return Grid(
            self.dataset,
            self.rows[chosen].reset_index(drop=True),
            self.values[chosen].reset_index(drop=True),
            self.level[chosen].reset_index(drop=True),
            self.region[chosen].reset_index(drop=True),
        )

    def numbers(self, field: str) -> Numbers:
        """Return one field as an array."""
        return self.values[field].to_numpy(float)

    def only(self, fields: Iterable[str]) -> "Grid":
        """Return the grid with some of its fields, each once."""
        kept = list(dict.fromkeys(field for field in fields if field in self.values))
        return Grid(self.dataset, self.rows, self.values[kept], self.level, self.region)


def grid_of(facts: pd.DataFrame, *, dataset: str) -> Grid:
    """Return the facts of one dataset as a grid; repeated keys keep their first figure.

    Args:
        facts: table of the facts contract.
        dataset: its name.
    """
    columns = [facts[column].astype("category") for column in [*KEYS, "source"]]
    codes = np.zeros(len(facts), dtype=np.int64)
    for column in columns:
        codes = codes * max(len(column.cat.categories), 1) + column.cat.codes.to_numpy()
    _, first, row = np.unique(codes, return_index=True, return_inverse=True)
    field = facts["field"].astype("category")
    fields = field.cat.categories.astype(str)
    cells = np.full((len(first), len(fields)), np.nan)
    cells[row[::-1], field.cat.codes.to_numpy()[::-1]] = facts["value"].to_numpy(float)[::-1]
    rows = pd.DataFrame(
        {str(column.name): np.asarray(column.iloc[first].astype(object), dtype=object)
         for column in columns},
        dtype=object,
    )  # fmt: skip
    values = pd.DataFrame(cells, columns=fields)
    used = facts["field"].astype(str).drop_duplicates().tolist()
    area = rows["area_code"]
    return Grid(dataset, rows, values[used], area.map(level_of), area.map(region_of))


@dataclass(frozen=True)
class Summed:
    """Figures added up by groups of rows.

    index: the key of each group. total: sums, NaN where nothing is published. published: how many
    figures are. size: rows of each group.
    """

    index: pd.MultiIndex
    total: Numbers
    published: Numbers
    size: Numbers

    def at(self, index: pd.MultiIndex) -> "Summed":
        """Return the groups of given keys, in their order; an absent group has nothing."""
        place = self.index.get_indexer(index)
        missing = place < 0
        total, published, size = (part[place].copy() for part in
                                  (self.total, self.published, self.size))  # fmt: skip
        total[missing], published[missing], size[missing] = np.nan, 0, 0
        return Summed(index, total, published, size)


def summed(values: Numbers, keys: list[pd.Series]) -> Summed:
    """Add up rows of figures that share their keys.

    Args:
        values: one row per row of the grid, one column per field.
        keys: by which rows are grouped, as long as `values`; not empty.
    """
    codes = np.zeros(len(values), dtype=np.int64)
    for key in keys:
        one, names = pd.factorize(key)
        codes = codes * max(len(names), 1) + one
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    cells = values[order]
    known = ~np.isnan(cells)
    total = np.add.reduceat(np.where(known, cells, 0.0), starts, axis=0)
    published = np.add.reduceat(known.astype(float), starts, axis=0)
    total[published == 0] = np.nan
    first = order[starts]
    index = pd.MultiIndex.from_arrays([np.asarray(key)[first] for key in keys])
    return Summed(index, total, published, np.diff(starts, append=len(order)).astype(float))


def level_of(area_code: str) -> str:
    """Say whether an area is a council, a region, england or other (a part of London)."""
    if area_code == ENGLAND:
        return "england"
    if area_code in REGIONS:
        return "region"
    return "council" if area_code in COUNCILS or area_code in ABOLISHED else "other"


def region_of(area_code: str) -> str:
    """Return the region a council lies in, "" for what is no council."""
    council = COUNCILS.get(area_code) or ABOLISHED.get(area_code)
    return council.region if council else ""


def has_series_break(area_code: str) -> bool:
    """Say whether a council was made, enlarged or abolished, so that its series breaks."""
    council = COUNCILS.get(area_code)
    return council is None or bool(council.predecessors)


def rounding_of(values: pd.Series | Numbers) -> float:
    """Return the step to which figures were rounded: the widest that all of them share.

    Steps above 1 take three unlike figures to tell; 0 is no step that is known.
    """
    numbers = np.abs(np.asarray(values, dtype=float))
    numbers = numbers[numbers > 0]
    if len(numbers) < 3:
        return 1.0 if np.all(numbers == np.round(numbers)) else 0.0
    steps = ROUNDINGS[ROUNDINGS.index(1.0) :] if np.any(numbers % 5 != 0) else ROUNDINGS
    for step in steps:
        ratio = numbers / step
        if np.all(np.abs(ratio - np.round(ratio)) < 1e-6 * np.maximum(ratio, 1)):
            return step if step <= 1.0 or len(np.unique(numbers)) >= 3 else 1.0
    return 0.0


def ordered_periods(periods: pd.Series) -> list[str]:
    """Return the distinct periods in order of time."""
    return sorted(map(str, periods.unique()), key=lambda text: (end_year(text), text))


def plain(value: float) -> str:
    """Return a figure as digits, whole numbers without a decimal point."""
    return f"{value:.10g}" if value != round(value) else f"{value:.0f}"
