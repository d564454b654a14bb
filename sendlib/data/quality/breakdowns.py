"""Areas that have a total and no breakdown, or are missing where all others are there."""

import pandas as pd

from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import TOTAL, Grid, has_series_break, ordered_periods, summed

# share of the councils that must publish a figure for its absence to tell
USUAL = 0.9


def missing_breakdowns(grid: Grid, *, additive: set[str]) -> pd.DataFrame:
    """Return councils with a total whose breakdown is empty though nearly all others have one.

    Args:
        grid: one dataset.
        additive: its fields that are counts.
    """
    keys = ["area_code", "period"]
    councils = grid.totals.where(grid.totals.level == "council")
    councils = councils.only(field for field in councils.values if field in additive)
    found = []
    for topic in grid.rows["breakdown_topic"].unique() if len(councils.values.columns) else ():
        if topic == TOTAL:
            continue
        part = grid.where((grid.rows["breakdown_topic"] == topic) & (grid.level == "council"))
        here = councils.where(councils.rows["period"].isin(part.rows["period"].unique()))
        counted = here.values > 0
        filled = summed(
            part.values[list(counted)].to_numpy(float), [part.rows[key] for key in keys]
        ).at(pd.MultiIndex.from_frame(here.rows[keys]))
        lacking = counted & (filled.published == 0)
        for field in lacking.columns[lacking.any()]:
            lack = lacking[field]
            usual = _usual(~lack, here.rows["period"], counted[field])
            found.append(
                faults(
                    here,
                    lack & usual,
                    field=str(field),
                    rule="missing_breakdown",
                    found=f"no figure by {topic}",
                    expected=here.values[field],
                    words=f"{{}} by {topic}",
                )
            )
    return joined(found)


def _usual(there: pd.Series, period: pd.Series, counted: pd.Series) -> pd.Series:
    """Say in which periods nearly all councils that are counted have a figure."""
    share = there[counted].groupby(period[counted]).mean()
    return period.map(share).fillna(0.0) >= USUAL


def missing_totals(grid: Grid, *, additive: set[str]) -> pd.DataFrame:
    """Return councils without the count that nearly all others have, as notes.

    Only datasets that are broken down are looked at: they are the complete, unsuppressed ones.

    Args:
        grid: one dataset.
        additive: its fields that are counts.
    """
    totals = grid.totals
    fields = [field for field in totals.values if field in additive]
    if len(totals.rows) == len(grid.rows) or not len(totals.rows) or not fields:
        return joined([])
    lasting = ~totals.rows["area_code"].map(has_series_break)
    councils = totals.where((totals.level == "council") & lasting)
    known = councils.values[fields].notna()
    period = councils.rows["period"]
    everyone = pd.Series(True, index=period.index)
    found = [
        faults(
            councils,
            ~known[field] & _usual(known[field], period, everyone),
            field=str(field),
            rule="missing_breakdown",
            found="no figure",
            expected="a figure, as from nearly all councils",
            effect="note",
        )
        for field in known.columns[~known.all()]
    ]
    return joined([*found, _absent_rows(councils, field=_whole(councils.values[fields]))])


def _whole(counts: pd.DataFrame) -> str:
    """Return the field that all others are part of: the one with most cases."""
    return str(counts.sum().sort_index().idxmax())


def _absent_rows(councils: Grid, *, field: str) -> pd.DataFrame:
    """Return councils that have a row in the years around a year, and none in it."""
    rows = councils.rows
    periods = ordered_periods(rows["period"])
    there = {period: set(rows.loc[rows["period"] == period, "area_code"]) for period in periods}
    gaps = [
        (code, period)
        for before, period, after in zip(periods, periods[1:], periods[2:], strict=False)
        for code in sorted((there[before] & there[after]) - there[period])
    ]
    if not gaps:
        return joined([])
    table = pd.DataFrame(gaps, columns=["area_code", "period"]).assign(
        dataset=councils.dataset, source=str(rows["source"].iloc[0]), field=field,
        rule="missing_breakdown", found="no row", effect="note",
        expected="a row, as in the years around",
        breakdown_topic=TOTAL, breakdown=TOTAL, gap=0.0,
    )  # fmt: skip
    return joined([table])
