"""Actions of an improvement plan review by review: ratings, shares, setbacks, standstill.

A rating is a judgement of the partnership at a date. Between two reviews nothing is known, so an
action keeps its rating until the next one, and is counted as carried forward meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.contracts.tables import require_columns
from sendlib.params.progress import Progress

KEYS = ["plan", "action_id"]
CLOSED = "closed"
UNKNOWN_PLAN = ""
_ACTION_TEXTS = [
    "outcome", "action", "area_for_improvement", "start_date", "lead", "lead_agency",
    "lead_initials", "measure_of_success",
]  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """Ratings from the worst to the best, and from which one an action counts as done.

    A closed action is off the scale: it was stopped, neither done nor behind.
    """

    ratings: tuple[str, ...]
    completed: str
    embedded: str
    labels: Mapping[str, str] = field(default_factory=dict)

    def level(self, rating: str) -> int:
        """Return the place of a rating on the scale, from 0; -1 where the action is closed."""
        return self.ratings.index(rating) if rating in self.ratings else -1

    def label(self, rating: str) -> str:
        """Return what readers call a rating."""
        return self.labels.get(rating, rating)

    def is_done(self, rating: str) -> bool:
        """Say whether a rating counts as completed or better."""
        return self.level(rating) >= self.level(self.completed)


def scale_of(options: Progress) -> Scale:
    """Return the scale of params: the ratings of the local file, in their order."""
    known = code_sets()["ratings"]
    return Scale(
        ratings=tuple(code for code in known if code != CLOSED),
        completed=options.completed,
        embedded=options.embedded,
        labels={**known, **options.labels},
    )


def months_between(start: pd.Series, end: pd.Series) -> pd.Series:
    """Return whole months from one month to another, missing where either is."""
    months: pd.Series = (end.dt.year - start.dt.year) * 12 + (end.dt.month - start.dt.month)
    return months.astype("float64")


def history(actions: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return one row per action and review, in order of action and time.

    Args:
        actions: rows of the local file `actions`.
        scale: of the ratings.

    Returns:
        plan, action_id, review, rating, level (-1 where closed), before (review before it, missing
        at the first), rating_before, is_setback (a lower level than at the review before; closing
        is none), evidence, measured.

    Raises:
        ContractError: a column is absent.
    """
    require_columns(actions, *KEYS, "review_date", "rating", "evidence", "measured")
    order = {key: at for at, key in enumerate(_keys(actions).drop_duplicates())}
    rows = actions.assign(
        plan=actions["plan"].fillna(UNKNOWN_PLAN),
        review=actions["review_date"],
        order=[order[key] for key in _keys(actions)],
    ).sort_values(["order", "review"], kind="stable")
    groups = rows.groupby(KEYS, sort=False)
    rows["level"] = [scale.level(str(rating)) for rating in rows["rating"]]
    rows["before"] = groups["review"].shift()
    rows["rating_before"] = groups["rating"].shift()
    level_before = rows.groupby(KEYS, sort=False)["level"].shift()
    rows["is_setback"] = (rows["level"] < level_before) & (rows["level"] >= 0)
    columns = ["review", "rating", "level", "before", "rating_before", "is_setback", "evidence",
               "measured"]  # fmt: skip
    return rows[[*KEYS, *columns]].reset_index(drop=True)


