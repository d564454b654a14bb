"""Confidence intervals of proportions, rates and counts, as Fingertips works them out."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import gammaincinv, ndtri  # scipy.stats takes far longer to load

from sendlib.contracts.tables import require_part_of
from sendlib.errors import ContractError
from sendlib.measures.arrays import (
    Values,
    aligned,
    require_at_least_zero,
    require_confidence,
)

# Fingertips technical guidance: exact limits below ten events, Byar's approximation from ten
BYAR_FROM_COUNT = 10


def proportion_interval(
    count: Values, denominator: Values, *, confidence: float = 0.95
) -> pd.DataFrame:
    """Return proportions with their Wilson score interval, without continuity correction.

    0 of n has the lower limit 0 and n of n the upper limit 1, exactly. A missing count or
    denominator, or a denominator of 0, leaves value and limits missing.

    Args:
        count: those with the characteristic; at least 0, at most the denominator.
        denominator: all of them.
        confidence: level of the interval, 0 to 1.

    Returns:
        One row per count, with the index of the series given: value, lower, upper (0 to 1).

    Raises:
        ContractError: a count is negative or above its denominator, a value is not a finite
            number, lengths differ, or confidence is not between 0 and 1.

    Method: Wilson 1927, J Am Stat Assoc 22, pp. 209-212; Newcombe and Altman 2000, Statistics
        with Confidence, 2nd edition, pp. 46-48; method 3 of Newcombe 1998, Stat Med 17, p. 859.
    """
    given = _counted(count, denominator, confidence=confidence)
    require_part_of(given, part="count", whole="denominator")
    events, trials = given["count"].to_numpy(), _above_zero(given["denominator"])
    z = ndtri(0.5 + confidence / 2)
    centre = 2 * events + z**2
    spread = z * np.sqrt(z**2 + 4 * events * (trials - events) / trials)
    width = 2 * (trials + z**2)
    lower = np.where(events == 0, 0.0, (centre - spread) / width)
    upper = np.where(events == trials, 1.0, np.minimum((centre + spread) / width, 1))
    return _interval(events / trials, lower, upper, index=given.index)


def rate_interval(
    count: Values, denominator: Values, *, per: float = 1.0, confidence: float = 0.95
) -> pd.DataFrame:
    """Return rates, or counts where the denominator is 1, with their Poisson interval.

    Limits are exact below ten events and Byar's from ten on. No events give the lower limit 0,
    exactly. A count may exceed its denominator. A missing count or denominator, or a denominator
    of 0, leaves value and limits missing. Several years need person-years as the denominator.

    Args:
        count: events, at least 0; weighted ones need not be whole.
        denominator: person-years at risk.
        per: what the rate is expressed per, such as 1000.
        confidence: level of the interval, 0 to 1.

    Returns:
        One row per count, with the index of the series given: value, lower, upper (events per
        `per`).

    Raises:
        ContractError: a count or denominator is negative, a value is not a finite number, lengths
            differ, `per` is not above 0, or confidence is not between 0 and 1.

    Method: exact limits by chi-square: Armitage, Berry and Matthews 2002, Statistical Methods in
        Medical Research, 4th edition, pp. 153-155; Byar: Breslow and Day 1987, Statistical Methods
        in Cancer Research II, p. 69; the change at ten events: Fingertips technical guidance.
    """
    if not (np.isfinite(per) and per > 0):
        raise ContractError(f"per is {per}, expected a number above 0, such as 1000")
    given = _counted(count, denominator, confidence=confidence)
    events = given["count"].to_numpy()
    scale = per / _above_zero(given["denominator"])
    lower, upper = _poisson_limits(events, confidence=confidence)
    return _interval(events * scale, lower * scale, upper * scale, index=given.index)


def _counted(count: Values, denominator: Values, *, confidence: float) -> pd.DataFrame:
    require_confidence(confidence)
    given = aligned({"count": count, "denominator": denominator})
    require_at_least_zero(given, "count", "denominator")
    return given


def _above_zero(denominator: pd.Series) -> npt.NDArray[np.float64]:
    """Return the denominators with 0, which nothing can be divided by, as missing."""
    return denominator.where(denominator != 0).to_numpy(np.float64)


def _poisson_limits(
    events: npt.NDArray[np.float64], *, confidence: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    z = ndtri(0.5 + confidence / 2)
    few = events < BYAR_FROM_COUNT
    exact, many = np.where(few, events, np.nan), np.where(few, np.nan, events)
    # half the quantile of chi-square with 2 k degrees of freedom is that of gamma with shape k
    exact_lower = np.where(exact == 0, 0.0, gammaincinv(exact, 0.5 - confidence / 2))
    exact_upper = gammaincinv(exact + 1, 0.5 + confidence / 2)
    byar_lower = many * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    more = many + 1
    byar_upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return np.where(few, exact_lower, byar_lower), np.where(few, exact_upper, byar_upper)


def _interval(
    value: npt.NDArray[np.float64],
    lower: npt.NDArray[np.float64],
    upper: npt.NDArray[np.float64],
    *,
    index: pd.Index,
) -> pd.DataFrame:
    """Return the table, its limits moved to 0 or the value where rounding put them beyond it."""
    known = np.isfinite(value)
    return pd.DataFrame(
        {
            "value": np.where(known, value, np.nan),
            "lower": np.where(known, np.clip(lower, 0, value), np.nan),
            "upper": np.where(known, np.fmax(upper, value), np.nan),
        },
        index=index,
    )
