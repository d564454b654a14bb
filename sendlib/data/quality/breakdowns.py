"""Areas that have a total and no breakdown, or are missing where all others are there."""

import pandas as pd

from sendlib.data.quality.catalogue import SAME
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import TOTAL, Grid, has_series_break, ordered_periods, summed

# share of the councils that must publish a figure for its absence to tell
USUAL = 0.9
# below this share of the whole, a breakdown does not describe it
COVERED = 0.9


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
    return joined([*found, _absent_rows(councils, field=fields[0])])


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


def disagreements(grids: dict[str, Grid]) -> pd.DataFrame:
    """Return the areas for which two datasets publish the same figure differently.

    The second dataset is named. Where it covers less than its whole (needs of 3 of 187 new
    plans) every figure of its row is of those few only, and named with it.
    """
    found = []
    for pair in SAME:
        first, second = grids.get(pair.dataset), grids.get(pair.other)
        if first is None or second is None:
            continue
        found.append(_disagreement(first.totals, second.totals, pair.field, pair.other_field,
                                   lag=pair.lag))  # fmt: skip
    return joined(found)


def _disagreement(first: Grid, second: Grid, field: str, other: str, *, lag: int) -> pd.DataFrame:
    if field not in first.values or other not in second.values:
        return joined([])
    mine = pd.Series(
        first.values[field].to_numpy(),
        index=pd.MultiIndex.from_arrays(
            [first.rows["area_code"], first.rows["period"].str[:4].astype(int) + lag]
        ),
    )
    mine = mine[~mine.index.duplicated()].dropna()
    years = second.rows["period"].str[:4].astype(int)
    theirs = second.values[other]
    right = mine.reindex(pd.MultiIndex.from_arrays([second.rows["area_code"], years]))
    expected = pd.Series(right.to_numpy(), index=theirs.index)
    known = theirs.notna() & expected.notna()
    step = 0.06 if (theirs.dropna() % 1 > 0).any() else 0.0
    wrong = known & ((theirs - expected).abs() > step + 1e-6)
    # where many differ the two do not mean the same thing
    if wrong.sum() > (1 - USUAL) * known.sum():
        return joined([])
    part = second.level.eq("council") & (theirs < COVERED * expected)
    words = f"{{}}, as {first.dataset} has"
    few = [
        faults(
            second, wrong & part & second.values[name].notna(), field=str(name),
            rule="missing_breakdown", found=theirs, expected=expected,
            words=f"the whole of {{}} in {first.dataset}", gap=theirs - expected,
        )
        for name in second.values
        if wrong.any() and second.dataset.startswith("needs")
    ]  # fmt: skip
    covered = bool(few)
    rest = faults(
        second, wrong & ~part if covered else wrong, field=other, rule="parts_total",
        found=theirs, expected=expected, words=words, gap=theirs - expected,
        effect="questioned" if covered or second.dataset == "lait" else "note",
    )  # fmt: skip
    return joined([*few, rest])
