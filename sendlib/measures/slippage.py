"""How late actions are against the month they were due, known only to between two reviews.

An action is found completed at a review; it was completed at some time after the review before.
"""

import pandas as pd

from sendlib.measures.progress import KEYS, Scale, months_between

ON_TIME, LATE, EITHER = "on_time", "late", "either"
OPEN_LATE, OPEN_IN_TIME, CLOSED = "open_late", "open_in_time", "closed"
NO_DUE = "no_due"


def first_reached(told: pd.DataFrame, scale: Scale, rating: str) -> pd.DataFrame:
    """Return the first review at which each action had a rating or a better one.

    Returns:
        plan, action_id, reached (review), before (the review before it, missing where it was the
        first); actions that never had it are not there.
    """
    reached = told[told["level"] >= scale.level(rating)].drop_duplicates(KEYS)
    return reached[[*KEYS, "review", "before"]].rename(columns={"review": "reached"})


def slippage(actions: pd.DataFrame, told: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return by how many whole months each action missed its due month, as an interval.

    The upper end is the first review rated completed or better, less the due month; the lower end
    the review before it, less the due month. Where that was the first review, the month the action
    started is the lower end. An open action has no upper end.

    Args:
        actions: of `register`; `due` is the month as first agreed.
        told: of `history`.
        scale: of the ratings.

    Returns:
        plan, action_id, due, before, reached, lower_months, upper_months, finding: `on_time` (the
        whole interval is in time), `late` (all of it is late), `either`, `open_late`,
        `open_in_time`, `closed`, `no_due` (no month was agreed).
    """
    found = actions.merge(first_reached(told, scale, scale.completed), on=KEYS, how="left")
    started = found["start_date"].where(found["start_date"] <= found["reached"])
    before = found["before"].fillna(started)
    is_reached = found["reached"].notna()
    lower_end = before.where(is_reached, found["last"])
    lower = months_between(found["due"], lower_end)
    upper = months_between(found["due"], found["reached"])
    finding = pd.Series(EITHER, index=found.index)
    finding[is_reached & (lower > 0)] = LATE
    finding[is_reached & (upper <= 0)] = ON_TIME
    finding[~is_reached] = OPEN_IN_TIME
    finding[~is_reached & (lower > 0)] = OPEN_LATE
    finding[~is_reached & found["is_closed"]] = CLOSED
    finding[found["due"].isna()] = NO_DUE
    return found[[*KEYS, "due"]].assign(
        before=before, reached=found["reached"], lower_months=lower, upper_months=upper,
        finding=finding,
    )  # fmt: skip
