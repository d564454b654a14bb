"""Rates of councils and of all of them together from what they share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from sendlib.measures.indicator import Indicator
from sendlib.measures.intervals import rate_interval
from sendlib.measures.local.share import Shares, pool
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.population import CHILDREN_AND_YOUNG_PEOPLE
from sendlib.measures.region import Region
from sendlib.measures.selection import indicator_values

PER = 1000.0
HIGHER, SIMILAR, LOWER, NOT_ASSESSED = "higher", "similar", "lower", "not_assessed"
NAN = float("nan")


@dataclass(frozen=True)
class ShareRate:
    """How many of a kind there are, and the rate.

    area_code: of the council, or of all together. count_lower and count_upper: the range of the
    count. population: residents. value: per 1,000 residents, missing where the count is a range.
    lower and upper: 95% interval; of a range from that of its least to that of its most. beside:
    higher, similar or lower than all councils together, not_assessed where it is hidden.
    """

    area_code: str
    count_lower: float
    count_upper: float
    population: float
    value: float
    lower: float
    upper: float
    beside: str = NOT_ASSESSED

    @property
    def is_exact(self) -> bool:
        """Whether the count is known to the last."""
        return self.count_lower == self.count_upper


@dataclass(frozen=True)
class ShareRates:
    """Rates of the members by code, and of all of them together; period: of the counts."""

    period: str
    members: Mapping[str, ShareRate]
    together: ShareRate


def populations(region: Region, indicator: Indicator = CHILDREN_AND_YOUNG_PEOPLE) -> pd.Series:
    """Return the latest number of residents of each council of a region, by code."""
    values = indicator_values(region.tables, indicator)
    rows = values[values["area_code"].isin(region.members) & values["value"].notna()]
    latest = rows.sort_values("period", kind="stable").drop_duplicates("area_code", keep="last")
    return latest.set_index(latest["area_code"].astype(str))["value"].astype(float)


def share_rates(
    shares: Shares, region: Region, measure: LocalMeasure, **where: str
) -> ShareRates | None:
    """Return rates per 1,000 residents aged 0 to 25 of one cell of a table.

    Councils whose residents are not known are left out, of the sum too.

    Args:
        shares: of the region's councils.
        region: with the population of each.
        measure: the table.
        where: category of each field; those not named are totals.

    Method: Byar's interval, exact below ten (`intervals.rate_interval`); a council beside the
        region by its interval against the region's rate, touching counts as similar.
    """
    residents = populations(region)
    known = {code: one for code, one in shares.shares.items() if code in residents.index}
    kept = Shares(tuple(known), known)
    pooled = pool(kept, measure)
    cell = pooled.cell(**where) if pooled else None
    if pooled is None or cell is None:
        return None
    whole = _rate(
        region.place.area_code, cell, float(residents[[*pooled.members]].sum())
    )  # fmt: skip
    members = {}
    for code in pooled.members:
        table = known[code].table(measure)
        row = table.cell(pooled.period, **where) if table else None
        one = _rate(code, row, float(residents[code]))
        members[code] = _beside(one, whole)
    return ShareRates(pooled.period, members, whole)


def _rate(code: str, cell: pd.Series | None, residents: float) -> ShareRate:
    low, high = (0.0, 0.0) if cell is None else (float(cell["lower"]), float(cell["upper"]))
    ends = rate_interval([low, high], [residents, residents], per=PER)
    value = float(ends["value"].iloc[0]) if low == high else NAN
    return ShareRate(
        code, low, high, residents, value, float(ends["lower"].iloc[0]),
        float(ends["upper"].iloc[1]),
    )  # fmt: skip


def _beside(one: ShareRate, whole: ShareRate) -> ShareRate:
    """Set a council beside all of them: it differs where it does whatever is hidden in the sum."""
    least, most = (PER * end / whole.population for end in (whole.count_lower, whole.count_upper))
    words = SIMILAR
    if not one.is_exact or pd.isna(most):
        words = NOT_ASSESSED
    elif one.lower > most:
        words = HIGHER
    elif one.upper < least:
        words = LOWER
    return replace(one, beside=words)
