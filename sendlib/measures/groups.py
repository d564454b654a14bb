"""Groups of councils as rows beside a council: its neighbours' mean, and the user's own list."""

import numpy as np
import pandas as pd

from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.measures.pooling import neighbours_mean


def neighbour_mean(councils: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the unweighted mean of the neighbours' values, missing ones left out, per period.

    Args:
        councils: VALUE_COLUMNS and `trusted`, the value where no finding questions it.
        place: whose neighbours.

    Returns:
        The same columns under the code `SN-...`; no rows where no neighbour has a value.
    """
    near = councils[councils["area_code"].isin(place.neighbours) & councils["trusted"].notna()]
    rows = [
        {
            "period": period,
            "value": neighbours_mean(
                members.set_index("area_code")["trusted"],
                place.neighbours,
                area_code=place.area_code,
            ).value,
            "source": members["source"].min(),
        }
        for period, members in near.groupby("period")
    ]
    return _as_values(pd.DataFrame(rows), f"SN-{place.area_code}")


def own_pool(councils: pd.DataFrame, place: Place, indicator: Indicator) -> pd.DataFrame:
    """Return the user's list of councils pooled by adding up counts, per period.

    Published values without counts cannot be pooled: there is then no figure for the list. Nor is
    there a number where one of the list has none, since a sum of some is no total.

    Args:
        councils: VALUE_COLUMNS and `trusted`, the value where no finding questions it.
        place: whose list.
        indicator: what is pooled.

    Returns:
        The same columns under the code `OWN-...`.
    """
    listed = councils[councils["area_code"].isin(place.own) & councils["trusted"].notna()]
    if listed.empty or indicator.kind == "value":
        return pd.DataFrame()
    pool = listed.groupby("period", as_index=False).agg(
        count=("count", "sum"),
        denominator=("denominator", "sum"),
        source=("source", "min"),
        members=("count", "size"),
    )
    if indicator.kind == "count":
        pool = pool[pool["members"] == len(place.own)].assign(denominator=np.nan)
        pool["value"] = pool["count"]
    else:
        pool["value"] = indicator.scale * pool["count"] / pool["denominator"]
    return _as_values(pool.drop(columns="members"), f"OWN-{place.area_code}")


def _as_values(rows: pd.DataFrame, area_code: str) -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame()
    absent = {
        column: np.nan
        for column in ("count", "denominator", "lower", "upper")
        if column not in rows.columns
    }
    return rows.assign(
        **absent, area_code=area_code, status="derived", reason="", trusted=rows["value"]
    )
