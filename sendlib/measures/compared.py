"""One indicator of one council beside its comparators: values, ranks, tests and trend."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.contracts.tables import COMPARISON_COLUMNS
from sendlib.data.periods import end_year
from sendlib.data.tables import Tables
from sendlib.measures.comparison import plain_significance, quartile_band, rank
from sendlib.measures.funnel import Overdispersion, adjusted_significance, overdispersion
from sendlib.measures.indicator import TESTED, Indicator
from sendlib.measures.place import Place
from sendlib.measures.pooling import neighbours_mean
from sendlib.measures.selection import VALUE_COLUMNS, indicator_values
from sendlib.measures.trend import RecentTrend, recent_trend

NO_TREND = RecentTrend(float("nan"), float("nan"), "not assessed")


@dataclass(frozen=True)
class Compared:
    """An indicator of a place, ready to be read.

    values: VALUE_COLUMNS for the area, its comparators (in order) and its neighbours, within the
    years shown. councils: the same for every English council. comparisons: COMPARISON_COLUMNS,
    one row per period and comparator. latest: the newest period any council has, "" where there
    is none. trend: of the area. neighbours_used: how many neighbours the mean rests on at latest.
    left_out: names of councils whose figure at `latest` is questioned and so left out of ranks
    and means.
    """

    indicator: Indicator
    place: Place
    values: pd.DataFrame
    councils: pd.DataFrame
    comparisons: pd.DataFrame
    latest: str
    trend: RecentTrend
    spread: Overdispersion | None
    neighbours_used: int
    left_out: tuple[str, ...]

    def of(self, area_code: str, period: str | None = None) -> pd.Series | None:
        """Return the row of an area at a period, by default the latest, or None."""
        position = self._positions.get((area_code, period or self.latest))
        return None if position is None else self.values.iloc[position]

    @cached_property
    def _positions(self) -> dict[tuple[str, str], int]:
        keys = zip(self.values["area_code"], self.values["period"], strict=True)
        return {key: position for position, key in enumerate(keys)}

    @property
    def own(self) -> pd.Series | None:
        """The area's row at the latest period."""
        return self.of(self.place.area_code)

    @property
    def is_known(self) -> bool:
        """Whether the area has a value at the latest period."""
        return self.own is not None and bool(pd.notna(self.own["value"]))

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
    councils = everything[everything["area_code"].str.len() == 3]
    councils = councils[councils["area_code"] != ENGLAND]
    means = [_neighbour_mean(councils, place), _own_pool(councils, place, indicator)]
    shown = [place.area_code, *place.comparators, *place.neighbours]
    values = pd.concat(
        [everything[everything["area_code"].isin(shown)], *[m for m in means if len(m)]],
        ignore_index=True,
    )
    order = {code: number for number, code in enumerate(shown)}
    values = values.sort_values(
        ["area_code", "period"], key=lambda column: column.map(order).fillna(column)
        if column.name == "area_code" else column, ignore_index=True,
    )  # fmt: skip
    known = councils[councils["value"].notna()]
    latest = max(known["period"], key=lambda text: (end_year(text), text)) if len(known) else ""
    spreads = _spreads(everything, councils, indicator)
    trend = _trend(values, indicator, place)
    at_latest = councils[councils["period"] == latest]
    comparisons = _comparisons(values, councils, indicator, place, latest, spreads, trend)
    near = at_latest[at_latest["area_code"].isin(place.neighbours)]
    doubted = at_latest[at_latest["status"] == "questioned"]
    return Compared(
        indicator=indicator,
        place=place,
        values=values[VALUE_COLUMNS],
        councils=councils[VALUE_COLUMNS],
        comparisons=comparisons,
        latest=latest,
        trend=trend,
        spread=spreads.get(latest),
        neighbours_used=int(near["trusted"].notna().sum()),
        left_out=tuple(sorted(doubted["area_code"])),
    )


