"""What an action's ratings claim, set beside what its measures of success and evidence say."""

import pandas as pd

from sendlib.measures.progress import KEYS, Scale, months_between
from sendlib.measures.success_measures import (
    SuccessMeasure,
    Target,
    figure_for,
    is_met,
    success_measures,
)

AGREES, AHEAD, BEHIND = "agrees", "rated_ahead", "rated_behind"
NO_FIGURE, NO_TARGET = "no_figure", "no_target"
MEASURE_COLUMNS = [
    *KEYS, "measure", "target", "unit", "direction", "month", "evidence", "figure", "rating",
    "is_done", "months_past", "verdict",
]  # fmt: skip


def measures_beside_evidence(
    actions: pd.DataFrame, told: pd.DataFrame, scale: Scale
) -> pd.DataFrame:
    """Return one row per measure of success, with the evidence and the rating that stand beside it.

    Args:
        actions: of `register`.
        told: of `history`; a figure measured and evidence are those of the latest review with any.
        scale: of the ratings.

    Returns:
        plan, action_id, measure (text), target (number), unit, direction, month (by when), evidence
        (text), figure (number found for the target), rating, is_done, months_past (months of the
        latest review past `month`), verdict: `agrees` (done and reached, or open and not reached),
        `rated_ahead` (done, the figure short of its target), `rated_behind` (open, the target
        reached), `no_figure` (nothing measured for the target), `no_target` (no number to measure).
    """
    latest = told.groupby(KEYS, sort=False)[["evidence", "measured"]].last().fillna("")
    texts = {key: tuple(map(str, row)) for key, *row in latest.itertuples(name=None)}
    rows = []
    for action in actions.fillna({"measure_of_success": ""}).itertuples():
        key = str(action.plan), str(action.action_id)
        evidence, measured = texts[key]
        found = success_measures(str(action.measure_of_success))
        targets = [one for one in found if one.target is not None]
        for one in found:
            is_done = scale.is_done(str(action.rating))
            figure = _figure(one.target, measured, evidence, is_only=len(targets) == 1)
            past = months_between(pd.Series([one.month]), pd.Series([action.last])).iloc[0] if (
                one.month is not None) else float("nan")  # fmt: skip
            rows.append((
                action.plan, action.action_id, one.text, *_target(one), one.month, evidence,
                None if figure is None else figure.value, action.rating, is_done, past,
                _verdict(one.target, figure, is_done=is_done),
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=MEASURE_COLUMNS).astype({"target": float, "figure": float})


def rated_before_start(actions: pd.DataFrame, told: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return reviews that rate an action as started before the month in which it starts.

    Returns:
        plan, action_id, review, rating, start_date.
    """
    found = told.merge(actions[[*KEYS, "start_date"]], on=KEYS, how="left")
    is_begun = found["level"] > scale.level("not_started")
    early = found[is_begun & (found["review"] < found["start_date"])]
    return early[[*KEYS, "review", "rating", "start_date"]].reset_index(drop=True)


def _target(one: SuccessMeasure) -> tuple[float | None, str, str]:
    if one.target is None:
        return None, "", ""
    return one.target.value, one.target.unit, one.target.direction


def _figure(target: Target | None, measured: str, evidence: str, *, is_only: bool) -> Target | None:
    if target is None:
        return None
    return figure_for(target, measured, is_own=is_only) or figure_for(
        target, evidence, is_own=False
    )


def _verdict(target: Target | None, figure: Target | None, *, is_done: bool) -> str:
    if target is None:
        return NO_TARGET
    if figure is None:
        return NO_FIGURE
    if is_met(target, figure) == is_done:
        return AGREES
    return AHEAD if is_done else BEHIND
