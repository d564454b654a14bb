"""One indicator of one council beside its comparators: values, ranks, tests and trend."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from sendlib.contracts.tables import COMPARISON_COLUMNS
from sendlib.data.periods import end_year
from sendlib.data.tables import Tables
from sendlib.measures.arrays import Row, rows_of
from sendlib.measures.comparisons import Basis, comparisons
from sendlib.measures.countrywide import Countrywide, councils_of, trusted_values
from sendlib.measures.funnel import Overdispersion
from sendlib.measures.groups import neighbour_means, own_pool
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.measures.selection import VALUE_COLUMNS
from sendlib.measures.standing import Standing, trends
from sendlib.measures.trend import RecentTrend


@dataclass(frozen=True, eq=False)
class Compared:
    """An indicator of a place, ready to be read.

    values: VALUE_COLUMNS for the area, its comparators (in order) and its neighbours, within the
    years shown. comparisons: COMPARISON_COLUMNS, one row per period and comparator. latest: the
    newest period any council has, "" where there is none. standing: rank and quartile at latest.
    trend: of the area. spread: among councils at latest. without_figure: neighbours that the mean
    at latest leaves out. left_out: councils whose figure at latest is questioned and so left out
    of ranks and means. tables: what it was compared from.
    """

    indicator: Indicator
    place: Place
    values: pd.DataFrame
    comparisons: pd.DataFrame
    latest: str
    standing: Standing | None
    trend: RecentTrend
    spread: Overdispersion | None
    without_figure: tuple[str, ...]
    left_out: tuple[str, ...]
    tables: Tables

    @cached_property
    def councils(self) -> pd.DataFrame:
        """VALUE_COLUMNS for every English council, within the years shown."""
        values = trusted_values(self.tables, self.indicator, self.place.years)
        return councils_of(values)[VALUE_COLUMNS]

    def of(self, area_code: str, period: str | None = None) -> Row | None:
        """Return the row of an area at a period, by default the latest, or None."""
        return self._rows.get((area_code, period or self.latest))

    @property
    def rows(self) -> Collection[Row]:
        """The rows of `values`, as plain cells."""
        return self._rows.values()

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Row]:
        return {(row["area_code"], row["period"]): row for row in rows_of(self.values)}

    @cached_property
    def periods(self) -> list[str]:
        """The periods in which the area or a comparator has a value, oldest first."""
        shown = {self.place.area_code, *self.place.comparators}
        known = {
            period
            for (code, period), row in self._rows.items()
            if code in shown and pd.notna(row["value"])
        }
        return sorted(known, key=lambda text: (end_year(text), text))

    def known(self, area_code: str) -> pd.DataFrame:
        """Return the rows of an area that have a value, oldest first."""
        rows = self.values
        return rows[(rows["area_code"] == area_code) & rows["value"].notna()]

    @property
    def trusted(self) -> list[Row]:
        """The area's rows with a value that no finding questions, oldest first."""
        own = (row for (code, _), row in self._rows.items() if code == self.place.area_code)
        return [row for row in own if pd.notna(row["value"]) and row["status"] != "questioned"]

    @property
    def own(self) -> Row | None:
        """The area's row at the latest period."""
        return self.of(self.place.area_code)

    @property
    def figure(self) -> Row | None:
        """The area's row at the latest period if it has a value that no finding questions."""
        return self.relied_on(self.place.area_code)

    def relied_on(self, area_code: str) -> Row | None:
        """Return the row of an area at the latest period if no finding questions its value."""
        row = self.of(area_code)
        if row is None or pd.isna(row["value"]) or row["status"] == "questioned":
            return None
        return row

    def at_latest(self, comparator: str) -> Row | None:
        """Return the comparison with a comparator at the latest period."""
        return self._at_latest.get(comparator)

    @cached_property
    def _at_latest(self) -> dict[str, Row]:
        rows = rows_of(self.comparisons)
        return {row["comparator"]: row for row in rows if row["period"] == self.latest}


def compare(indicator: Indicator, tables: Tables, place: Place) -> Compared:
    """Set an indicator of a place beside its comparators."""
    return compare_each([indicator], tables, place)[0]


