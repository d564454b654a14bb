"""How long actions take from their start to being completed, and to being embedded in practice."""

import math
from dataclasses import dataclass

import pandas as pd

from sendlib.measures.interval_censored import Times, turnbull
from sendlib.measures.progress import CLOSED, KEYS, Scale, months_between
from sendlib.measures.slippage import first_reached

# an action may be completed in the month it starts, which is month 0
BEFORE_START = -1.0


@dataclass(frozen=True)
class TimeTo:
    """Time from start to a rating. without_start: actions left out, whose start is not known."""

    rating: str
    intervals: pd.DataFrame
    times: Times | None
    without_start: int

    @property
    def reached_count(self) -> int:
        """How many actions were seen to reach the rating."""
        return int((self.intervals["upper"] < math.inf).sum())


def time_to(actions: pd.DataFrame, told: pd.DataFrame, scale: Scale, rating: str) -> TimeTo:
    """Return how long actions take to a rating or a better one, in whole months from their start.

    The time of an action lies between two reviews. One that has not come so far counts as longer
    than up to its latest review; one that was closed, up to the review before that.

    Args:
        actions: of `register`.
        told: of `history`.
        scale: of the ratings.
        rating: such as `completed`.

    Returns:
        intervals: plan, action_id, lower, upper (months; above lower, up to upper, which may be
        infinite). times: None where no action has a start.
    """
    found = actions.merge(first_reached(told, scale, rating), on=KEYS, how="left")
    seen = told[told["rating"] != CLOSED].groupby(KEYS)["review"].max().rename("seen")
    found = found.merge(seen, on=KEYS, how="left")
    known = found[found["start_date"].notna()]
    last_without = known["before"].where(known["reached"].notna(), known["seen"])
    lower = months_between(known["start_date"], last_without).fillna(BEFORE_START)
    upper = months_between(known["start_date"], known["reached"]).fillna(math.inf)
    intervals = known[KEYS].assign(
        lower=lower.clip(lower=BEFORE_START), upper=upper.clip(lower=0.0)
    )
    times = turnbull(intervals["lower"].to_list(), intervals["upper"].to_list()) if len(
        intervals
    ) else None  # fmt: skip
    return TimeTo(rating, intervals.reset_index(drop=True), times, len(found) - len(known))
