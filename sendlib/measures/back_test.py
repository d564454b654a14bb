"""How good the projection of plans would have been: made again at every earlier January."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sendlib.measures.baselines import baseline_forecasts
from sendlib.measures.growth import Panel
from sendlib.measures.projection import project_plans

OURS = "projection"
FIRST_ORIGIN = 2019
FURTHEST = 3  # years ahead that are tested


def back_test(
    panel: Panel, *, origins: Iterable[int] | None = None, horizon: int = FURTHEST
) -> pd.DataFrame:
    """Return every forecast that could have been made, beside what came.

    Councils with an unbroken series only. Each forecast and its range use what was published at
    its origin, no later number.

    Args:
        panel: everything that is published.
        origins: Januaries to forecast from; all since 2019 unless given.
        horizon: years ahead.

    Returns:
        One row a method, origin, area and year ahead: method, origin, area_code, ahead (years),
        forecast and actual (plans), in_80 and in_95 (0 or 1, the projection only), scale (plans,
        the mean absolute error of the naive forecast up to the origin).
    """
    latest = panel.latest
    chosen = list(range(FIRST_ORIGIN, latest) if origins is None else origins)
    whole = panel.plans.dropna().index.intersection(panel.areas)
    parts = [_one_origin(panel, origin, min(horizon, latest - origin), whole) for origin in chosen]
    return pd.concat(parts, ignore_index=True)


def back_test_summary(tested: pd.DataFrame) -> pd.DataFrame:
    """Return how each method did at each horizon over all origins and areas.

    Returns:
        One row a method and horizon: method, ahead, median_ape and mean_ape (absolute percentage
        error), mase (mean absolute error by that of the naive forecast up to the origin; 1 is as
        good), in_80 and in_95 (percent of actual numbers inside; NaN for the baselines), forecasts.
    """
    error = (tested["forecast"] - tested["actual"]).abs()
    rows = tested.assign(ape=100 * error / tested["actual"], scaled=error / tested["scale"])
    grouped = rows.groupby(["method", "ahead"], sort=False)
    table = pd.DataFrame({
        "median_ape": grouped["ape"].median(),
        "mean_ape": grouped["ape"].mean(),
        "mase": grouped["scaled"].mean(),
        "in_80": 100 * grouped["in_80"].mean(),
        "in_95": 100 * grouped["in_95"].mean(),
        "forecasts": grouped["ape"].size(),
    })  # fmt: skip
    return table.reset_index()


def _one_origin(panel: Panel, origin: int, horizon: int, whole: pd.Index) -> pd.DataFrame:
    known = panel.known_at(origin)
    ours = project_plans(known, horizon=horizon).assign(method=OURS)
    table = pd.concat([ours, baseline_forecasts(known, horizon=horizon)], ignore_index=True)
    table = table[table["area_code"].isin(whole)]
    actual = panel.plans.stack()
    keys = pd.MultiIndex.from_arrays([table["area_code"], table["period"].astype(int)])
    found = actual.reindex(keys).to_numpy(dtype=float)
    inside = {
        "in_80": (table["lower"] <= found) & (found <= table["upper"]),
        "in_95": (table["lower_95"] <= found) & (found <= table["upper_95"]),
    }
    naive = known.plans.loc[whole].diff(axis="columns").abs().mean(axis="columns")
    return pd.DataFrame({
        "method": table["method"],
        "origin": origin,
        "area_code": table["area_code"],
        "ahead": table["period"].astype(int) - origin,
        "forecast": table["value"],
        "actual": found,
        **{name: np.where(table["lower"].isna(), np.nan, hit) for name, hit in inside.items()},
        "scale": table["area_code"].map(naive),
    })  # fmt: skip
