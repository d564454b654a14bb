"""How demand for places grows: as plans in state special schools, or else as all plans."""

from collections.abc import Mapping

import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.demand import Demand
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.demand import AS_SEEN, PROJECTION
from sendlib.measures.local.plans import PLANS_NEED_SETTING
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.sufficiency import Growth, growth_of

SPECIAL, ALL_PLANS = "state_special", "all"  # whose growth demand follows


def growths(own: ProtectedTables, coming: Demand, now: str, then: str) -> Mapping[str, Growth]:
    """Return growth between the Januaries of two school years, the better first; none if unknown.

    That of plans in state special schools, and that of all plans.
    """
    found = {
        SPECIAL: _special_growth(own, end_year(now), end_year(then)),
        ALL_PLANS: _all_growth(coming, end_year(now), end_year(then)),
    }
    return {name: growth for name, growth in found.items() if growth is not None}


def _special_growth(own: ProtectedTables, now: int, then: int) -> Growth | None:
    result, plans = own.result(PROJECTION), own.table(PLANS_NEED_SETTING)
    if result is None or plans is None:
        return None
    rows, today = result.rows, plans.rows
    rows = rows[
        (rows["period"] == str(then)) & (rows["breakdown"] == f"setting={SPECIAL}")
        & (rows["scenario"] == AS_SEEN)
    ]  # fmt: skip
    today = today[
        (today["period"] == str(now)) & (today["setting"] == SPECIAL) & (today["need"] == TOTAL)
    ]
    return _from_rows(today, rows, then - now)


def _all_growth(coming: Demand, now: int, then: int) -> Growth | None:
    rows = coming.rows[coming.rows["period"].astype(str) == str(then)]
    past = coming.past[coming.past["period"].astype(str) == str(now)]
    return _from_rows(past, rows, then - now)


def _from_rows(today: pd.DataFrame, later: pd.DataFrame, years: int) -> Growth | None:
    """Return the growth from the one row of today to the one of later, None without either."""
    if today.empty or later.empty:
        return None
    known = [float(today["value"].iloc[0]), *map(float, later.iloc[0][["value", "lower", "upper"]])]
    if not all(value > 0 for value in known):
        return None
    return growth_of(*known, years=years)
