"""Places against demand: the gap, how likely it is, and what it would cost to close it.

Demand of a year to come is the number on roll now times a growth factor. Chance comes in twice: the
factor itself is uncertain, for all groups at once, and who leaves and joins each group is chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy import stats

from sendlib.params.sufficiency import PlaceOption, Sufficiency

Floats = npt.NDArray[np.float64]
DRAWS, SEED = 4000, 20250116
HIGH = 0.9  # the quantile of places needed that is shown
OPTIONS = {
    "building": "Build special school places",
    "resourced_provision": "Units and resourced provision",
    "framework": "Buy under a framework",
    "purchase": "Buy one at a time",
}
_PENCE = 100
_TRIPS = 2  # there and back
_EXACT = 10**6  # growth factors are taken to a millionth, so that gaps add up exactly


@dataclass(frozen=True)
class Growth:
    """How demand grows from the latest count to a year to come.

    years: how many years ahead. factor: demand then for each one now. spread: standard deviation of
    the factor's logarithm.
    """

    years: int
    factor: Fraction
    spread: float


def growth_of(
    latest: float, value: float, lower: float, upper: float, *, years: int, confidence: float = 0.8
) -> Growth:
    """Return growth from a projection with its interval.

    Args:
        latest: number now, above 0.
        value: number projected.
        lower: end of its interval, above 0.
        upper: the other end.
        years: how many years ahead it is.
        confidence: level of the interval.
    """
    width = 2 * float(stats.norm.ppf((1 + confidence) / 2))
    return Growth(
        years=years,
        factor=Fraction(round(value / latest * _EXACT), _EXACT),
        spread=float(np.log(upper / lower)) / width,
    )


def gap_of(places: int, on_roll: int, *, target_percent: float, growth: Growth) -> Fraction:
    """Return places at target occupancy less demand, exactly; below 0 is a shortfall.

    Gaps of groups add up to the gap of their places and children together.
    """
    target = Fraction(str(target_percent)) / 100
    return places * target - on_roll * growth.factor


def demand_draws(
    on_roll: npt.ArrayLike, growth: Growth, *, years_in_place: float, draws: int = DRAWS,
    seed: int = SEED,
) -> Floats:  # fmt: skip
    """Return simulated demand of groups, which share one growth.

    Of those on roll each stays with probability exp(-years ahead / years in place); as many join,
    by a Poisson number, as the growth needs on average. Sums over groups are sums of a draw.

    Args:
        on_roll: children in each group now.
        growth: of all groups.
        years_in_place: how long a child keeps a place on average.
        draws: how many simulations.
        seed: of the random numbers.

    Returns:
        Draws by groups.
    """
    now = np.asarray(on_roll, dtype=np.int64)
    rng = np.random.default_rng(seed)
    shared = float(growth.factor) * np.exp(growth.spread * rng.standard_normal((draws, 1)))
    stay = float(np.exp(-growth.years / years_in_place))
    stayed = rng.binomial(now, stay, size=(draws, len(now)))
    joined = rng.poisson(np.clip(now * (shared - stay), 0, None))
    return np.asarray(stayed + joined, dtype=float)


def shortfall_percent(demand: Floats, places: float, *, target_percent: float) -> float:
    """Return how likely demand is above places at target occupancy, percent of draws."""
    return float(100 * (demand > places * target_percent / 100 + 1e-9).mean())


def places_needed(demand: Floats, *, target_percent: float, quantile: float = HIGH) -> float:
    """Return the places that serve a quantile of demand at target occupancy."""
    return float(np.quantile(demand, quantile)) / (target_percent / 100)


@dataclass(frozen=True)
class Ahead:
    """How many are in a kind of place some years ahead: on average, and in nine years of ten."""

    mean: float
    high: float


def in_place_ahead(now: int, *, arrivals: float, stay_years: float, years: int) -> Ahead:
    """Return how many will be in a kind of place if arrivals and lengths of stay remain.

    Those there now stay with probability exp(-years / stay); those who came since and are still
    there are a Poisson number around arrivals x stay x (1 - that probability).

    Args:
        now: how many are there.
        arrivals: how many come in a year.
        stay_years: how long they stay on average.
        years: how far ahead.

    Method: the infinite-server queue (Takács 1962): its mean goes from now to arrivals x stay.
    """
    stay = float(np.exp(-years / stay_years))
    came = arrivals * stay_years * (1 - stay)
    top = int(stats.poisson.ppf(1 - 1e-9, came)) if came > 0 else 0
    left = stats.binom.pmf(np.arange(now + 1), now, stay)
    joined = stats.poisson.pmf(np.arange(top + 1), came)
    chance = np.cumsum(np.convolve(left, joined))
    high = float(np.searchsorted(chance, HIGH * chance[-1]))
    return Ahead(mean=now * stay + came, high=high)


def option_pence(places: int, option: PlaceOption, terms: Sufficiency) -> dict[str, int]:
    """Return what some places cost one way, whole pence at today's value.

    Args:
        places: how many.
        option: capital, yearly cost and distance of a place.
        terms: years, discount, travel.

    Returns:
        `capital`, `places`, `travel`, and `total`, which is their sum to the penny.
    """
    rate = 1 + terms.discount_percent / 100
    years = sum(rate**-year for year in range(terms.years_costed))
    trip = _TRIPS * option.miles * terms.school_days * terms.travel_gbp_per_mile
    parts = {
        "capital": option.capital_gbp, "places": option.yearly_gbp * years, "travel": trip * years,
    }  # fmt: skip
    # a place has a cost in whole pence, so that the costs of places add up
    pence = {name: places * round(pounds * _PENCE) for name, pounds in parts.items()}
    return {**pence, "total": sum(pence.values())}


def costs_of(places: int, terms: Sufficiency) -> Mapping[str, dict[str, int]]:
    """Return what some places cost by each option, as `option_pence` gives it."""
    return {name: option_pence(places, getattr(terms, name), terms) for name in OPTIONS}
