"""What rules on its figures say of each service: more of it, otherwise, no longer, or as it is."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sendlib.params.commissioning import DecisionRules

COMMISSION, DIFFERENTLY, DECOMMISSION = "commission", "commission_differently", "decommission"
CONTINUE, REVIEW = "continue", "review"
ORDER = (DECOMMISSION, DIFFERENTLY, COMMISSION, REVIEW, CONTINUE)
FULL, LITTLE_USED, LONG_WAIT = "full", "little_used", "long_wait"
SHORT, MET, COSTLY, ENDS = "outcomes_short", "outcomes_met", "costly", "ends_soon"
_DAYS_IN_MONTH = 30.4375


def decided(figures: pd.DataFrame, rules: DecisionRules, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return for each service what the rules point to, and which figures made them.

    In this order: decommission where a service is little used, outcomes fall short and no wait is
    long; commission differently where outcomes fall short, where it is costly and not shown to meet
    its outcomes, or where a wait is long and it is not full; commission (more) where it is full;
    commission differently where it is little used; review where neither use nor outcomes are
    known; else continue.

    Args:
        figures: `services.service_figures`.
        rules: the limits.
        as_of: day from which the months to the end of a contract are counted.

    Returns:
        The rows of figures with marks (tuple of what is beyond a limit), decision, end_months
        (below 0 for one that has ended; missing without a date) and ends_soon.
    """
    months = (figures["contract_end"] - as_of).dt.days / _DAYS_IN_MONTH
    rows = figures.to_dict("records")
    marks = [_marks(row, rules) for row in rows]
    soon = months <= rules.months_before_end
    return figures.assign(
        marks=pd.Series(marks, index=figures.index, dtype=object),
        decision=[
            _decision(set(found), is_known=_is_known(row))
            for found, row in zip(marks, rows, strict=True)
        ],
        end_months=months,
        ends_soon=soon,
    )


def _marks(row: Mapping[Hashable, Any], rules: DecisionRules) -> tuple[str, ...]:
    gap = row["gap_points"]
    # a comparison with what is missing is false
    found = {
        FULL: row["use_percent"] > rules.high_use_percent,
        LITTLE_USED: row["use_percent"] < rules.low_use_percent,
        LONG_WAIT: row["median_wait_weeks"] > rules.long_wait_weeks,
        SHORT: gap <= -rules.outcome_points and gap < 0,
        MET: gap > -rules.outcome_points or gap >= 0,
        COSTLY: row["cost_ratio"] >= rules.high_cost_ratio,
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _is_known(row: Mapping[Hashable, Any]) -> bool:
    return bool(pd.notna(row["use_percent"]) or pd.notna(row["gap_points"]))


def _decision(marks: set[str], *, is_known: bool) -> str:
    if {LITTLE_USED, SHORT} <= marks and LONG_WAIT not in marks:
        return DECOMMISSION
    poor_value = COSTLY in marks and MET not in marks
    blocked = LONG_WAIT in marks and FULL not in marks
    if SHORT in marks or poor_value or blocked:
        return DIFFERENTLY
    if FULL in marks:
        return COMMISSION
    if LITTLE_USED in marks:
        return DIFFERENTLY
    return CONTINUE if is_known else REVIEW
