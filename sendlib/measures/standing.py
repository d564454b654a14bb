"""Where a council stands: its rank and quartile among councils, and its trend."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ABOLISHED
from sendlib.data.periods import end_year
from sendlib.measures.comparison import quartile_band, rank
from sendlib.measures.indicator import Indicator
from sendlib.measures.trend import NOT_ASSESSED, POINTS, RecentTrend, recent_trends

GAP = [float("nan")] * 3
STANDING_COLUMNS = ("rank", "of", "shared", "quartile")


@dataclass(frozen=True)
class Standing:
    """A council's place among the councils of today at the latest period.

    rank: 1 is best, or highest where neither end is better. of: councils ranked. shared: whether
    another has the same rank. quartile: A (best) to D, "" where neither end is better.
    """

    rank: int
    of: int
    shared: bool
    quartile: str


def standings(at_latest: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return where each council stands that has a figure to be ranked by.

    Abolished councils are never ranked, nor are figures that a finding questions.

    Args:
        at_latest: area_code and `trusted` of every council at the latest period.
        indicator: gives the polarity; a number is not ranked.

    Returns:
        area_code and STANDING_COLUMNS, as `Standing` has them.
    """
    today = at_latest[~at_latest["area_code"].isin(list(ABOLISHED)) & at_latest["trusted"].notna()]
    if indicator.kind == "count":
        today = today.iloc[:0]
    values = today["trusted"].astype(float)
    ranks = rank(values, polarity=indicator.polarity)
    return pd.DataFrame(
        {
            "area_code": today["area_code"].astype(object),
            "rank": ranks,
            "of": len(today),
            "shared": ranks.duplicated(keep=False),
            "quartile": quartile_band(values, polarity=indicator.polarity)
            .astype(object)
            .fillna(""),
        }
    ).reset_index(drop=True)


def trends(own: pd.DataFrame, latest: Mapping[Indicator, str]) -> dict[str, RecentTrend]:
    """Return trends of the five years up to the latest period, by measure; none crosses a break.

    A year without a trusted figure is a gap, also the latest one: not assessed then.

    Args:
        own: measure, VALUE_COLUMNS and `trusted` of one area, oldest first.
        latest: indicators with the newest period any council has; without counts no trend.
    """
    years = own["period"].map({period: end_year(period) for period in own["period"].unique()})
    points = {
        (measure, year): limits
        for measure, year, *limits in zip(
            own["measure"], years, own["trusted"], own["lower"], own["upper"], strict=True
        )
    }
    tested = {one: period for one, period in latest.items() if one.is_tested and period}
    drawn = np.array([_five(points, one, end_year(period)) for one, period in tested.items()])
    found = recent_trends(*np.moveaxis(drawn.reshape(-1, POINTS, 3), 2, 0))
    assessed = {one.measure: trend for one, trend in zip(tested, found, strict=True)}
    return {one.measure: assessed.get(one.measure, NOT_ASSESSED) for one in latest}


def _five(
    points: Mapping[tuple[str, int], list[float]], indicator: Indicator, last: int
) -> list[list[float]]:
    """Return value and limits of five years, missing where there are none to be relied on."""
    first = end_year(indicator.break_before) if indicator.break_before else 0
    years = range(last - POINTS + 1, last + 1)
    known = [points.get((indicator.measure, year), GAP) if year >= first else GAP for year in years]
    return [GAP if pd.isna(point[0]) else point for point in known]
