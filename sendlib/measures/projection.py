"""How many plans there will be: the public tier, from published counts alone.

The centre is `growth`; the range comes from the errors that the same method made at the origins
before, so it is as wide as experience says and no narrower.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.measures.growth import Numbers, Panel, growth

FIRST_ERROR = 2014  # the first January at which the method has something to learn from
OWN_ORIGINS = 5  # the newest origins whose errors give an area's own range
SHOCK_YEARS = 5  # the newest years whose errors give the shock all areas share
SMALL = 400.0  # plans at which the variance of the own error is twice that of a large area
DRAWS = 4000
SEED = 20250131


@dataclass(frozen=True)
class Errors:
    """What the method got wrong before, in differences of logarithms.

    own: by horizon, errors of areas less the middle one of their year, brought to a large area's
    scale. shock: standard deviation of one year's shock that all areas share.
    """

    own: dict[int, Numbers]
    shock: float


def project_plans(panel: Panel, *, horizon: int) -> pd.DataFrame:
    """Return the expected number of plans of every area at each January to come.

    Args:
        panel: what is known; the forecast starts from its latest January.
        horizon: how many Januaries.

    Returns:
        One row an area and January, in the order of the areas: area_code, period, value (plans),
        lower and upper (80% interval), lower_95 and upper_95. An area without plans at the latest
        January has no value.

    Method: `growth`; intervals are quantiles of `simulate`.
    """
    expected = _expected(panel, horizon)
    draws = simulate(panel, horizon=horizon, expected=expected)
    plans = panel.plans.loc[panel.areas, panel.latest]
    limits = np.quantile(draws, [0.025, 0.1, 0.9, 0.975], axis=2)
    parts = [
        pd.DataFrame({
            "area_code": panel.areas,
            "period": str(panel.latest + ahead),
            "value": (plans * np.exp(expected[ahead])).to_numpy(),
            "lower": limits[1, :, ahead - 1],
            "upper": limits[2, :, ahead - 1],
            "lower_95": limits[0, :, ahead - 1],
            "upper_95": limits[3, :, ahead - 1],
        })
        for ahead in range(1, horizon + 1)
    ]  # fmt: skip
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)


def simulate(
    panel: Panel, *, horizon: int, draws: int = DRAWS, seed: int = SEED,
    expected: pd.DataFrame | None = None,
) -> Numbers:  # fmt: skip
    """Return possible numbers of plans of the areas together, so that sums over areas are right.

    In each draw one shock of every year is shared by all areas, and an area that is unlucky in
    one year stays as unlucky in the next.

    Args:
        panel: what is known.
        horizon: how many Januaries.
        draws: how many possible futures.
        seed: of the random numbers.
        expected: `growth` of every horizon, where it is known already.

    Returns:
        Plans, of shape (areas, horizon, draws); NaN for an area without plans.
    """
    random = np.random.default_rng(seed)
    errors = past_errors(panel, horizon=horizon)
    plans = panel.plans.loc[panel.areas, panel.latest].to_numpy(dtype=float)
    luck = random.random((len(plans), draws))
    shocks = np.cumsum(random.standard_normal((horizon, draws)) * errors.shock, axis=0)
    found = np.empty((len(plans), horizon, draws))
    centre = expected if expected is not None else _expected(panel, horizon)
    for ahead in range(1, horizon + 1):
        own = np.quantile(errors.own[ahead], luck) * _scale(plans)[:, None]
        grown = centre[ahead].to_numpy(dtype=float)[:, None] + own + shocks[ahead - 1]
        found[:, ahead - 1, :] = plans[:, None] * np.exp(grown)
    return found


def shared_luck(areas: int, *, horizon: int, draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """Return the luck of each year that `simulate` gives to all areas together.

    Args:
        areas: how many the panel holds.
        horizon: how many Januaries.
        draws: as in `simulate`.
        seed: likewise.

    Returns:
        Standard normal numbers of shape (horizon, draws).
    """
    random = np.random.default_rng(seed)
    random.random((areas, draws))
    return random.standard_normal((horizon, draws))


def past_errors(panel: Panel, *, horizon: int) -> Errors:
    """Return the errors that the method made at earlier Januaries, from what was known then.

    Beyond the furthest horizon with a result, the errors of that horizon are carried on in
    proportion to the square root of time.
    """
    found = {ahead: dict(_errors(panel, ahead)) for ahead in range(1, horizon + 1)}
    own: dict[int, Numbers] = {}
    for ahead, by_origin in found.items():
        newest = sorted(by_origin)[-OWN_ORIGINS:]
        if newest:
            own[ahead] = np.concatenate([_own(by_origin[year], panel, year) for year in newest])
        else:
            last = max(own, default=0)
            own[ahead] = own[last] * np.sqrt(ahead / last) if last else np.zeros(1)
    middles = [abs(float(np.median(found[1][year]))) for year in sorted(found[1])[-SHOCK_YEARS:]]
    return Errors(own, 1.4826 * float(np.median(middles)) if middles else 0.0)


def _expected(panel: Panel, horizon: int) -> pd.DataFrame:
    columns = {ahead: growth(panel, horizon=ahead) for ahead in range(1, horizon + 1)}
    return pd.DataFrame(columns)


def _errors(panel: Panel, horizon: int) -> Iterable[tuple[int, pd.Series]]:
    for origin in range(FIRST_ERROR, panel.latest - horizon + 1):
        known = panel.known_at(origin)
        if origin - 1 not in known.plans.columns:
            continue
        expected = growth(known, horizon=horizon)
        plans = panel.plans.loc[panel.areas]
        plans = plans.where(plans > 0)
        error = (np.log(plans[origin + horizon] / plans[origin]) - expected).dropna()
        if len(error):
            yield origin, error


def _own(errors: pd.Series, panel: Panel, origin: int) -> Numbers:
    plans = panel.plans.loc[errors.index, origin].to_numpy(dtype=float)
    return (errors - errors.median()).to_numpy(dtype=float) / _scale(plans)


def _scale(plans: Numbers) -> Numbers:
    """Return how much wider a small area errs than a large one."""
    return np.sqrt(1 + SMALL / np.maximum(plans, 1.0))
