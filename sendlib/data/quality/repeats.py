"""One value where each area should have its own: a total copied down, a year copied on."""

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND, ENGLAND_NAME, REGIONS
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import TOTAL, Grid, Numbers, ordered_periods

# as many councils cannot share a figure, and their region's too, by chance
FEWEST_COUNCILS = 8
# figures this small, and both ends of a percentage, are shared by chance
SMALL = 3.0
BOUNDS = (0.0, 100.0)
# a whole row of figures this long and this varied is not met twice by chance
FEWEST_FIGURES = 6
FEWEST_DISTINCT = 5


def repeated_totals(grid: Grid, *, additive: set[str]) -> pd.DataFrame:
    """Return the councils that all show the figure of their region, or of England.

    Councils that agree on a small figure, 0 or 100 are not meant, nor a region with few councils.
    A rate may be set alike for all of a region (an hourly rate of funding): one that is no count
    must differ between these councils in another period to be named here.

    Args:
        grid: one dataset.
        additive: its fields that are counts.
    """
    totals = grid.totals
    councils = totals.where(totals.level == "council")
    if not len(councils.rows):
        return joined([])
    keys = [councils.region.rename("region"), councils.rows["period"]]
    grouped = councils.values.groupby(keys)
    least, most, size = grouped.min(), grouped.max(), grouped.count()
    alike = (least == most) & (size >= FEWEST_COUNCILS) & (least.abs() > SMALL)
    alike &= ~least.isin(BOUNDS)
    above = totals.where(totals.level.isin(["region", "england"]))
    upper = above.values.set_axis(pd.MultiIndex.from_frame(above.rows[["area_code", "period"]]))
    apart = (size >= FEWEST_COUNCILS) & (least != most)
    varied = apart.groupby(level="region").any()
    found = []
    for row, column in np.argwhere(alike.to_numpy()):
        (region, period), field = alike.index[row], str(alike.columns[column])
        value = float(least.iloc[row, column])
        whose = _whose(upper, value, region=region, period=period, field=field)
        if whose is None or not (field in additive or varied.loc[region].iloc[column]):
            continue
        here = (councils.region == region) & (councils.rows["period"] == period)
        found.append(
            faults(
                councils,
                here & councils.values[field].notna(),
                field=field,
                rule="repeated_value",
                found=councils.values[field],
                expected=f"its own figure: this is that of {whose}, shown for all "
                f"{int(size.iloc[row, column])} councils of the region",
                gap=np.inf,
            )
        )
    return joined(found)


def _whose(
    upper: pd.DataFrame, value: float, *, region: str, period: str, field: str
) -> str | None:
    """Say whose figure a value is: that of the region, of England, or of neither."""
    names = {region: REGIONS.get(region, region), ENGLAND: ENGLAND_NAME}
    for area, name in names.items():
        if (area, period) in upper.index and upper.loc[(area, period), field] == value:
            return name
    return None


def repeated_rows(grid: Grid) -> pd.DataFrame:
    """Return councils whose whole row is that of another council, or of their own year before.

    Only rows of several unlike figures count, and the row must be the only one of its kind in the
    period: councils that make one return together publish alike every year, which is no fault.
    """
    totals = grid.where((grid.rows["breakdown_topic"] == TOTAL) & (grid.level == "council"))
    numbers = totals.values.to_numpy(float)
    content = pd.Series([row.tobytes() for row in numbers], dtype=object)
    double = np.flatnonzero(content.duplicated(keep=False))
    telling = np.array([row for row in double if _telling(numbers[row])], dtype=np.intp)
    keys = content.iloc[telling].reindex(content.index)
    known = keys.notna()
    if not known.any():
        return joined([])
    rows = totals.rows.assign(key=keys)
    periods = ordered_periods(rows["period"])
    twins = rows[known & rows.duplicated(["period", "key"], keep=False)]
    pairs = twins.groupby("key")["area_code"].agg(lambda codes: " ".join(sorted(set(codes))))
    habitual = pairs[pairs.duplicated(keep=False)].index
    copied = known & keys.isin(twins["key"]) & ~keys.isin(habitual)
    order = rows["period"].map({period: number for number, period in enumerate(periods)})
    before = pd.MultiIndex.from_arrays([rows["area_code"], order + 1, keys])
    stale = known & pd.MultiIndex.from_arrays([rows["area_code"], order, keys]).isin(before)
    found = []
    for chosen, words in (
        (copied, "its own figures: the whole row is that of another council"),
        (stale, "figures of this year: the whole row is that of the year before"),
    ):
        for field in totals.values if chosen.any() else ():
            values = totals.values[field]
            found.append(
                faults(
                    totals, chosen & (values > 0), field=str(field), rule="repeated_value",
                    found=values, expected=words,
                )
            )  # fmt: skip
    return joined(found)


def _telling(row: Numbers) -> bool:
    """Say whether a row has so many unlike figures that it cannot be met twice by chance."""
    figures = row[~np.isnan(row)]
    telling = figures[(np.abs(figures) > SMALL) & ~np.isin(figures, BOUNDS)]
    return len(telling) >= FEWEST_FIGURES and len(np.unique(telling)) >= FEWEST_DISTINCT
