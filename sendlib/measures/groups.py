"""Groups of councils as rows beside a council: its neighbours' mean, and the user's own list."""

import numpy as np
import pandas as pd

from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place


def neighbour_means(values: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the unweighted means of the neighbours' values, missing ones left out, per period.

    The council itself is never in its mean, even where its list names it.

    Args:
        values: measure, VALUE_COLUMNS and `trusted`, the value where no finding questions it.
        place: whose neighbours.

    Returns:
        The same columns under the code `SN-...`; no rows where no neighbour has a value.

    Source: DfE, Local authority interactive tool (LAIT), statistical neighbour average.
    """
    order = {code: number for number, code in enumerate(place.neighbours)}
    order.pop(place.area_code, None)
    near = values[values["area_code"].isin(order) & values["trusted"].notna()]
    # added up in the order of the list, so that a mean is the same to the last digit
    near = near.iloc[np.argsort(near["area_code"].map(order).to_numpy(int), kind="stable")]
    columns = (near[name] for name in ("measure", "period", "trusted", "source"))
    members: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for measure, period, value, source in zip(*columns, strict=True):
        members.setdefault((measure, period), []).append((value, source))
    rows = [
        {
            "measure": measure,
            "period": period,
            "value": float(np.mean([value for value, _ in found])),
            "source": min(source for _, source in found),
        }
        for (measure, period), found in members.items()
    ]
    return _as_values(pd.DataFrame(rows), f"SN-{place.area_code}")


def own_pool(councils: pd.DataFrame, place: Place, indicator: Indicator) -> pd.DataFrame:
    """Return the user's list of councils pooled by adding up counts, per period.

    Published values without counts cannot be pooled: there is then no figure for the list. Nor is
    there a number where one of the list has none, since a sum of some is no total.

    Args:
        councils: measure, VALUE_COLUMNS and `trusted`, the value where no finding questions it, of
            one indicator.
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
    pool = pool.drop(columns="members").assign(measure=indicator.measure)
    return _as_values(pool, f"OWN-{place.area_code}")


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
