"""Stocks of plans that their flows do not explain, and ends of plans that the stocks deny."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sendlib.data.periods import end_year
from sendlib.data.quality.catalogue import SUMS
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
# ends of plans that are at most this share of what stocks and other councils say, and the fewest
# there should be
ALMOST_NONE, FEWEST_ENDS = 0.1, 30.0
# how many times apart what the stocks say and what other councils do may be
ALIKE = 3.0
FLOWS = {
    "stock": ("caseload", "ehcplans"),
    "new": ("new_plans", "new_ehc_plans"),
    "ceased": ("ceased", "total_ceased"),
}


def flow_residuals(grids: Mapping[str, Grid]) -> pd.DataFrame:
    """Return stocks of plans that last year's stock, new plans and ceased plans do not explain.

    residual = stock(t) - stock(t-1) - new(t-1) + ceased(t-1), as a share of stock(t-1); flagged
    where it is far from the median of all councils that year. Over the change to person-level
    data in 2023 it is a note, and so is a share that moves in and backdating could make.

    Args:
        grids: by dataset; `caseload`, `new_plans` and `ceased` are used.
    """
    flows = council_flows(grids)
    found = []
    for year, one in flows[flows["residual"].notna()].groupby(level="year"):
        table = one.droplevel("year")
        share = (table["residual"] / table["stock"].where(table["stock"] > 0)).dropna()
        apart = (share - share.median()).abs()
        spread = 1.4826 * apart.median()
        odd = share[(apart > UNLIKE_OTHERS * spread) & (share.abs() > RESIDUAL)]
        odd = odd[table["residual"][odd.index].abs() > FEWEST_PLANS]
        if odd.empty:
            continue
        stocks = grids["caseload"].totals
        explained = table["next"] - table["residual"]
        after = int(str(year)) + 1
        rows = (stocks.rows["period"] == str(after)) & stocks.rows["area_code"].isin(odd.index)
        area = stocks.rows["area_code"]
        strong = area.map(odd.abs() >= UNBELIEVABLE).eq(True) & (after != SERIES_BREAK)
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
                    gap=area.map(table["residual"]),
                )
            )
    return joined(found)


def too_few_ceased(grids: Mapping[str, Grid]) -> pd.DataFrame:
    """Return rows of almost no ceased plans, where stocks and new plans say that many ended.

    What other councils end, as a share of their stock, must say so too, and be of the same order.
    The whole and its parts are named, for all of them are of those few only.

    Args:
        grids: by dataset; `caseload`, `new_plans` and `ceased` are used.
    """
    flows = council_flows(grids)
    known = flows[flows["residual"].notna() & (flows["stock"] > 0)]
    implied = known["stock"] + known["new"] - known["next"]
    usual = (known["ceased"] / known["stock"]).groupby(level="year").transform("median")
    usual = usual * known["stock"]
    few = (
        (known["ceased"] <= ALMOST_NONE * implied)
        & (known["ceased"] <= ALMOST_NONE * usual)
        & (implied >= FEWEST_ENDS)
        & (implied <= ALIKE * usual)
    )
    if not few.any():
        return joined([])
    grid = grids["ceased"].totals
    right = implied[few].reindex(council_years(grid)).set_axis(grid.values.index)
    parts = [part for rule in SUMS["ceased"] for part in rule.parts if part in grid.values]
    whole = faults(
        grid,
        right.notna(),
        field="total_ceased",
        rule="flow_residual",
        found=grid.values["total_ceased"],
        expected=right,
        words="about {}, by the plans of both Januaries and the new ones between",
        gap=grid.values["total_ceased"] - right,
    )
    rest = [
        faults(
            grid,
            right.notna() & grid.values[part].notna(),
            field=part,
            rule="missing_breakdown",
            found=grid.values[part],
            expected=right,
            words="a part of about {} that ceased",
        )
        for part in parts
    ]
    return joined([whole, *rest])


def council_flows(grids: Mapping[str, Grid]) -> pd.DataFrame:
    """Return the flow of plans of councils, by area_code and year.

    Columns: `stock` in January, `new` and `ceased` in the year, `next` January's stock and the
    `residual`; NaN where something is not published.

    Args:
        grids: by dataset; `caseload`, `new_plans` and `ceased` are used where they are.
    """
    empty = pd.Series(
        dtype=float,
        index=pd.MultiIndex.from_arrays([[], pd.Index([], dtype=int)], names=["area_code", "year"]),
    )
    parts = {
        name: yearly(grids[dataset], field)
        if dataset in grids and field in grids[dataset].values
        else empty
        for name, (dataset, field) in FLOWS.items()
    }
    after = parts["stock"].copy()
    if len(after):
        area, year = after.index.get_level_values(0), after.index.get_level_values(1)
        after.index = pd.MultiIndex.from_arrays([area, year - 1], names=["area_code", "year"])
    table = pd.DataFrame({**parts, "next": after}).astype(float)
    return table.assign(residual=table["next"] - table["stock"] - table["new"] + table["ceased"])


def yearly(grid: Grid, field: str) -> pd.Series:
    """Return what councils published in total for a field, by area_code and year."""
    totals = grid.totals
    councils = totals.where((totals.level == "council") & totals.values[field].notna())
    figures = councils.values[field].set_axis(council_years(councils), axis=0)
    return figures[~figures.index.duplicated()]


def council_years(grid: Grid) -> pd.MultiIndex:
    """Return the area_code and year of each row of a grid."""
    years = np.array([end_year(period) for period in grid.rows["period"]], dtype=int)
    return pd.MultiIndex.from_arrays([grid.rows["area_code"], years], names=["area_code", "year"])
