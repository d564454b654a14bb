"""Where a council stands: its rank and quartile among councils, and its trend."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ABOLISHED
from sendlib.data.periods import end_year
from sendlib.measures.comparison import quartile_band, rank
from sendlib.measures.indicator import Indicator
from sendlib.measures.trend import NOT_ASSESSED, RecentTrend, recent_trend


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


def standing(at_latest: pd.DataFrame, indicator: Indicator, area_code: str) -> Standing | None:
    """Return where a council stands; None where it has no figure to be ranked by.

    Abolished councils are never ranked, nor are figures that a finding questions.

    Args:
        at_latest: area_code and `trusted` of every council at the latest period.
        indicator: gives the polarity; a number is not ranked.
        area_code: the council.
    """
    if indicator.kind == "count" or at_latest.empty:
        return None
    today = at_latest[~at_latest["area_code"].isin(list(ABOLISHED))]
    values = today.set_index("area_code")["trusted"]
    if pd.isna(values.get(area_code, np.nan)):
        return None
    ranks = rank(values, polarity=indicator.polarity)
    band = quartile_band(values, polarity=indicator.polarity)[area_code]
    return Standing(
        rank=int(ranks[area_code]),
        of=int(values.notna().sum()),
        shared=int((ranks == ranks[area_code]).sum()) > 1,
        quartile="" if pd.isna(band) else str(band),
    )


def trend(own: pd.DataFrame, indicator: Indicator, latest: str) -> RecentTrend:
    """Return the trend of the five years up to the latest period, never across a break.

    A year without a trusted figure is a gap, also the latest one: not assessed then.

    Args:
        own: VALUE_COLUMNS and `trusted` of one council.
        indicator: says where a break is; without counts there is no trend.
        latest: the newest period any council has.
    """
    if not indicator.is_tested or own.empty or not latest:
        return NOT_ASSESSED
    annual = own.assign(year=own["period"].map(end_year))
    if indicator.break_before:
        annual = annual[annual["year"] >= end_year(indicator.break_before)]
    annual = annual.drop_duplicates("year", keep="last").set_index("year")
    if annual.empty:
        return NOT_ASSESSED
    years = pd.Index(range(int(annual.index.min()), end_year(latest) + 1))
    points = annual[["trusted", "lower", "upper"]].reindex(years)
    points = points.where(points["trusted"].notna())
    return recent_trend(points["trusted"], points["lower"], points["upper"])
