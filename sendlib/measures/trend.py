"""Recent trend of one indicator in one area: the latest five annual points, as Fingertips."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import chdtri, ndtri

from sendlib.errors import ContractError
from sendlib.measures.arrays import Values, aligned

Direction = Literal["increasing", "decreasing", "no significant change", "not assessed"]

Floats = npt.NDArray[np.float64]

POINTS = 5
SIGNIFICANCE_CONFIDENCE = 0.998
CHI2_LIMIT = float(chdtri(1, 1 - SIGNIFICANCE_CONFIDENCE))  # 9.549536
INTERVAL_CONFIDENCE = 0.95

# A slope this small beside the values is a flat line seen through rounding
FLAT = 1e-12


@dataclass(frozen=True)
class RecentTrend:
    """The trend over the latest five years.

    slope: change a year, in the unit of the values; NaN where not assessed. chi2: the square of
    slope over its standard error, one degree of freedom; NaN where not assessed. direction: in
    words, never better or worse.
    """

    slope: float
    chi2: float
    direction: Direction


NOT_ASSESSED = RecentTrend(float("nan"), float("nan"), "not assessed")


def recent_trend(value: Values, lower: Values, upper: Values) -> RecentTrend:
    """Return the direction of an annual indicator over its latest five points.

    There is a trend where the weighted slope differs from 0 at 99.8% and keeps its sign with any
    one of the five points left out, so that no single year makes it: four equal values and one
    that differs are no trend. Fewer than five points, one of the five or its limits missing, or an
    interval of no width: not assessed.

    Args:
        value: one point a year, oldest first; a year without a figure is there as missing, and
            nothing from before a break in the series is given.
        lower: lower limits of the 95% intervals.
        upper: upper limits.

    Raises:
        ContractError: lengths differ, a value is not a finite number, or a lower limit is above
            its upper limit.

    Method: Fingertips technical guidance, Recent trends: least squares weighted by 1/se^2, se
        being the width of the 95% interval over 2 z; chi-square above 9.549536.
    """
    points = aligned({"value": value, "lower": lower, "upper": upper})
    crossed = int((points["lower"] > points["upper"]).sum())
    if crossed:
        raise ContractError(f"lower is above upper in {crossed} of {len(points)} points")
    latest = points.tail(POINTS)
    if len(latest) < POINTS:
        return NOT_ASSESSED
    return recent_trends(*(latest[[name]].to_numpy().T for name in points))[0]


def recent_trends(value: Floats, lower: Floats, upper: Floats) -> list[RecentTrend]:
    """Return the direction of several indicators, as `recent_trend` gives that of one.

    Args:
        value: a row per indicator, of its latest five points, oldest first.
        lower: likewise the lower limits.
        upper: likewise the upper limits.
    """
    widths = upper - lower
    whole = np.all(np.isfinite(value + widths) & (widths > 0), axis=1)
    values = value[whole]
    weights = (2 * ndtri(0.5 + INTERVAL_CONFIDENCE / 2) / widths[whole]) ** 2
    slopes, variances = _weighted_slopes(values, weights, kept=range(POINTS))
    statistics = slopes**2 / variances
    trending = (statistics > CHI2_LIMIT) & _sign_holds(slopes, values, weights)
    found = iter(
        RecentTrend(float(slope), float(statistic), _word(slope, is_trend=bool(trend)))
        for slope, statistic, trend in zip(slopes, statistics, trending, strict=True)
    )
    return [next(found) if there else NOT_ASSESSED for there in whole]


def _word(slope: float, *, is_trend: bool) -> Direction:
    if not is_trend:
        return "no significant change"
    return "increasing" if slope > 0 else "decreasing"


def _sign_holds(slopes: Floats, values: Floats, weights: Floats) -> npt.NDArray[np.bool_]:
    """Return whether slopes keep their sign without any one point; a flat rest has none."""
    left_out = [[point for point in range(POINTS) if point != out] for out in range(POINTS)]
    signs = [np.sign(_weighted_slopes(values, weights, kept=kept)[0]) for kept in left_out]
    return np.asarray(np.all(np.array(signs) == np.sign(slopes), axis=0))


def _weighted_slopes(
    values: Floats, weights: Floats, *, kept: Sequence[int]
) -> tuple[Floats, Floats]:
    """Return slopes a year and their variances, the weights being known and not estimated."""
    points = list(kept)
    # Weights near 1 and values from their mean: neither changes the slope, both keep its digits
    scale = weights[:, points].max(axis=1, keepdims=True)
    share = weights[:, points] / scale
    total = share.sum(axis=1, keepdims=True)
    level = values[:, points] - (share * values[:, points]).sum(axis=1, keepdims=True) / total
    years = np.array(points) - (share * points).sum(axis=1, keepdims=True) / total
    spread = (share * years**2).sum(axis=1)
    slopes = (share * years * level).sum(axis=1) / spread
    flat = np.abs(slopes) <= FLAT * np.abs(values[:, points]).max(axis=1)
    return np.where(flat, 0.0, slopes), 1 / (spread * scale[:, 0])
