"""What a comparison takes of all councils, the same whichever of them is compared.

It is worked out once for the files there are and kept with them, so that the report of each council
reads the rows it needs.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from sendlib.data.periods import end_year
from sendlib.data.tables import Tables
from sendlib.measures.arrays import Row, rows_of
from sendlib.measures.comparisons import Basis, kind_of, spreads
from sendlib.measures.funnel import Overdispersion
from sendlib.measures.indicator import Indicator
from sendlib.measures.selection import COUNCIL_CODE, VALUE_COLUMNS, indicator_values
from sendlib.measures.standing import STANDING_COLUMNS, Standing, standings

SPREAD_COLUMNS = ["target", "areas_count", "phi", "tau_squared"]
VALUE_TEXT = ["measure", "area_code", "period", "status", "reason", "source"]
PERIOD_TEXT = ["measure", "period", "left_out"]
STANDING_TEXT = ["measure", "area_code", "quartile"]
VALUES, PERIODS, STANDINGS = range(3)  # the parts it is kept in
PERIOD_COLUMNS = ["measure", "period", "is_latest", "left_out", *SPREAD_COLUMNS]


class Countrywide:
    """Some indicators in all areas within some years.

    tables: what was read. indicators: which; each measure once. years: first and last.
    """

    def __init__(
        self, tables: Tables, indicators: Sequence[Indicator], years: tuple[int, int]
    ) -> None:
        self.tables, self.indicators, self.years = tables, tuple(indicators), years

    def values(self, codes: Collection[str]) -> pd.DataFrame:
        """Return measure, VALUE_COLUMNS and `trusted` of some areas, by measure and area."""
        rows = self._kept(VALUES, area_code=codes)
        return rows.astype(dict.fromkeys(VALUE_TEXT, object))

    def bases(self, area_code: str) -> dict[str, Basis]:
        """Return by measure what the comparisons of an area rest on, but for its trend."""
        standing = self._standings(area_code)
        periods: dict[str, list[Row]] = {one.measure: [] for one in self.indicators}
        for row in rows_of(self._kept(PERIODS)):
            periods[row["measure"]].append(row)
        return {
            one.measure: _basis(one, periods[one.measure], standing.get(one.measure))
            for one in self.indicators
        }

    def _standings(self, area_code: str) -> dict[str, Standing]:
        rows = self._kept(STANDINGS, area_code=(area_code,))
        columns = (rows[name].tolist() for name in STANDING_COLUMNS)
        return {
            str(measure): Standing(int(rank), int(of), bool(shared), str(quartile))
            for measure, rank, of, shared, quartile in zip(rows["measure"], *columns, strict=True)
        }

    def keep(self) -> None:
        """Put all of it into the store, so that what compares an area only has to read it."""
        for part in (VALUES, PERIODS, STANDINGS):
            self.tables.keep(*self._as_kept(part))

    def _kept(self, part: int, **wanted: Collection[str]) -> pd.DataFrame:
        return self.tables.kept(*self._as_kept(part), wanted=wanted)

    def _as_kept(self, part: int) -> tuple[str, set[str], Callable[[], pd.DataFrame]]:
        """Return the name of a part, what it is made from, and what makes it."""
        datasets = {
            selection.dataset
            for one in self.indicators
            for selection in (one.count, one.denominator)
            if selection is not None
        }
        name = f"countrywide {part} {self._name}"
        return name, datasets, lambda: self._worked_out[part]

    @cached_property
    def _name(self) -> str:
        return f"{self.years} {self.indicators!r}"

    @cached_property
    def _worked_out(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return values, what goes with each period, and where each council stands."""
        parts = [_one(self.tables, one, self.years) for one in self.indicators]
        values, periods, standing = (list(tables) for tables in zip(*parts, strict=True))
        return (
            _stacked(values, VALUE_TEXT),
            _stacked(periods, PERIOD_TEXT),
            _stacked(standing, STANDING_TEXT),
        )


def trusted_values(tables: Tables, indicator: Indicator, years: tuple[int, int]) -> pd.DataFrame:
    """Return VALUE_COLUMNS of every area within some years, and `trusted`.

    A figure that a finding questions stays, marked, and is missing from `trusted`.
    """
    values = within_years(indicator_values(tables, indicator), years)
    return values.assign(trusted=values["value"].where(values["status"] != "questioned"))


def councils_of(values: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of councils."""
    codes = values["area_code"]
    return values[codes.isin([code for code in codes.unique() if re.fullmatch(COUNCIL_CODE, code)])]


def within_years(values: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Keep the periods that end within the years shown, both included."""
    ends = values["period"].map({period: end_year(period) for period in values["period"].unique()})
    return values[ends.between(*years)].reset_index(drop=True)


def _stacked(tables: Sequence[pd.DataFrame], text: Sequence[str]) -> pd.DataFrame:
    """Return tables one below the other, their columns of text as such even where all are empty."""
    filled = [table for table in tables if len(table)] or tables[:1]
    return pd.concat(filled, ignore_index=True).astype(dict.fromkeys(text, "str"))


def _one(
    tables: Tables, indicator: Indicator, years: tuple[int, int]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    everything = trusted_values(tables, indicator, years)
    councils = councils_of(everything)
    latest = _latest(councils)
    at_latest = councils[councils["period"] == latest]
    named = {"measure": indicator.measure}
    return (
        everything[[*VALUE_COLUMNS, "trusted"]].assign(**named),
        _periods(everything, indicator, latest, at_latest).assign(**named)[PERIOD_COLUMNS],
        standings(at_latest, indicator).assign(**named),
    )


def _latest(councils: pd.DataFrame) -> str:
    known = councils.loc[councils["value"].notna(), "period"].unique()
    return max(map(str, known), key=lambda text: (end_year(text), text), default="")


def _periods(
    everything: pd.DataFrame, indicator: Indicator, latest: str, at_latest: pd.DataFrame
) -> pd.DataFrame:
    found = spreads(everything, indicator)
    periods = sorted({*found, latest} - {""})
    doubted = sorted(at_latest.loc[at_latest["status"] == "questioned", "area_code"])
    spread = [
        [getattr(found[period], name) for name in SPREAD_COLUMNS]
        if period in found
        else [np.nan] * len(SPREAD_COLUMNS)
        for period in periods
    ]
    return pd.DataFrame(spread, columns=SPREAD_COLUMNS, dtype=float).assign(
        period=pd.Series(periods, dtype=object),
        is_latest=[period == latest for period in periods],
        left_out=[" ".join(doubted) if period == latest else "" for period in periods],
    )


def _basis(indicator: Indicator, periods: Sequence[Row], standing: Standing | None) -> Basis:
    kind = kind_of(indicator)
    spread = {
        row["period"]: Overdispersion(
            kind, row["target"], int(row["areas_count"]), row["phi"], row["tau_squared"]
        )
        for row in periods
        if not np.isnan(row["areas_count"])
    }
    newest = [row for row in periods if row["is_latest"]]
    return Basis(
        indicator,
        latest="".join(row["period"] for row in newest),
        spread=spread,
        standing=standing,
        left_out=tuple(code for row in newest for code in row["left_out"].split()),
    )
