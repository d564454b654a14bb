"""Places that councils need apart and together: what pooling saves at the same service level.

Few children means large swings: a council that plans alone keeps places free for its own bad year,
and bad years seldom come to all at once.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import poisson

from sendlib.errors import ContractError

SIMULATIONS = 4000
PRIOR = 0.5  # of Jeffreys' prior for a count


@dataclass(frozen=True)
class PooledPlaces:
    """Places needed so that in a share `service_level` of years nobody is without one.

    apart: by area. apart_total: their sum. together: by all of them as one. saved: the difference;
    lower and upper: its 95% interval, the numbers of children expected being uncertain.
    """

    service_level: float
    apart: pd.Series
    together: int
    lower: int
    upper: int

    @property
    def apart_total(self) -> int:
        """The places needed if every area plans alone."""
        return int(self.apart.sum())

    @property
    def saved(self) -> int:
        """The places that planning together saves; never below 0."""
        return self.apart_total - self.together


def places_needed(expected: npt.ArrayLike, *, service_level: float) -> npt.NDArray[np.int64]:
    """Return the fewest places that hold all children in a share of years.

    Args:
        expected: children a year, one number or an array.
        service_level: share of years, 0 to 1.

    Raises:
        ContractError: an expected number below 0, or a service level that is not between 0 and 1.

    Method: children come independently of one another, so that their number is Poisson's.
    """
    if not 0 < service_level < 1:
        raise ContractError(f"service level is {service_level}, expected between 0 and 1")
    numbers = np.asarray(expected, dtype=float)
    if not (numbers >= 0).all():
        raise ContractError("expected numbers of children are at least 0 and not missing")
    return np.asarray(poisson.ppf(service_level, numbers)).astype(np.int64).clip(min=0)


def pooled_places(counts: pd.Series, *, service_level: float = 0.95, seed: int = 1) -> PooledPlaces:
    """Set the places that areas need apart beside those they need together.

    Args:
        counts: children who needed a place in a year, by area code; whole numbers.
        service_level: share of years in which nobody is to be without a place.
        seed: of the simulation behind the interval.

    Raises:
        ContractError: no area, or a count that is missing, below 0 or not whole.

    Method: places by `places_needed`; the interval from expected numbers drawn from the gamma
        distributions that the counts leave of them (Jeffreys' prior).
    """
    known = counts.astype(float)
    if known.empty or not ((known >= 0) & (known % 1 == 0)).all():
        raise ContractError("counts are whole numbers of at least 0, one for each area at least")
    drawn = np.random.default_rng(seed).gamma(
        known.to_numpy() + PRIOR, size=(SIMULATIONS, len(known))
    )
    apart = places_needed(drawn, service_level=service_level).sum(axis=1)
    together = places_needed(drawn.sum(axis=1), service_level=service_level)
    low, high = np.quantile(apart - together, [0.025, 0.975], method="inverted_cdf")
    return PooledPlaces(
        service_level=service_level,
        apart=pd.Series(places_needed(known, service_level=service_level), index=counts.index),
        together=int(places_needed(known.sum(), service_level=service_level)),
        lower=int(low),
        upper=int(high),
    )