def register(actions: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return one row per action, in the order of the plan.

    Returns:
        plan, action_id, outcome, action, area_for_improvement, start_date, lead, lead_agency,
        lead_initials, measure_of_success as at the latest review; due (month as first agreed),
        due_now (as at the latest review), reviews (how many), first, last (reviews), rating,
        level, is_done, is_closed (at the latest review).
    """
    told = history(actions, scale)
    ordered = actions.assign(plan=actions["plan"].fillna(UNKNOWN_PLAN)).sort_values(
        "review_date", kind="stable"
    )
    groups = ordered.groupby(KEYS, sort=False)
    found = (
        groups[_ACTION_TEXTS]
        .last()
        .assign(due=groups["due_date"].first(), due_now=groups["due_date"].last())
    )
    reviews = told.groupby(KEYS, sort=False)
    found = (
        reviews.agg(reviews=("review", "size"), first=("review", "min"), last=("review", "max"))
        .join(reviews[["rating", "level"]].last())
        .join(found)
        .reset_index()
    )
    return found.assign(
        is_done=[scale.is_done(str(rating)) for rating in found["rating"]],
        is_closed=found["level"] < 0,
    )


def shares(told: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return how many actions stood at each rating at each review date, closed ones included.

    An action counts from its first rating on; one that a review leaves out keeps its rating.

    Args:
        told: of `history`.
        scale: of the ratings.

    Returns:
        review, rating (every rating of the scale, and closed), count, rated_count (of these, rated
        at that review), total (actions known by then), percent (0 to 100).
    """
    ratings = [*scale.ratings, CLOSED]
    if told.empty:
        names = ["review", "rating", "count", "rated_count", "total", "percent"]
        return pd.DataFrame(columns=names)
    table = told.pivot_table(
        index="review", columns=KEYS, values="rating", aggfunc="last", dropna=False
    ).sort_index()
    rows = []
    for at, (review, standing) in enumerate(table.ffill().iterrows()):
        known = standing.dropna()
        rated = table.iloc[at].notna()
        for rating in ratings:
            those = known[known == rating].index
            rows.append((review, rating, len(those), int(rated[those].sum()), len(known)))
    names = ["review", "rating", "count", "rated_count", "total"]
    found = pd.DataFrame(rows, columns=names)
    return found.assign(percent=100 * found["count"] / found["total"])


def standstill(actions: pd.DataFrame, told: pd.DataFrame, *, months: int) -> pd.DataFrame:
    """Return open actions that nobody reviewed lately, or whose delay has not changed for long.

    Args:
        actions: of `register`.
        told: of `history`.
        months: how long is too long, against the latest review of the plan.

    Returns:
        plan, action_id, rating, since (month), months, reason: `not_reviewed` or `no_change` (the
        same rating since, though past its due month).
    """
    columns = [*KEYS, "rating", "since", "months", "reason"]
    still_open = actions[~actions["is_done"] & ~actions["is_closed"]]
    if still_open.empty:
        return pd.DataFrame(columns=columns)
    latest = told.groupby("plan")["review"].max()
    now = still_open["plan"].map(latest)
    unseen = months_between(still_open["last"], now)
    since = pd.Series(
        [_unchanged_since(told, row) for row in still_open.itertuples()], index=still_open.index
    )
    unchanged = months_between(since, now)
    past_due = now > still_open["due_now"]
    rows = still_open.assign(since=still_open["last"], months=unseen, reason="not_reviewed")
    stuck = still_open.assign(since=since, months=unchanged, reason="no_change")
    found = pd.concat([
        rows[unseen >= months], stuck[(unseen < months) & (unchanged >= months) & past_due]
    ])  # fmt: skip
    return found.sort_index()[columns].reset_index(drop=True)


def _unchanged_since(told: pd.DataFrame, action: object) -> pd.Timestamp:
    """Return the first of the latest reviews of an action that give the same rating."""
    plan, number = getattr(action, "plan", ""), getattr(action, "action_id", "")
    rows = told[(told["plan"] == plan) & (told["action_id"] == number)]
    others = rows.loc[rows["rating"] != rows["rating"].iloc[-1], "review"]
    same = rows if others.empty else rows[rows["review"] > others.max()]
    since: pd.Timestamp = same["review"].iloc[0]
    return since


def _keys(actions: pd.DataFrame) -> pd.Series:
    plans = actions["plan"].fillna(UNKNOWN_PLAN)
    return pd.Series(list(zip(plans, actions["action_id"], strict=True)), dtype=object)
