"""Numbers of councils that share, and of all of them together, as cells, words and figures.

A hidden number of one council reads [c]; a sum with hidden parts is told as a range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.share import Pool, Shares, pool
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.place import Place
from sendlib.params.disclosure import FIELDS
from sendlib.views.blocks import Evidence
from sendlib.views.formats import number
from sendlib.views.local_shown import HIDDEN
from sendlib.views.local_tables import figures, source_of

CERTAIN = 100.0  # percent, of a range that holds whatever is hidden
Where = Mapping[str, str]
NAN = float("nan")


@dataclass(frozen=True)
class Amount:
    """A number, or the range it is in; upper is missing where nothing limits it."""

    lower: float
    upper: float
    value: float = NAN

    @property
    def is_known(self) -> bool:
        """Whether it is known to the last."""
        return not pd.isna(self.value)

    def plus(self, other: "Amount") -> "Amount":
        """Return the sum of both."""
        return Amount(self.lower + other.lower, self.upper + other.upper, self.value + other.value)

    def of_council(self, unit: str = "count") -> str:
        """Return the number as a cell of one council's: hidden ones are marked."""
        return number(self.value, unit=unit) if self.is_known else HIDDEN

    def together(self, unit: str = "count") -> str:
        """Return the number, or its range, as a cell of all councils together."""
        if self.is_known:
            return number(self.value, unit=unit)
        least = number(self.lower, unit=unit)
        return f"{least} or more" if pd.isna(self.upper) else (
            f"{least} to {number(self.upper, unit=unit)}"
        )  # fmt: skip

    def told(self, noun: str = "", unit: str = "count") -> str:
        """Return the number or its range for the middle of a sentence."""
        after = f" {noun}" if noun else ""
        if self.is_known:
            return f"{number(self.value, unit=unit)}{after}"
        least = number(self.lower, unit=unit)
        if pd.isna(self.upper):
            return f"at least {least}{after}"
        return f"between {least} and {number(self.upper, unit=unit)}{after}"

    @property
    def raw(self) -> float | str | None:
        """The value behind a cell: a number, or nothing."""
        return self.value if self.is_known else None


NONE = Amount(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Line:
    """One row of a table of councils: its name, and a number for each column; None: not given."""

    code: str
    name: str
    amounts: tuple[Amount | None, ...]


def lines(
    shares: Shares, measure: LocalMeasure, columns: Sequence[Sequence[Where]], place: Place
) -> list[Line]:
    """Return a row for each council that shares a table, and one for all of them together.

    Args:
        shares: of the region's councils.
        measure: the table.
        columns: for each column the cells that are added up, each by its categories.
        place: the region.
    """
    found = pool(shares, measure)
    if found is None:
        return []
    rows = []
    for code in found.members:
        table = shares.shares[code].table(measure)
        cells = [[table.cell(found.period, **one) for one in column] if table else [] for column
                 in columns]  # fmt: skip
        rows.append(Line(code, place.label(code), tuple(_sum(column) for column in cells)))
    whole = [[_of_pool(found.cell(**one)) for one in column] for column in columns]
    together = all_of(len(found.members))
    rows.append(Line(place.area_code, together, tuple(_added(one) for one in whole)))
    return rows


def all_of(count: int) -> str:
    """Return the name of the row of all councils together."""
    return f"All {count} councils" if count > 1 else "One council in all"


def pooled(found: Pool, **where: str) -> Amount:
    """Return a cell of a pool; 0 where no council has the category."""
    return _of_pool(found.cell(**where))


def _sum(cells: Sequence[pd.Series | None]) -> Amount:
    amounts = [
        NONE if cell is None else Amount(cell["lower"], cell["upper"], cell["value"])
        for cell in cells
    ]
    return _added(amounts)


def _of_pool(cell: pd.Series | None) -> Amount:
    if cell is None:
        return NONE
    low, high = float(cell["lower"]), float(cell["upper"])
    return Amount(low, high, low if low == high else NAN)


def _added(amounts: Sequence[Amount]) -> Amount:
    whole = NONE
    for one in amounts:
        whole = whole.plus(one)
    return whole


def evidence(shares: Shares, measures: Sequence[LocalMeasure], place: Place) -> Evidence:
    """Return the figures behind tables of councils: each one's as it shows it, and the pools."""
    parts = []
    for measure in measures:
        for code, table in shares.with_table(measure).items():
            parts.append(figures(table.protected(), replace(place, area_code=code)))
        found = pool(shares, measure)
        if found is not None:
            parts.append(pool_figures(found, place))
    return Evidence(figures=pd.concat(parts, ignore_index=True) if parts else None)


def pool_figures(found: Pool, place: Place) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of a pool; a sum with hidden parts has a range and no value."""
    measure, rows = found.measure, found.rows
    exact = rows["lower"] == rows["upper"]
    blank = pd.Series(NAN, index=rows.index)
    return rows.assign(
        measure=measure.measure, area_code=place.area_code, area_name=place.name,
        period=found.period, breakdown=[_breakdown(measure, row) for _, row in rows.iterrows()],
        value=rows["lower"].where(exact), unit=measure.unit, lower=rows["lower"].mask(exact),
        upper=rows["upper"].mask(exact), confidence=blank.mask(~exact, CERTAIN), count=blank,
        denominator=blank, status="derived", source=source_of(measure),
    )[FIGURE_COLUMNS]  # fmt: skip


def _breakdown(measure: LocalMeasure, row: pd.Series) -> str:
    own = {name: str(row[name]) for name in measure.field_names if row[name] != TOTAL}
    every = {**measure.within, **own}
    return ";".join(f"{name}={every[name]}" for name in FIELDS if name in every) or TOTAL


def range_notes(shares: Shares, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the notes under a table of councils."""
    found = []
    if HIDDEN in cells:
        found.append(
            f"{HIDDEN} hidden so that nobody can be recognised: it rests on fewer than "
            f"{shares.threshold} children and young people, or would give away one that does."
        )
    if any(" to " in cell or cell.endswith("or more") for cell in cells):
        found.append(
            "A sum with hidden parts is given as the range that it must be in; a hidden number "
            "never counts as 0."
        )
    return (*found, "Source: the councils' own records, protected before they were put together.")
