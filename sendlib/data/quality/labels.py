"""Figures under a name that they cannot have: labels moved by one, a measure of something else."""

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.data.quality.catalogue import SUMS
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import TOTAL, Grid

YEARS_HELD = "Years EHC plan in place"
SHORTEST = "Less than a year"
# field that counts plans, and years from the new plans to the count, per dataset
COUNTED = {"caseload": ("ehcplans", 1), "needs": ("ehc_plans", 1),
           "annual_reviews": ("total_ehc_plans", 0)}  # fmt: skip
# plans held for less than a year are nearly all those that were new in the year before
FEWEST_OF_NEW = 0.5
# a measure must fail in this share of areas for its name to be wrong, not a figure
MOST = 0.9


def moved_bands(grids: dict[str, Grid]) -> pd.DataFrame:
    """Return where plans by years held stand one band too high, the topic named as the field.

    In England fewer than half of a year's new plans cannot be held for less than a year at its
    end: then the first band holds those of the last weeks, and each other band the one below it.
    """
    new = grids.get("new_plans")
    if new is None or "new_ehc_plans" not in new.values:
        return joined([])
    totals = new.totals
    england = totals.level == "england"
    started = pd.Series(
        totals.values["new_ehc_plans"][england].to_numpy(),
        index=totals.rows["period"][england],
    ).to_dict()
    found = []
    for dataset, (field, lag) in COUNTED.items():
        grid = grids.get(dataset)
        if grid is None or field not in grid.values:
            continue
        rows = grid.rows
        shortest = (rows["breakdown_topic"] == YEARS_HELD) & (rows["breakdown"] == SHORTEST)
        for row in rows.index[shortest & (rows["area_code"] == ENGLAND)]:
            period = str(rows.loc[row, "period"])
            year, held = str(int(period[:4]) - lag), float(grid.values.loc[row, field])
            if held >= FEWEST_OF_NEW * started.get(year, 0):
                continue
            found.append(_moved(grid, period, held=held, started=started[year]))
    return joined(found)


def _moved(grid: Grid, period: str, *, held: float, started: float) -> pd.DataFrame:
    here = (grid.rows["breakdown_topic"] == YEARS_HELD) & (grid.rows["period"] == period)
    return faults(
        grid,
        here & ~grid.rows.duplicated(["area_code", "period", "breakdown_topic"]),
        field=YEARS_HELD,
        rule="mislabelled",
        found=f"{held:.0f} plans in England under “{SHORTEST}”",
        expected=f"about the {started:.0f} new plans of the year: each band stands one too high",
    )


def other_measures(grids: dict[str, Grid]) -> pd.DataFrame:
    """Return LAIT's cases during the year, which are new plans.

    Cases during a year include all that were open in January, so they cannot be fewer.
    """
    lait = grids.get("lait")
    during, january = "SEN_CASES_DUR_YEAR", "SEN_CASES_JAN"
    if lait is None or not {during, january} <= set(lait.values):
        return joined([])
    values, rows = lait.values, lait.rows
    known = values[during].notna() & values[january].notna()
    if not known.any() or (values[during] < values[january])[known].mean() < MOST:
        return joined([])
    more = (values[during] >= values[january]).fillna(False)
    fewer = values[during].notna() & ~more
    return faults(
        lait,
        fewer & (rows["breakdown_topic"] == TOTAL),
        field=during,
        rule="mislabelled",
        found=values[during],
        expected=f"no fewer cases than {january}: the figures are those of new plans",
    )


def negative_counts(grid: Grid) -> pd.DataFrame:
    """Return counts of plans or decisions below zero, left over where parts exceed the whole."""
    totals = grid.totals
    counts = {
        field
        for rule in SUMS.get(grid.dataset, ())
        for field in (rule.whole, *rule.parts)
        if field in totals.values
    }
    return joined(
        [
            faults(
                totals,
                totals.values[field] < 0,
                field=field,
                rule="parts_total",
                found=totals.values[field],
                expected="0 or more: the other parts exceed their whole",
                gap=totals.values[field],
            )
            for field in totals.values
            if field in counts
        ]
    )