def within_years(values: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Keep the periods that end within the years shown, both included."""
    ends = values["period"].map({period: end_year(period) for period in values["period"].unique()})
    return values[ends.between(*years)].reset_index(drop=True)


def _neighbour_mean(councils: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the unweighted mean of the neighbours' values, missing ones left out, per period."""
    code = f"SN-{place.area_code}"
    near = councils[councils["area_code"].isin(place.neighbours) & councils["trusted"].notna()]
    if code not in place.comparators or near.empty:
        return pd.DataFrame()
    means = near.groupby("period", as_index=False).agg(source=("source", "min"))
    by_period = {
        period: rows.set_index("area_code")["trusted"] for period, rows in near.groupby("period")
    }
    means["value"] = [
        neighbours_mean(by_period[period], place.neighbours, area_code=place.area_code).value
        for period in means["period"]
    ]
    return means.assign(
        area_code=code,
        lower=np.nan,
        upper=np.nan,
        count=np.nan,
        denominator=np.nan,
        status="derived",
        reason="",
        trusted=means["value"],
    )


def _own_pool(councils: pd.DataFrame, place: Place, indicator: Indicator) -> pd.DataFrame:
    """Return the user's list of councils pooled by adding up counts, per period.

    Published values without counts cannot be pooled; there is then no figure for the list.
    """
    code = f"OWN-{place.area_code}"
    listed = councils[councils["area_code"].isin(place.own) & councils["trusted"].notna()]
    if listed.empty or indicator.kind == "value":
        return pd.DataFrame()
    pool = listed.groupby("period", as_index=False).agg(
        count=("count", "sum"), denominator=("denominator", "sum"), source=("source", "min")
    )
    if indicator.kind == "count":
        value = pool["count"]
        pool["denominator"] = np.nan
    else:
        value = indicator.scale * pool["count"] / pool["denominator"]
    return pool.assign(
        area_code=code,
        value=value,
        lower=np.nan,
        upper=np.nan,
        status="derived",
        reason="",
        trusted=value,
    )


def _spreads(
    everything: pd.DataFrame, councils: pd.DataFrame, indicator: Indicator
) -> dict[str, Overdispersion]:
    if indicator.kind not in TESTED:
        return {}
    england = everything[everything["area_code"] == ENGLAND].set_index("period")["value"].dropna()
    found = {}
    for period, target in england.items():
        rows = councils[(councils["period"] == period) & councils["trusted"].notna()]
        found[str(period)] = overdispersion(
            rows["count"],
            rows["denominator"],
            target=float(target) / indicator.scale,
            kind="proportion" if indicator.kind == "proportion" else "rate",
        )
    return found


def _trend(values: pd.DataFrame, indicator: Indicator, place: Place) -> RecentTrend:
    """Return the trend of the latest five years in a row, never across a break in the series."""
    own = values[values["area_code"] == place.area_code]
    if indicator.break_before:
        own = own[own["period"] >= indicator.break_before]
    if own.empty or indicator.kind not in TESTED:
        return NO_TREND
    ends = own["period"].map(end_year)
    years = pd.Index(range(int(ends.min()), int(ends.max()) + 1))
    annual = own.assign(year=ends).drop_duplicates("year", keep="last").set_index("year")
    points = annual[["trusted", "lower", "upper"]].reindex(years)
    points = points.where(points["trusted"].notna())
    return recent_trend(points["trusted"], points["lower"], points["upper"])


def _comparisons(
    values: pd.DataFrame,
    councils: pd.DataFrame,
    indicator: Indicator,
    place: Place,
    latest: str,
    spreads: dict[str, Overdispersion],
    trend: RecentTrend,
) -> pd.DataFrame:
    own = values[(values["area_code"] == place.area_code) & values["trusted"].notna()]
    if indicator.kind == "count" or own.empty:
        return pd.DataFrame(columns=COMPARISON_COLUMNS)
    beside = values[values["area_code"].isin(place.comparators) & values["trusted"].notna()]
    pairs = own.merge(
        beside[["area_code", "period", "trusted"]],
        on="period",
        suffixes=("", "_beside"),
    )
    if pairs.empty:
        return pd.DataFrame(columns=COMPARISON_COLUMNS)
    pairs = pairs.assign(
        measure=indicator.measure,
        comparator=pairs["area_code_beside"],
        comparator_value=pairs["trusted_beside"],
        difference=pairs["trusted"] - pairs["trusted_beside"],
        significance_plain=plain_significance(
            pairs["lower"], pairs["upper"], pairs["trusted_beside"]
        ).to_numpy(),
        **_tested(pairs, indicator, spreads),
    )
    ranked = councils[(councils["period"] == latest)].set_index("area_code")["trusted"]
    ranks = rank(ranked, polarity=indicator.polarity)
    bands = quartile_band(ranked, polarity=indicator.polarity)
    is_latest = pairs["period"] == latest
    place_rank = ranks.get(place.area_code, np.nan)
    band = bands.get(place.area_code, None)
    pairs["rank"] = np.where(is_latest, place_rank, np.nan)
    pairs["of"] = np.where(is_latest & pd.notna(place_rank), ranked.notna().sum(), np.nan)
    pairs["quartile"] = pd.Series(band, index=pairs.index, dtype=object).where(is_latest, None)
    pairs["trend"] = pd.Series(trend.direction, index=pairs.index, dtype=object).where(
        is_latest, None
    )
    order = {code: number for number, code in enumerate(place.comparators)}
    return (
        pairs.assign(order=pairs["comparator"].map(order))
        .sort_values(["period", "order"])[COMPARISON_COLUMNS]
        .reset_index(drop=True)
    )


def _tested(
    pairs: pd.DataFrame, indicator: Indicator, spreads: dict[str, Overdispersion]
) -> dict[str, pd.Series]:
    if indicator.kind not in TESTED:
        empty = pd.Series(np.nan, index=pairs.index)
        words = pd.Series("not_assessed", index=pairs.index)
        return {"z": empty, "z_adjusted": empty, "significance": words}
    parts = []
    for period, rows in pairs.groupby("period"):
        spread = spreads.get(str(period))
        parts.append(
            adjusted_significance(
                rows["count"],
                rows["denominator"],
                comparator=rows["trusted_beside"] / indicator.scale,
                tau_squared=spread.tau_squared if spread else 0.0,
                kind="proportion" if indicator.kind == "proportion" else "rate",
            )
        )
    tested = pd.concat(parts).reindex(pairs.index)
    return {name: tested[name] for name in ("z", "z_adjusted", "significance")}
