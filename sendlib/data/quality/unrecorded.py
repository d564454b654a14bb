"""Money of which a year holds nothing, though other years hold a great deal."""

import pandas as pd

from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import TOTAL, Grid, has_series_break
from sendlib.data.quality.jumps import MONEY

# as many years with money, at least, before a year without is strange
FEWEST_YEARS = 2
# a year in which more than this share of councils has nothing is not strange
RARE = 0.1


def nothing_recorded(grid: Grid) -> pd.DataFrame:
    """Return totals of money that are 0 in a year where every part is 0 as well.

    A council whose part is 0 may buy nothing of that kind; one whose whole is 0 for a year has
    most likely not filled in its return. Councils whose boundary changed are left out.

    Args:
        grid: one dataset; one without breakdowns has no parts to confirm a whole.
    """
    if not (grid.rows["breakdown_topic"] != TOTAL).any():
        return joined([])
    lasting = ~grid.rows["area_code"].map(has_series_break)
    totals = grid.where(
        (grid.rows["breakdown_topic"] == TOTAL) & (grid.level == "council") & lasting
    )
    found = []
    for field in totals.values:
        values = totals.values[field]
        if not values.median() > MONEY:
            continue
        areas, periods = totals.rows["area_code"], totals.rows["period"]
        some = values.where(values > 0)
        usual = some.groupby(areas).transform("median")
        years = some.groupby(areas).transform("count")
        zero = values == 0
        rare = zero.groupby(periods).transform("mean") < RARE
        found.append(
            faults(
                totals,
                zero & rare & (years >= FEWEST_YEARS),
                field=str(field),
                rule="jump",
                found=values,
                expected=usual.round(),
                words="about {}, by the other years",
                gap=values - usual,
            )
        )
    return joined(found)
