"""What small areas can expect: their own count, drawn towards the rates of all areas.

A council of few children sees 2 in one year and 7 in another without any change in need. How much
rates of councils differ beyond chance is learned from all of them; a small count then moves far
towards the common rate, and a large one hardly at all.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize
from scipy.special import gammaln
from scipy.stats import gamma

from sendlib.errors import ContractError
from sendlib.measures.arrays import (
    Values,
    aligned,
    require_at_least_zero,
    require_confidence,
)

FEWEST_AREAS = 3
# a spread this small beside chance cannot be told from none
MOST_SHAPE = 1e6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class RatePrior:
    """How the rates of areas are spread: a gamma distribution.

    mean: events per unit of the denominator. shape: of the gamma, infinite where areas differ by
    chance alone; its standard deviation is mean / sqrt(shape). areas_count: areas it rests on.
    """

    mean: float
    shape: float
    areas_count: int

    @property
    def spread(self) -> float:
        """The standard deviation of rates among areas, as a share of their mean."""
        return float(1 / np.sqrt(self.shape))


def rate_prior(count: Values, denominator: Values) -> RatePrior:
    """Learn from areas how much their rates differ beyond chance.

    Areas with a missing count or denominator, or a denominator of 0, are left out.

    Args:
        count: events, one per area.
        denominator: theirs.

    Raises:
        ContractError: fewer than three areas with figures, no event in any, or a value below 0.

    Method: maximum likelihood of the negative binomial that counts follow when they are Poisson's
        around rates from a gamma distribution: Clayton and Kaldor 1987, Biometrics 43, pp. 671-681.
    """
    events, size = _known(count, denominator)
    if len(events) < FEWEST_AREAS or events.sum() == 0:
        raise ContractError(
            f"a spread of rates needs three areas and one event at least, found {len(events)} "
            f"areas and {events.sum():g} events"
        )
    pooled = events.sum() / size.sum()
    start = np.array([np.log(pooled), np.log(_moments_shape(events, size, pooled))])
    found = minimize(
        lambda at: -_log_likelihood(events, size, mean=np.exp(at[0]), shape=np.exp(at[1])),
        start,
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 4000},
    )
    mean, shape = np.exp(found.x)
    if shape > MOST_SHAPE:
        return RatePrior(float(pooled), float("inf"), len(events))
    return RatePrior(float(mean), float(shape), len(events))


def expected_counts(
    count: Values, denominator: Values, prior: RatePrior, *, confidence: float = 0.95
) -> pd.DataFrame:
    """Return what each area can expect, given its count and how the rates of all are spread.

    Args:
        count: events of the areas asked for.
        denominator: theirs.
        prior: of `rate_prior`, of all areas.
        confidence: level of the interval, 0 to 1.

    Returns:
        One row per count, with the index of the series given: expected, lower, upper (events a
        period, not whole), and weight, the share of the area's own count in it (0 to 1). The
        spread among areas counts as known. Missing where count or denominator is.

    Raises:
        ContractError: a value below 0, lengths that differ, or a confidence out of bounds.

    Method: posterior mean and quantiles of the gamma distribution; as `rate_prior`.
    """
    require_confidence(confidence)
    given = aligned({"count": count, "denominator": denominator})
    require_at_least_zero(given, "count", "denominator")
    events = given["count"].to_numpy()
    size = given["denominator"].where(given["denominator"] > 0).to_numpy()
    if np.isinf(prior.shape):
        sure = np.where(np.isnan(events), np.nan, size * prior.mean)
        columns = {"expected": sure, "lower": sure, "upper": sure, "weight": sure * 0}
        return pd.DataFrame(columns, index=given.index)
    shape, rate = prior.shape + events, prior.shape / prior.mean + size
    tail = 0.5 - confidence / 2
    return pd.DataFrame(
        {
            "expected": size * shape / rate,
            "lower": size * gamma.ppf(tail, shape, scale=1 / rate),
            "upper": size * gamma.ppf(1 - tail, shape, scale=1 / rate),
            "weight": np.where(np.isnan(events), np.nan, size / rate),
        },
        index=given.index,
    )


def _known(count: Values, denominator: Values) -> tuple[Floats, Floats]:
    given = aligned({"count": count, "denominator": denominator})
    require_at_least_zero(given, "count", "denominator")
    known = given[(given["denominator"] > 0) & given["count"].notna()]
    return known["count"].to_numpy(np.float64), known["denominator"].to_numpy(np.float64)


def _moments_shape(events: Floats, size: Floats, pooled: float) -> float:
    """Return a shape to begin from, by the variance of counts beyond chance."""
    excess = float(((events - size * pooled) ** 2 - events).sum())
    squares = float(((size * pooled) ** 2).sum())
    return float(np.clip(squares / excess if excess > 0 else 1e3, 1e-2, 1e3))


def _log_likelihood(events: Floats, size: Floats, *, mean: float, shape: float) -> float:
    expected = size * mean
    return float(
        (
            gammaln(events + shape)
            - gammaln(shape)
            - gammaln(events + 1)
            - shape * np.log1p(expected / shape)
            + events * (np.log(expected) - np.log(expected + shape))
        ).sum()
    )
