"""Share a budget out by points, to the penny: the resource allocation of personal budgets."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.errors import ContractError

PENCE = 100
Pence = npt.NDArray[np.int64]


def allocate(
    points: pd.Series, *, budget_gbp: float, lowest_gbp: float = 0.0,
    highest_gbp: float | None = None,
) -> pd.Series:  # fmt: skip
    """Return what each person would get of a budget that is never exceeded, in pounds.

    Each point is worth the same, save that nobody gets less than the lowest or more than the
    highest sum; what these take or leave changes the worth of a point for all others. Pence that
    are over go to those with the largest remainders, to earlier rows where these are equal.

    Args:
        points: points of each person, above 0.
        budget_gbp: pounds to share out.
        lowest_gbp: least of one person.
        highest_gbp: most of one person, or None.

    Returns:
        Pounds with the index of `points`. They add up to the budget to the penny, or to the highest
        sum of all where the budget is larger than that.

    Raises:
        ContractError: points that are missing or not above 0, or a budget below the lowest sums.

    Method: proportional shares with limits; whole pence by largest remainders (Hamilton).
    """
    weight = points.to_numpy(dtype=float)
    if not (np.isfinite(weight) & (weight > 0)).all():
        raise ContractError("points: expected a number above 0 for everyone")
    budget, low = round(budget_gbp * PENCE), round(lowest_gbp * PENCE)
    high = budget if highest_gbp is None else min(round(highest_gbp * PENCE), budget)
    if low * len(weight) > budget:
        raise ContractError(
            f"a budget of £{budget_gbp:,.2f} cannot give {len(weight)} persons at least "
            f"£{lowest_gbp:,.2f} each; lower the least sum or raise the budget"
        )
    pence = _shared(weight, min(budget, high * len(weight)), low, high)
    return pd.Series(pence / PENCE, index=points.index, name="allocation_gbp")


def _shared(weight: npt.NDArray[np.float64], budget: int, low: int, high: int) -> Pence:
    """Return whole pence between low and high, as near to shares by weight as these allow."""
    if not len(weight):
        return np.zeros(0, dtype=np.int64)
    exact = np.clip(_worth(weight, budget, low, high) * weight, low, high)
    pence = np.floor(exact).astype(np.int64)
    left = budget - int(pence.sum())
    order = np.argsort(-(exact - pence), kind="stable")
    room = order[pence[order] < high]
    # arithmetic in floats may be some pence off, so that more than one round can be needed
    while left > 0:
        given = room[:left]
        pence[given] += 1
        left -= len(given)
        room = room[pence[room] < high]
    for at in order[::-1]:
        if left < 0 and pence[at] > low:
            pence[at] -= 1
            left += 1
    return pence


def _worth(weight: npt.NDArray[np.float64], budget: int, low: int, high: int) -> float:
    """Return the pence a point is worth with which sums within the limits add up to the budget."""
    least, most = 0.0, (max(high, low) + 1) / float(weight.min())
    for _ in range(200):
        middle = (least + most) / 2
        if float(np.clip(middle * weight, low, high).sum()) < budget:
            least = middle
        else:
            most = middle
    return most
