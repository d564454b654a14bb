"""How sure a saving is: inputs drawn within their ranges, discounted, one at a time and together.

Every input is drawn from a PERT distribution, a beta distribution between its lowest and highest
value whose mean weighs the most likely one four times. Money of year t is divided by
(1 + rate)^(t - 1), so that the first year counts in full, as in the Green Book.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.params.value_for_money import Spread, Uncertainty, ValueForMoney

Floats = npt.NDArray[np.float64]
SEED = 20180301
QUANTILES = (0.1, 0.5, 0.9)
INPUTS = tuple(Uncertainty.model_fields)
_WEIGHT = 4.0  # of the most likely value (PERT)


@dataclass(frozen=True)
class Risk:
    """A saving under uncertainty.

    by_year: a row per year: year, p10, p50, p90 of the undiscounted saving. total: p10, p50, p90 of
    all years, undiscounted and before the cost of building. net: the same, discounted and after it.
    chance_percent: draws with a net saving above 0.
    """

    by_year: pd.DataFrame
    total: tuple[float, float, float]
    net: tuple[float, float, float]
    chance_percent: float


def pert(spread: Spread, draws: int, generator: np.random.Generator) -> Floats:
    """Return draws from a PERT distribution; of one value alone where its range has no width."""
    low, likely, high = spread
    if high == low:
        return np.full(draws, low)
    width = high - low
    rise = 1 + _WEIGHT * (likely - low) / width
    fall = 1 + _WEIGHT * (high - likely) / width
    return low + width * generator.beta(rise, fall, draws)


def risk(plan: ValueForMoney, *, seed: int = SEED) -> Risk:
    """Return how far a saving may be from its plan.

    Args:
        plan: what is planned, and the range of each input.
        seed: of the draws.
    """
    generator = np.random.default_rng(seed)
    drawn = {name: pert(getattr(plan.uncertainty, name), plan.draws, generator)
             for name in INPUTS}  # fmt: skip
    saved = yearly(plan, drawn)
    net = _net(plan, saved, drawn["build_gbp"])
    quantiles = np.quantile(saved, QUANTILES, axis=0)
    by_year = pd.DataFrame(
        {"year": range(1, plan.years + 1), "p10": quantiles[0], "p50": quantiles[1],
         "p90": quantiles[2]}
    )  # fmt: skip
    return Risk(by_year, _three(saved.sum(axis=1)), _three(net), 100 * float((net > 0).mean()))


def net_as_planned(plan: ValueForMoney) -> float:
    """Return the discounted saving after the cost of building, every input at its most likely."""
    return _net_of(plan, _likely(plan))


def discounted(plan: ValueForMoney) -> pd.DataFrame:
    """Return the planned saving of each year and what it is worth today.

    Returns:
        year (from 1), saving_gbp, factor, discounted_gbp; every input at its most likely.
    """
    saved = yearly(plan, _columns(_likely(plan)))[0]
    factors = _factors(plan)
    return pd.DataFrame(
        {"year": range(1, plan.years + 1), "saving_gbp": saved, "factor": factors,
         "discounted_gbp": saved * factors}
    )  # fmt: skip


def building_gbp(plan: ValueForMoney) -> float:
    """Return the most likely cost of building, raised for optimism."""
    return _likely(plan)["build_gbp"] * (1 + plan.optimism_percent / 100)


def tornado(plan: ValueForMoney) -> pd.DataFrame:
    """Return the net saving with one input at its lowest and highest, all others most likely.

    Returns:
        A row per input, the widest first: input, low_value, high_value, at_low_gbp, at_high_gbp,
        width_gbp.
    """
    likely, rows = _likely(plan), []
    for name in INPUTS:
        low, _, high = getattr(plan.uncertainty, name)
        ends = [_net_of(plan, likely | {name: value}) for value in (low, high)]
        rows.append((name, low, high, *ends, abs(ends[1] - ends[0])))
    columns = ["input", "low_value", "high_value", "at_low_gbp", "at_high_gbp", "width_gbp"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values("width_gbp", ascending=False, kind="stable", ignore_index=True)


@dataclass(frozen=True)
class BreakEven:
    """Where a plan saves nothing and costs nothing, every other input at its most likely.

    year: the first in which the saving so far, discounted, covers the building; None where none
    does. local_gbp: cost of a local package. nights_per_week: nights of short breaks; infinite
    where no number of nights matters.
    """

    year: int | None
    local_gbp: float
    nights_per_week: float


def break_even(plan: ValueForMoney) -> BreakEven:
    """Return the year, the local cost and the nights a week at which a plan breaks even."""
    likely = _likely(plan)
    drawn = _columns(likely)
    saved = yearly(plan, drawn)[0]
    build = building_gbp(plan)
    so_far = np.cumsum(saved * _factors(plan)) - build
    reached = np.flatnonzero((so_far >= 0) & (np.cumsum(saved) > 0))
    child_years = float((_children(plan, drawn)[0] * _factors(plan)).sum())
    spent = build / child_years if child_years else math.inf
    local = plan.out_of_area_gbp * likely["out_of_area_ratio"] - spent
    night_year = plan.local.weeks * plan.local.night_gbp
    others = (plan.local.education_gbp + plan.local.transport_gbp) * likely["local_ratio"]
    nights = (local - others) / night_year if night_year else math.inf
    return BreakEven(int(reached[0]) + 1 if len(reached) else None, local, nights)


def yearly(plan: ValueForMoney, drawn: dict[str, Floats]) -> Floats:
    """Return the undiscounted saving by draw (rows) and year (columns).

    Args:
        plan: what is planned.
        drawn: value of every input in each draw.
    """
    package = plan.local
    others = (package.education_gbp + package.transport_gbp) * drawn["local_ratio"]
    nights = drawn["nights_per_week"] * package.weeks * package.night_gbp
    gap = plan.out_of_area_gbp * drawn["out_of_area_ratio"] - others - nights
    return _children(plan, drawn) * gap[:, None]


def _children(plan: ValueForMoney, drawn: dict[str, Floats]) -> Floats:
    """Return children kept local by draw and year: those before, less leakage, and new ones."""
    start = plan.first_year - 1 + drawn["delay_years"]
    keep = 1 - drawn["leakage_percent"] / 100
    each = plan.areas * plan.children_per_year * drawn["children_ratio"]
    stock, years = np.zeros(len(start)), []
    for year in range(1, plan.years + 1):
        joined = np.clip(year - start, 0, None) - np.clip(year - 1 - start, 0, None)
        stock = stock * keep + each * joined
        years.append(stock)
    return np.column_stack(years)


def _factors(plan: ValueForMoney) -> Floats:
    rate = 1 + plan.discount_percent / 100
    return np.array([rate**-year for year in range(plan.years)])


def _net(plan: ValueForMoney, saved: Floats, build: Floats) -> Floats:
    net: Floats = saved @ _factors(plan) - build * (1 + plan.optimism_percent / 100)
    return net


def _net_of(plan: ValueForMoney, values: dict[str, float]) -> float:
    drawn = _columns(values)
    return float(_net(plan, yearly(plan, drawn), drawn["build_gbp"])[0])


def _columns(values: dict[str, float]) -> dict[str, Floats]:
    """Return one draw that has these values."""
    return {name: np.array([value]) for name, value in values.items()}


def _likely(plan: ValueForMoney) -> dict[str, float]:
    """Return the most likely value of every input; nights are those of the package itself."""
    middle = {name: float(getattr(plan.uncertainty, name)[1]) for name in INPUTS}
    return middle | {"nights_per_week": plan.local.nights_per_week}


def _three(values: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, QUANTILES)
    return float(low), float(middle), float(high)
