"""Times known only to lie between two dates: the share that has come to an end by each month.

The estimate is Turnbull's: the distribution under which the intervals seen are most likely, found
by expectation and maximisation. It has no mass outside certain innermost intervals and says nothing
of where within them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sendlib.errors import ContractError

Floats = npt.NDArray[np.float64]
MOST_STEPS = 20_000
NEAR = 1e-8
NOTHING = 1e-7  # mass below it is none


@dataclass(frozen=True)
class Times:
    """The estimated distribution of a time: `mass` in each interval, above `start` up to `end`.

    count: how many times it rests on. An `end` of infinity stands for times not seen to end.
    """

    start: tuple[float, ...]
    end: tuple[float, ...]
    mass: tuple[float, ...]
    count: int

    def share_by(self, time: float) -> tuple[float, float]:
        """Return the share that has ended by a time, as an interval from 0 to 1."""
        sure = math.fsum(mass for mass, end in zip(self.mass, self.end, strict=True) if end <= time)
        may = math.fsum(
            mass for mass, start in zip(self.mass, self.start, strict=True) if start < time
        )
        return min(sure, 1.0), min(may, 1.0)

    def quantile(self, share: float) -> tuple[float, float]:
        """Return the interval in which a share has ended; its end is infinite where never."""
        below = 0.0
        for start, end, mass in zip(self.start, self.end, self.mass, strict=True):
            below += mass
            if below >= share - NOTHING:
                return start, end
        return math.inf, math.inf


def turnbull(lower: Sequence[float], upper: Sequence[float]) -> Times:
    """Return the distribution of times that lie above `lower` and up to `upper`.

    Args:
        lower: below every possible time where nothing is known from below.
        upper: infinite where the end was not seen.

    Raises:
        ContractError: no times, or an interval that is empty.

    Method: Turnbull 1976, JRSS B 38, 290-295; the fixed point is tested as in Gentleman and
    Geyer 1994, Biometrika 81, 618-623.
    """
    low, high = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
    if not len(low) or len(low) != len(high) or not (low < high).all():
        raise ContractError("times: found none, or an interval whose end is not above its start")
    start, end = _innermost(low, high)
    inside = (low[:, None] <= start[None, :]) & (end[None, :] <= high[:, None])
    mass = _most_likely(inside.astype(float))
    kept = mass > NOTHING
    share = mass[kept] / mass[kept].sum()
    parts = [tuple(map(float, part)) for part in (start[kept], end[kept], share)]
    return Times(parts[0], parts[1], parts[2], len(low))


def _innermost(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return the intervals between a lower end and the upper end that follows it at once."""
    # at the same value an upper end comes first: an interval does not hold its lower end
    ends = sorted([(value, 0) for value in high] + [(value, 1) for value in low])
    pairs = [(one[0], other[0]) for one, other in pairwise(ends) if one[1] == 1 and other[1] == 0]
    start, end = zip(*pairs, strict=True)
    return np.asarray(start), np.asarray(end)


def _most_likely(inside: Floats) -> Floats:
    mass = np.full(inside.shape[1], 1 / inside.shape[1])
    for _ in range(MOST_STEPS):
        gain = (inside / (inside @ mass)[:, None]).mean(axis=0)
        mass = mass * gain
        if gain.max() - 1 < NEAR:
            break
    return mass