def compare_each(indicators: Sequence[Indicator], tables: Tables, place: Place) -> list[Compared]:
    """Set several indicators of a place beside its comparators, all at once.

    A figure that a finding questions stays in `values`, marked, and is left out of means, ranks,
    the spread among councils, tests and the trend.
    """
    if not indicators:
        return []
    country = Countrywide(tables, indicators, place.years)
    bases = country.bases(place.area_code)
    read = country.values({place.area_code, *place.comparators, *place.neighbours, *place.own})
    values = _shown(read, indicators, place)
    own = values[values["area_code"] == place.area_code]
    found = trends(own, {one.indicator: one.latest for one in bases.values()})
    bases = {name: replace(one, trend=found[name]) for name, one in bases.items()}
    counted = _counted(values[values["trusted"].notna()], bases)
    return [
        _compared(
            bases[one.measure], country, place, values=shown, comparisons=pairs,
            counted=counted.get(one.measure, set()),
        )
        for one, shown, pairs in zip(
            indicators,
            _split(values, indicators, columns=VALUE_COLUMNS),
            _split(comparisons(values, bases, place), indicators, columns=COMPARISON_COLUMNS),
            strict=True,
        )
    ]  # fmt: skip


def _compared(
    basis: Basis, country: Countrywide, place: Place, *, values: pd.DataFrame,
    comparisons: pd.DataFrame, counted: Collection[str],
) -> Compared:  # fmt: skip
    return Compared(
        indicator=basis.indicator,
        place=place,
        values=values,
        comparisons=comparisons,
        latest=basis.latest,
        standing=basis.standing,
        trend=basis.trend,
        spread=basis.spread.get(basis.latest),
        without_figure=tuple(code for code in place.neighbours if code not in counted),
        left_out=basis.left_out,
        tables=country.tables,
    )


def _counted(values: pd.DataFrame, bases: Mapping[str, Basis]) -> dict[str, set[str]]:
    """Return by measure the areas with a figure to rely on at the latest period."""
    columns = (values[name] for name in ("measure", "period", "area_code"))
    found: dict[str, set[str]] = {}
    for measure, period, code in zip(*columns, strict=True):
        if period == bases[measure].latest:
            found.setdefault(measure, set()).add(code)
    return found


def _split(
    rows: pd.DataFrame, indicators: Sequence[Indicator], *, columns: Sequence[str]
) -> list[pd.DataFrame]:
    """Return some columns of the rows of each indicator, which lie together."""
    measures = rows["measure"].to_numpy(object)
    ends = np.flatnonzero(measures[1:] != measures[:-1]) + 1
    starts = [0, *ends, len(rows)] if len(rows) else []
    found = {measures[start]: (start, end) for start, end in pairwise(starts)}
    spans = (found.get(one.measure, (0, 0)) for one in indicators)
    cells = rows[list(columns)]
    return [cells.iloc[start:end].reset_index(drop=True) for start, end in spans]


def _shown(read: pd.DataFrame, indicators: Sequence[Indicator], place: Place) -> pd.DataFrame:
    """Return the rows of the area, its comparators and its neighbours, in that order."""
    codes = [place.area_code, *place.comparators, *place.neighbours]
    parts = [
        read[read["area_code"].isin(codes)],
        neighbour_means(councils_of(read), place),
        *_pools(read, indicators, place),
    ]
    values = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    ends = {period: end_year(period) for period in values["period"].unique()}
    order = {code: number for number, code in enumerate(codes)}
    first = {one.measure: number for number, one in enumerate(indicators)}
    return (
        values.assign(
            number=values["measure"].map(first),
            order=values["area_code"].map(order),
            end=values["period"].map(ends),
        )
        .sort_values(["number", "order", "end", "period"], ignore_index=True)
        .drop(columns=["number", "order", "end"])
    )


def _pools(read: pd.DataFrame, indicators: Sequence[Indicator], place: Place) -> list[pd.DataFrame]:
    if not place.own:
        return []
    rows = dict(list(councils_of(read).groupby("measure")))
    return [own_pool(rows[one.measure], place, one) for one in indicators if one.measure in rows]
