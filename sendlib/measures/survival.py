"""How long something lasts, when some of it goes on still and the early part of some is unseen."""

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from statsmodels.duration.survfunc import SurvfuncRight

Floats = npt.NDArray[np.float64]
SLACK = 1e-9  # what products of fractions leave behind


@dataclass(frozen=True)
class Lasting:
    """How long something lasts; days, missing where too few have ended to say.

    quartile, median, upper: by when a quarter, half and three quarters have ended. median_lower and
    median_upper: the 95% interval of the median. mean: within the horizon, see `lasting`.
    """

    quartile: float
    median: float
    upper: float
    median_lower: float
    median_upper: float
    mean: float


NOT_KNOWN = Lasting(*[float("nan")] * 6)


def lasting(
    days: npt.ArrayLike,
    has_ended: npt.ArrayLike,
    *,
    seen_from: npt.ArrayLike | None = None,
    horizon: float,
) -> Lasting:
    """Return how long spells last, from those that ended and those that go on.

    Args:
        days: length of each spell, up to now where it goes on; above 0.
        has_ended: whether it has.
        seen_from: length that a spell had when the records begin; those that ended sooner are not
            in them. 0, or None for all, where a spell is seen from its start.
        horizon: days up to which the mean is taken.

    Method: Kaplan and Meier 1958, with delayed entry; interval of the median by Brookmeyer and
        Crowley 1982; restricted mean: the area under the curve up to the horizon (Royston and
        Parmar 2013).
    """
    length = np.asarray(days, dtype=float)
    ended = np.asarray(has_ended, dtype=bool)
    entry = np.zeros(len(length)) if seen_from is None else np.asarray(seen_from, dtype=float)
    kept = length > entry
    if not ended[kept].any():
        return NOT_KNOWN
    with warnings.catch_warnings():
        # the last of all to end leaves nobody, and no standard error
        warnings.simplefilter("ignore", RuntimeWarning)
        curve = SurvfuncRight(length[kept], ended[kept], entry=entry[kept] if entry.any() else None)
        lower, upper = curve.quantile_ci(0.5)
    times, shares = np.asarray(curve.surv_times), np.asarray(curve.surv_prob)
    return Lasting(
        quartile=_when(times, shares, 0.75), median=_when(times, shares, 0.5),
        upper=_when(times, shares, 0.25), median_lower=float(lower), median_upper=float(upper),
        mean=restricted_mean(times, shares, last=float(length[kept].max()), horizon=horizon),
    )  # fmt: skip


def _when(times: Floats, shares: Floats, share: float) -> float:
    """Return when the share that goes on has fallen to one given; missing where it has not."""
    fallen = np.flatnonzero(shares <= share + SLACK)
    return float(times[fallen[0]]) if len(fallen) else float("nan")


def restricted_mean(times: Floats, shares: Floats, *, last: float, horizon: float) -> float:
    """Return the area under a curve of shares that go on, up to a horizon.

    Missing where the longest spell seen ends before the horizon while some go on.

    Args:
        times: when the curve falls, rising.
        shares: share that goes on after each.
        last: length of the longest spell seen.
        horizon: where the mean ends.
    """
    if last < horizon and shares[-1] > 0:
        return float("nan")
    inside = times < horizon
    edges = np.concatenate([[0.0], times[inside], [horizon]])
    heights = np.concatenate([[1.0], shares[inside]])
    return float((np.diff(edges) * heights).sum())
