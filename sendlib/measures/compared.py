"""One indicator of one council beside its comparators: values, ranks, tests and trend."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sendlib.data.periods import end_year
from sendlib.data.tables import Tables
from sendlib.measures.comparisons import comparisons, spreads
from sendlib.measures.funnel import Overdispersion
from sendlib.measures.groups import neighbour_mean, own_pool
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.measures.selection import COUNCIL_CODE, VALUE_COLUMNS, indicator_values
from sendlib.measures.standing import Standing, standing, trend
from sendlib.measures.trend import RecentTrend


@dataclass(frozen=True)
class Compared:
    """An indicator of a place, ready to be read.

    values: VALUE_COLUMNS for the area, its comparators (in order) and its neighbours, within the
    years shown. councils: the same for every English council. comparisons: COMPARISON_COLUMNS,
    one row per period and comparator. latest: the newest period any council has, "" where there
    is none. standing: rank and quartile at latest. trend: of the area. spread: among councils at
    latest. without_figure: neighbours that the mean at latest leaves out. left_out: councils
    whose figure at latest is questioned and so left out of ranks and means.
    """

    indicator: Indicator
    place: Place
    values: pd.DataFrame
    councils: pd.DataFrame
    comparisons: pd.DataFrame
    latest: str
    standing: Standing | None
    trend: RecentTrend
    spread: Overdispersion | None
    without_figure: tuple[str, ...]
    left_out: tuple[str, ...]

    def of(self, area_code: str, period: str | None = None) -> pd.Series | None:
        """Return the row of an area at a period, by default the latest, or None."""
        position = self._positions.get((area_code, period or self.latest))
        return None if position is None else self.values.iloc[position]

    @cached_property
    def _positions(self) -> dict[tuple[str, str], int]:
        keys = zip(self.values["area_code"], self.values["period"], strict=True)
        return {key: position for position, key in enumerate(keys)}

    def known(self, area_code: str) -> pd.DataFrame:
        """Return the rows of an area that have a value, oldest first."""
        rows = self.values
        return rows[(rows["area_code"] == area_code) & rows["value"].notna()]

    @property
    def own(self) -> pd.Series | None:
        """The area's row at the latest period."""
        return self.of(self.place.area_code)

    @property
    def figure(self) -> pd.Series | None:
        """The area's row at the latest period if it has a value that no finding questions."""
        row = self.own
        if row is None or pd.isna(row["value"]) or row["status"] == "questioned":
            return None
        return row

    def at_latest(self, comparator: str) -> pd.Series | None:
        """Return the comparison with a comparator at the latest period."""
        rows = self.comparisons[
            (self.comparisons["comparator"] == comparator)
            & (self.comparisons["period"] == self.latest)
        ]
        return rows.iloc[0] if len(rows) else None


def compare(indicator: Indicator, tables: Tables, place: Place) -> Compared:
    """Set an indicator of a place beside its comparators.

    A figure that a finding questions stays in `values`, marked, and is left out of means, ranks,
    the spread among councils, tests and the trend.
    """
    everything = within_years(indicator_values(tables, indicator), place.years)
    trusted = everything["value"].where(everything["status"] != "questioned")
    everything = everything.assign(trusted=trusted)
    councils = everything[everything["area_code"].astype(str).str.fullmatch(COUNCIL_CODE)]
    values = _shown(everything, councils, indicator, place)
    latest = _latest(councils)
    spread = spreads(everything, indicator)
    at_latest = councils[councils["period"] == latest]
    position = standing(at_latest, indicator, place.area_code)
    direction = trend(values[values["area_code"] == place.area_code], indicator, latest)
    counted = at_latest[at_latest["trusted"].notna()]
    return Compared(
        indicator=indicator,
        place=place,
        values=values[VALUE_COLUMNS],
        councils=councils[VALUE_COLUMNS],
        comparisons=comparisons(
            values, indicator, place,
            latest=latest, spread=spread, rank=position, trend=direction,
        ),
        latest=latest,
        standing=position,
        trend=direction,
        spread=spread.get(latest),
        without_figure=tuple(
            code for code in place.neighbours if code not in set(counted["area_code"])
        ),
        left_out=tuple(sorted(at_latest.loc[at_latest["status"] == "questioned", "area_code"])),
    )  # fmt: skip


def within_years(values: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Keep the periods that end within the years shown, both included."""
    ends = values["period"].map({period: end_year(period) for period in values["period"].unique()})
    return values[ends.between(*years)].reset_index(drop=True)


def _shown(
    everything: pd.DataFrame, councils: pd.DataFrame, indicator: Indicator, place: Place
) -> pd.DataFrame:
    """Return the rows of the area, its comparators and its neighbours, in that order."""
    codes = [place.area_code, *place.comparators, *place.neighbours]
    groups = [neighbour_mean(councils, place), own_pool(councils, place, indicator)]
    parts = [everything[everything["area_code"].isin(codes)], *groups]
    values = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    order = {code: number for number, code in enumerate(codes)}
    return (
        values.assign(order=values["area_code"].map(order), end=values["period"].map(end_year))
        .sort_values(["order", "end", "period"], ignore_index=True)
        .drop(columns=["order", "end"])
    )


def _latest(councils: pd.DataFrame) -> str:
    known = councils.loc[councils["value"].notna(), "period"].unique()
    return max(map(str, known), key=lambda text: (end_year(text), text), default="")
