"""Recent trend of one indicator in one area: the latest five annual points, as Fingertips."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm
from scipy.stats import chi2, norm

from sendlib.errors import ContractError
from sendlib.measures.arrays import Values, aligned

Direction = Literal["increasing", "decreasing", "no significant change", "not assessed"]

POINTS = 5
SIGNIFICANCE_CONFIDENCE = 0.998
CHI2_LIMIT = float(chi2.ppf(SIGNIFICANCE_CONFIDENCE, 1))  # 9.549536
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
    widths = (latest["upper"] - latest["lower"]).to_numpy()
    if len(latest) < POINTS or latest.isna().any(axis=None) or (widths <= 0).any():
        return NOT_ASSESSED
    values = latest["value"].to_numpy()
    weights = (2 * norm.ppf(0.5 + INTERVAL_CONFIDENCE / 2) / widths) ** 2
    slope, variance = _weighted_slope(values, weights, kept=range(POINTS))
    statistic = slope**2 / variance
    if statistic <= CHI2_LIMIT or not _sign_holds(slope, values, weights):
        return RecentTrend(slope, statistic, "no significant change")
    return RecentTrend(slope, statistic, "increasing" if slope > 0 else "decreasing")


def _sign_holds(
    slope: float, values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> bool:
    """Return whether the slope keeps its sign without any one point; a flat rest has none."""
    left_out = [[point for point in range(POINTS) if point != out] for out in range(POINTS)]
    return all(
        np.sign(_weighted_slope(values, weights, kept=kept)[0]) == np.sign(slope)
        for kept in left_out
    )


def _weighted_slope(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], *, kept: Sequence[int]
) -> tuple[float, float]:
    """Return the slope a year and its variance, the weights being known and not estimated."""
    points = list(kept)
    # Weights near 1 and values from their mean: neither changes the slope, both keep its digits
    scale = weights[points].max()
    level = np.average(values[points], weights=weights[points])
    fit = sm.WLS(
        values[points] - level,
        sm.add_constant(np.array(points, dtype=float)),
        weights=weights[points] / scale,
    ).fit()
    slope = float(fit.params[1])
    if abs(slope) <= FLAT * np.abs(values[points]).max():
        slope = 0.0
    return slope, float(fit.normalized_cov_params[1, 1] / scale)
