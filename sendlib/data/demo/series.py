"""Yearly series of shares, rates, scores and amounts, spread around England's published values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sendlib.data.demo.containers import Floats, rounded
from sendlib.data.demo.profiles import COUNT, summed

# how far councils lie apart: the part that goes with their theme, the part of their own
THEME_PART, OWN_PART, YEAR_PART = 0.75, 0.60, 0.18


@dataclass(frozen=True)
class Series:
    """Something counted against something else, by council and year.

    years: as the publisher writes them. part, whole: by council and year; NaN where nothing was
    published. per: 100 for percentages, 10,000 for rates, 1 for means. A series whose whole is None
    is of amounts, which add up.
    """

    years: tuple[str, ...]
    part: Floats
    whole: Floats | None
    per: float = 100.0

    def values(self, places: int) -> Floats:
        """Return the rounded figures by area of AREAS and year: sums divided by sums."""
        if self.whole is None:
            return rounded(summed(self.part), places)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = self.per * summed(self.part) / summed(self.whole)
        return rounded(ratio, places)

    def of(self, *years: str) -> "Series":
        """Return the series of some of its years."""
        at = [self.years.index(year) for year in years]
        whole = None if self.whole is None else self.whole[:, at]
        return Series(years, self.part[:, at], whole, self.per)


def renamed(series: Series, years: Sequence[str]) -> Series:
    """Return the series with its years written in another way."""
    return Series(tuple(years), series.part, series.whole, series.per)


@dataclass(frozen=True)
class Spread:
    """How councils differ on a measure.

    england: published values by year, NaN where there is none. theme: standard scores that the
    measure goes with, sign included. size: standard deviation between councils, of log odds for
    shares, of logs for rates and amounts, in points for scores.
    """

    england: Floats
    theme: Floats
    size: float

    def offsets(self, rng: np.random.Generator) -> Floats:
        """Draw each council's distance from England by year: steady, with small changes."""
        level = THEME_PART * self.theme[:, None] + OWN_PART * rng.normal(size=(COUNT, 1))
        years = rng.normal(size=(COUNT, len(self.england)))
        drawn: Floats = self.size * (level + YEAR_PART * years)
        return drawn


def share_series(
    rng: np.random.Generator, years: Sequence[str], spread: Spread, whole: Floats, per: float = 100
) -> Series:
    """Draw counts of a share; all councils together come to about England's value."""
    england = np.clip(spread.england / per, 1e-6, 1 - 1e-6)
    offsets = spread.offsets(rng)
    people = np.maximum(np.rint(whole), 1)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(np.log(england / (1 - england)) + offsets)))
        mean = (chance * people).sum(axis=0) / people.sum(axis=0)
        offsets = offsets + np.log(england / mean)
    known = ~np.isnan(england)
    part = np.full(offsets.shape, np.nan)
    for at in np.flatnonzero(known):
        part[:, at] = rng.binomial(people[:, at].astype(np.int64), np.clip(chance[:, at], 0, 1))
    return Series(tuple(years), part, np.where(known, people, np.nan), per)


def rate_series(
    rng: np.random.Generator, years: Sequence[str], spread: Spread, whole: Floats, per: float
) -> Series:
    """Draw counts of events by a rate, which may lie above one each."""
    factor = np.exp(spread.offsets(rng))
    factor = factor / ((factor * whole).sum(axis=0) / whole.sum(axis=0))
    known = ~np.isnan(spread.england)
    expected = np.where(known, spread.england, 0) / per * factor * whole
    part = np.where(known, rng.poisson(expected), np.nan)
    return Series(tuple(years), part, np.where(known, whole, np.nan), per)


def score_series(
    rng: np.random.Generator, years: Sequence[str], spread: Spread, whole: Floats
) -> Series:
    """Draw means of a score or cost; all councils together come to England's value."""
    offsets = spread.offsets(rng)
    people = np.maximum(np.rint(whole), 1)
    offsets = offsets - (offsets * people).sum(axis=0) / people.sum(axis=0)
    score = spread.england + offsets
    return Series(tuple(years), score * people, np.where(np.isnan(score), np.nan, people), 1.0)


def amount_series(
    rng: np.random.Generator, years: Sequence[str], spread: Spread, whole: Floats, total: float
) -> Series:
    """Draw amounts that share out England's by size; `total` is the size of the real England."""
    factor = np.exp(spread.offsets(rng))
    factor = factor / ((factor * whole).sum(axis=0) / whole.sum(axis=0))
    part = np.rint(spread.england * whole / total * factor)
    return Series(tuple(years), part, None)
