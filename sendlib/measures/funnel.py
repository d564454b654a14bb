"""Significance that allows for overdispersion, and the limits of a funnel plot.

With large denominators nearly every local authority differs from England by the plain test, since
areas differ for more reasons than chance. The spread there is among areas is estimated and added
to chance (Spiegelhalter 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr, ndtri, pdtrik

from sendlib.contracts.tables import require_part_of
from sendlib.errors import ContractError
from sendlib.measures.arrays import (
    Values,
    aligned,
    require_at_least_zero,
    require_confidence,
)

# A proportion is a part of its denominator; a rate counts events per unit of its denominator
Kind = Literal["proportion", "rate"]
KINDS = ("proportion", "rate")

# Share of z-scores drawn in at either end, so that outliers do not pass for ordinary spread
WINSORISED_SHARE = 0.1

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Overdispersion:
    """The spread among areas beyond chance.

    areas_count: areas it rests on. phi: mean square of the winsorised z-scores, 1 where chance
    explains all; NaN without areas. tau_squared: variance among areas, on the transformed scale
    of `kind`; 0 where chance explains all. target: value the areas were compared with.
    """

    kind: Kind
    target: float
    areas_count: int
    phi: float
    tau_squared: float


def overdispersion(
    count: Values, denominator: Values, *, target: float, kind: Kind
) -> Overdispersion:
    """Estimate how much areas differ beyond chance.

    Areas with a missing count or denominator, or a denominator of 0, are left out.

    Args:
        count: one per local authority, of one period.
        denominator: theirs.
        target: England's value: a proportion of 0 to 1, or events per unit of the denominator.
        kind: what the values are, and so their scale: the arcsine of the root of a proportion, the
            root of a rate.

    Raises:
        ContractError: a value out of its bounds, lengths that differ, or an unknown kind.

    Method: Spiegelhalter 2005, Qual Saf Health Care 14, pp. 347-351; Statistics in Medicine 24,
        pp. 1185-1202: section on over-dispersion, 10% winsorised at either end (quantiles of type
        7), additive random effects with tau squared by the method of moments.
    """
    z, variance = _z_scores(count, denominator, comparator=target, kind=kind)
    known = np.isfinite(z)
    scores, weights = z[known], 1 / variance[known]
    areas = len(scores)
    if areas == 0:
        return Overdispersion(kind, target, 0, float("nan"), 0.0)
    low, high = np.quantile(scores, [WINSORISED_SHARE, 1 - WINSORISED_SHARE], method="linear")
    phi = float(np.mean(np.clip(scores, low, high) ** 2))
    excess = areas * phi - (areas - 1)
    if excess <= 0 or areas == 1:
        return Overdispersion(kind, target, areas, phi, 0.0)
    moments = weights.sum() - (weights**2).sum() / weights.sum()
    return Overdispersion(kind, target, areas, phi, float(excess / moments))


def adjusted_significance(
    count: Values,
    denominator: Values,
    *,
    comparator: Values,
    tau_squared: float | Floats,
    kind: Kind,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return whether areas differ from a comparator by more than chance and the usual spread.

    An area is not to be compared with itself: leave it out, or give its comparator as missing.

    Args:
        count: one per area.
        denominator: theirs.
        comparator: the comparator's value, one for all or one each: a proportion of 0 to 1, or
            events per unit of the denominator.
        tau_squared: of `overdispersion`, estimated on the same kind, one for all or one each; 0
            gives the plain test.
        kind: what the values are.
        confidence: level of the two-sided test, 0 to 1.

    Returns:
        One row per count, with the index of the series given: z, z_adjusted, and significance:
        `higher`, `similar`, `lower`, or `not_assessed` where a value is missing.

    Raises:
        ContractError: a value out of its bounds, lengths that differ, or an unknown kind.

    Method: as `overdispersion`; normal test of the adjusted z-score.
    """
    require_confidence(confidence)
    _require_tau_squared(tau_squared)
    z, variance = _z_scores(count, denominator, comparator=comparator, kind=kind)
    adjusted = z * np.sqrt(variance / (variance + tau_squared))
    critical = ndtri(0.5 + confidence / 2)
    words = np.select(
        [np.isnan(adjusted), adjusted > critical, adjusted < -critical],
        ["not_assessed", "higher", "lower"],
        default="similar",
    )
    index = aligned({"count": count, "denominator": denominator, "comparator": comparator}).index
    return pd.DataFrame(
        {
            "z": z,
            "z_adjusted": adjusted,
            "significance": pd.Series(words, index=index, dtype="str").to_numpy(),
        },
        index=index,
    )


