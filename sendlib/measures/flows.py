"""Stock and flow of EHC plans: what the published numbers of plans leave unexplained.

A transfer to another council is among the ceased plans of the one but not among the new plans of
the other, and plans are backdated: a residual is the rule, so only unusual ones are marked.
"""

import pandas as pd

from sendlib.contracts.tables import require_columns
from sendlib.errors import ContractError
from sendlib.measures.arrays import Values, aligned

KEYS = ["area_code", "period"]

# Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers, p. 11
OUTLIER_SCORE = 3.5
MEDIAN_DEVIATION_TO_SD = 1.4826

COUNCIL_CODE = r"\d{3}"
YEAR = r"\d{4}"


def flow_residual(stock: Values, previous_stock: Values, new: Values, ceased: Values) -> pd.Series:
    """Return the plans that new and ceased ones do not account for.

    Args:
        stock: plans in January.
        previous_stock: plans in the January before.
        new: plans that started in the calendar year between.
        ceased: plans that ended in it.

    Returns:
        stock - previous_stock - new + ceased, with the index of the series given: above 0 where
        more plans were there than the flows explain; missing where one of the four is.

    Raises:
        ContractError: lengths or indexes differ, or a value is not a finite number.
    """
    given = aligned(
        {"stock": stock, "previous_stock": previous_stock, "new": new, "ceased": ceased}
    )
    change = given["stock"] - given["previous_stock"]
    return (change - given["new"] + given["ceased"]).rename("residual")


def stock_and_flow(
    plans: pd.DataFrame, new_plans: pd.DataFrame, ceased: pd.DataFrame
) -> pd.DataFrame:
    """Return how plans got from one January to the next, in each area and year.

    A council is an outlier where its residual, in percent of the plans it had, lies more than 3.5
    robust standard deviations from the median of all councils of that year; where more than half
    of them have one and the same residual, any other is. England and the regions never are.

    Args:
        plans: area_code, period (the year of the January), plans_count.
        new_plans: area_code, period (the calendar year), new_count.
        ceased: area_code, period (the calendar year), ceased_count.

    Returns:
        One row per area and calendar year of which both Januaries and one of the flows are in the
        tables, sorted by them: area_code, period (the calendar year, so that 2024 leads from
        January 2024 to January 2025), previous_plans_count, new_count, ceased_count, plans_count,
        residual_count, residual_percent (of the plans there were before; missing where there were
        none), is_outlier.

    Raises:
        ContractError: a column is absent, a period is not a year of four digits, or an area has
            two rows of one period.

    Method: median and median absolute deviation scaled by 1.4826: Iglewicz and Hoaglin 1993.
    """
    stock = _checked(plans, "plans_count")
    years = stock["period"].astype(int)
    before = stock.rename(columns={"plans_count": "previous_plans_count"})
    after = stock.assign(period=(years - 1).astype(str))
    flows = _checked(new_plans, "new_count").merge(
        _checked(ceased, "ceased_count"), on=KEYS, how="outer"
    )
    found = before.merge(flows, on=KEYS).merge(after, on=KEYS).sort_values(KEYS, ignore_index=True)
    residual = flow_residual(
        found["plans_count"],
        found["previous_plans_count"],
        found["new_count"],
        found["ceased_count"],
    )
    base = found["previous_plans_count"].where(found["previous_plans_count"] > 0)
    found = found.assign(residual_count=residual, residual_percent=100 * residual / base)
    return found.assign(is_outlier=_is_outlier(found))


def _checked(table: pd.DataFrame, column: str) -> pd.DataFrame:
    require_columns(table, *KEYS, column)
    repeated = table[table.duplicated(KEYS)]
    if not repeated.empty:
        rows = repeated[KEYS].head(3).to_dict("records")
        raise ContractError(f"{column}: {len(repeated)} rows repeat an area and period: {rows}")
    keys = table[KEYS].astype(str)
    others = keys.loc[~keys["period"].str.fullmatch(YEAR), "period"].unique()[:3].tolist()
    if others:
        raise ContractError(f"{column}: periods are years such as 2025, found: {others}")
    return keys.assign(**{column: aligned({column: table[column]})[column]})


def _is_outlier(found: pd.DataFrame) -> pd.Series:
    councils = found["area_code"].str.fullmatch(COUNCIL_CODE)
    percent = found["residual_percent"].where(councils)
    distance = (percent - percent.groupby(found["period"]).transform("median")).abs()
    spread = distance.groupby(found["period"]).transform("median")
    return distance > OUTLIER_SCORE * MEDIAN_DEVIATION_TO_SD * spread
