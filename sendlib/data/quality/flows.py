"""Stocks of plans that their flows do not explain."""

import pandas as pd

from sendlib.data.periods import end_year
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import Grid

# shares of the stock: residuals below the first are common, above the second not believable
RESIDUAL = 0.05
UNBELIEVABLE = 0.15
FEWEST_PLANS = 50.0
# robust standard deviations from the median of all councils
UNLIKE_OTHERS = 6.0
# person-level data began with the January count of this year
SERIES_BREAK = 2023


def flow_residuals(grids: dict[str, Grid]) -> pd.DataFrame:
    """Return stocks of plans that last year's stock, new plans and ceased plans do not explain.

    residual = stock(t) - stock(t-1) - new(t-1) + ceased(t-1), as a share of stock(t-1); flagged
    where it is far from the median of all councils that year. Over the change to person-level
    data in 2023 it is a note, and so is a share that moves in and backdating could make.

    Args:
        grids: by dataset; `caseload`, `new_plans` and `ceased` are used.
    """
    if not {"caseload", "new_plans", "ceased"} <= set(grids):
        return joined([])
    stocks = grids["caseload"].totals
    stock = _yearly(stocks, "ehcplans")
    new = _yearly(grids["new_plans"].totals, "new_ehc_plans")
    ceased = _yearly(grids["ceased"].totals, "total_ceased")
    found = []
    for year in sorted(set(stock) & {end + 1 for end in set(new) & set(ceased) & set(stock)}):
        start = stock[year - 1]
        residual = stock[year] - start - new[year - 1] + ceased[year - 1]
        share = (residual / start.where(start > 0)).dropna()
        apart = (share - share.median()).abs()
        spread = 1.4826 * apart.median()
        odd = share[(apart > UNLIKE_OTHERS * spread) & (share.abs() > RESIDUAL)]
        odd = odd[residual[odd.index].abs() > FEWEST_PLANS]
        if odd.empty:
            continue
        explained = pd.Series(start + new[year - 1] - ceased[year - 1])
        rows = (stocks.rows["period"] == str(year)) & stocks.rows["area_code"].isin(odd.index)
        area = stocks.rows["area_code"]
        strong = area.map(odd.abs() >= UNBELIEVABLE).eq(True) & (year != SERIES_BREAK)
        for effect, chosen in (("questioned", rows & strong), ("note", rows & ~strong)):
            found.append(
                faults(
                    stocks,
                    chosen,
                    field="ehcplans",
                    rule="flow_residual",
                    found=stocks.values["ehcplans"],
                    expected=area.map(explained),
                    words="{}: last January's plans, and new less ceased ones since",
                    effect=effect,
                    gap=area.map(residual),
                )
            )
    return joined(found)


def _yearly(grid: Grid, field: str) -> dict[int, pd.Series]:
    councils = grid.where((grid.level == "council") & grid.values[field].notna())
    years = councils.rows["period"].map(end_year)
    return {
        int(year): pd.Series(
            councils.values[field][years == year].to_numpy(),
            index=councils.rows["area_code"][years == year],
        )
        for year in years.unique()
    }
