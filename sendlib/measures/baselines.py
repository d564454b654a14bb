"""The simple forecasts that a projection has to beat: what people do in a spreadsheet."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.measures.growth import Numbers, Panel

STEPS = np.linspace(0.0, 1.0, 11)
DAMPING = (0.8, 0.85, 0.9, 0.95, 0.98)


def baseline_forecasts(panel: Panel, *, horizon: int) -> pd.DataFrame:
    """Return every baseline's forecast of every area with an unbroken series.

    Returns:
        One row a baseline, area and January to come: method, area_code, period, value (plans).

    Raises:
        KeyError: the panel has no plans of England for the three years before its latest.

    Method: naive: the last number. drift: the mean yearly change goes on. linear: a straight line
        through all years. holt and damped_holt: exponential smoothing of level and trend (Holt
        1957; Gardner and McKenzie 1985), weights by least squares on a grid. own_growth and
        england_growth: compound growth of the last three years, the area's own and England's.
        england_last_growth: England's of the last year.
    """
    series = panel.plans.loc[panel.areas].dropna()
    ahead = np.arange(1.0, horizon + 1)
    england = panel.plans.loc[ENGLAND].to_numpy(dtype=float)
    values = series.to_numpy(dtype=float)
    methods: Mapping[str, Callable[[], Numbers]] = {
        "naive": lambda: np.repeat(values[:, -1:], horizon, axis=1),
        "drift": lambda: _drift(values, ahead),
        "linear": lambda: _linear(values, ahead),
        "holt": lambda: _holt(values, ahead, damping=(1.0,)),
        "damped_holt": lambda: _holt(values, ahead, damping=DAMPING),
        "own_growth": lambda: values[:, -1:] * (values[:, -1:] / values[:, -4:-3]) ** (ahead / 3),
        "england_growth": lambda: values[:, -1:] * (england[-1] / england[-4]) ** (ahead / 3),
        "england_last_growth": lambda: values[:, -1:] * (england[-1] / england[-2]) ** ahead,
    }
    parts = [
        pd.DataFrame({
            "method": name,
            "area_code": np.repeat(series.index.to_numpy(), horizon),
            "period": np.tile([str(panel.latest + int(one)) for one in ahead], len(series)),
            "value": forecast().ravel(),
        })
        for name, forecast in methods.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _drift(values: Numbers, ahead: Numbers) -> Numbers:
    yearly = (values[:, -1:] - values[:, :1]) / (values.shape[1] - 1)
    return np.asarray(values[:, -1:] + ahead * yearly)


def _linear(values: Numbers, ahead: Numbers) -> Numbers:
    years = np.arange(values.shape[1])
    slope, start = np.polyfit(years, values.T, 1)
    return np.asarray(start[:, None] + slope[:, None] * (years[-1] + ahead))


def _holt(values: Numbers, ahead: Numbers, *, damping: tuple[float, ...]) -> Numbers:
    least = np.full(len(values), np.inf)
    forecast = np.empty((len(values), len(ahead)))
    for level_weight in STEPS[1:]:
        for trend_weight in STEPS:
            for damp in damping:
                error, level, trend = _smooth(values, level_weight, trend_weight, damp)
                better = error < least
                least = np.where(better, error, least)
                carried = np.cumsum(damp ** np.arange(1, len(ahead) + 1))
                forecast[better] = (level[:, None] + trend[:, None] * carried)[better]
    return forecast


def _smooth(
    values: Numbers, level_weight: float, trend_weight: float, damp: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the squared error of one-step forecasts, and the last level and trend."""
    level, trend = values[:, 0], values[:, 1] - values[:, 0]
    total = np.zeros(len(values))
    for year in range(1, values.shape[1]):
        error = values[:, year] - (level + damp * trend)
        total = total + error**2
        level = level + damp * trend + level_weight * error
        trend = damp * trend + level_weight * trend_weight * error
    return total, level, trend