def funnel_limits(
    denominators: Values,
    *,
    target: float,
    tau_squared: float,
    kind: Kind,
    levels: Sequence[float] = (0.95, 0.998),
) -> pd.DataFrame:
    """Return the limits of a funnel plot around a target, plain and with the spread among areas.

    A value is beyond the plain limit where its own interval no longer holds the target: Wilson's
    interval for a proportion, the exact Poisson interval for a rate.

    Args:
        denominators: where along the axis limits are wanted, above 0.
        target: England's value: a proportion of 0 to 1, or events per unit of the denominator.
        tau_squared: of `overdispersion`.
        kind: what the values are.
        levels: confidence levels, 0 to 1.

    Returns:
        One row per level and denominator, in that order: level, denominator, plain_lower,
        plain_upper, adjusted_lower, adjusted_upper (in the unit of the target).

    Raises:
        ContractError: a value out of its bounds or missing, or an unknown kind.

    Method: plain: Spiegelhalter 2005, Statistics in Medicine 24, p. 1187, as in
        PHEindicatormethods; adjusted: as `overdispersion`, transformed back.
    """
    _require_tau_squared(tau_squared)
    given = aligned({"denominator": denominators})["denominator"].to_numpy()
    if not (given > 0).all():
        raise ContractError("denominators of a funnel are above 0, found 0, below, or missing")
    centre = float(_transformed(np.array([target]), kind=kind, name="target")[0])
    tables = []
    for level in levels:
        require_confidence(level)
        z = ndtri(0.5 + level / 2)
        spread = z * np.sqrt(1 / (4 * given) + tau_squared)
        plain_lower, plain_upper = _plain_limits(given, target=target, kind=kind, z=z)
        tables.append(
            pd.DataFrame(
                {
                    "level": level,
                    "denominator": given,
                    "plain_lower": plain_lower,
                    "plain_upper": plain_upper,
                    "adjusted_lower": _back(centre - spread, kind=kind),
                    "adjusted_upper": _back(centre + spread, kind=kind),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _z_scores(
    count: Values, denominator: Values, *, comparator: Values, kind: Kind
) -> tuple[Floats, Floats]:
    """Return z-scores on the transformed scale and the variances there, which are 1 / 4n."""
    given = aligned({"count": count, "denominator": denominator, "comparator": comparator})
    require_at_least_zero(given, "count", "denominator", "comparator")
    if kind == "proportion":
        require_part_of(given, part="count", whole="denominator")
    size = given["denominator"].where(given["denominator"] > 0).to_numpy()
    value = _transformed(given["count"].to_numpy() / size, kind=kind, name="value")
    against = _transformed(given["comparator"].to_numpy(), kind=kind, name="comparator")
    return (value - against) * 2 * np.sqrt(size), 1 / (4 * size)


def _transformed(values: Floats, *, kind: Kind, name: str) -> Floats:
    """Return values on the scale where chance has the variance 1 / 4n, whatever the value."""
    if kind not in KINDS:
        raise ContractError(f"kind is {kind!r}, expected 'proportion' or 'rate'")
    if (values < 0).any() or (kind == "proportion" and (values > 1).any()):
        raise ContractError(f"{name} of a {kind} is out of bounds: {values[:3].tolist()}")
    root = np.sqrt(values)
    return np.arcsin(root) if kind == "proportion" else root


def _back(scores: Floats, *, kind: Kind) -> Floats:
    if kind == "proportion":
        return np.asarray(np.sin(np.clip(scores, 0, np.pi / 2)) ** 2)
    return np.asarray(np.maximum(scores, 0) ** 2)


def _plain_limits(
    denominators: Floats, *, target: float, kind: Kind, z: float
) -> tuple[Floats, Floats]:
    if kind == "proportion":
        spread = z * np.sqrt(target * (1 - target) / denominators)
        return np.maximum(target - spread, 0), np.minimum(target + spread, 1)
    expected = target * denominators
    tail = ndtr(-z)
    # Where even no events at all are likelier than the tail, nothing is low enough to stand out
    fewest = np.where(np.exp(-expected) >= tail, 0, pdtrik(tail, expected))
    return fewest / denominators, (pdtrik(1 - tail, expected) + 1) / denominators


def _require_tau_squared(tau_squared: float | Floats) -> None:
    if not (np.isfinite(tau_squared) & (np.asarray(tau_squared) >= 0)).all():
        raise ContractError(f"tau_squared is {tau_squared}, expected a number of at least 0")
