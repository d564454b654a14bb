"""Whom the partners asked, when and about what, and what came of it."""

from collections.abc import Sequence

import pandas as pd

MONTHS = 24
_DAYS_IN_MONTH = 30.4375


def coverage_by_group(
    engagement: pd.DataFrame, *, groups: Sequence[str], as_of: pd.Timestamp
) -> pd.DataFrame:
    """Return how each group took part in the two years before a day.

    The same person may take part twice: numbers are attendances.

    Args:
        engagement: the local file's columns.
        groups: codes of participants, also those that nobody asked.
        as_of: last day of the two years.

    Returns:
        A row per group, in order: participants, activities, attended (missing where an activity
        does not say), latest (missing if none), responses (activities with a response), stages
        (tuple of stages of the cycle), is_gap (no activity).
    """
    since = as_of - pd.Timedelta(days=MONTHS * _DAYS_IN_MONTH)
    recent = engagement[(engagement["date"] > since) & (engagement["date"] <= as_of)]
    rows = []
    for group in groups:
        own = recent[recent["participants"] == group]
        numbers = own["number"].astype("Float64").astype(float)
        rows.append(
            {
                "participants": group,
                "activities": len(own),
                "attended": numbers.sum(skipna=False) if len(own) else 0.0,
                "latest": own["date"].max(),
                "responses": int(own["response"].notna().sum()),
                "stages": tuple(dict.fromkeys(own["stage"].dropna().astype(str))),
                "is_gap": own.empty,
            }
        )
    return pd.DataFrame(rows)


def said_and_done(engagement: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return what was said and what was done about it, the latest first.

    Returns:
        The rows of the two years before `as_of` that have a finding, those of the latest date
        first; response is missing where the file gives none.
    """
    since = as_of - pd.Timedelta(days=MONTHS * _DAYS_IN_MONTH)
    recent = (engagement["date"] > since) & (engagement["date"] <= as_of)
    rows = engagement[recent & engagement["finding"].notna()]
    return rows.sort_values("date", ascending=False, kind="stable")


def stages_without(found: pd.DataFrame, group: str, stages: Sequence[str]) -> tuple[str, ...]:
    """Return the stages of the cycle in which a group of `coverage_by_group` took no part.

    None are returned where no activity of the group says its stage: then it is not known.
    """
    there = set(found.loc[found["participants"] == group, "stages"].iloc[0])
    return tuple(stage for stage in stages if stage not in there) if there else ()
