"""Rules over the placements of one person: overlaps, and costs that belong to no placement."""

from collections.abc import Sequence

import pandas as pd

from sendlib.data.local.rules_marks import Faults, Given, label, mark, spoilt
from sendlib.data.local.tables import LocalTable

# one person is in one of these at a time; of therapies or support at home there can be several
PLACEMENTS = ("education", "residential_education", "residential_care", "fostering")
COSTS = (
    "weekly_cost_education_gbp",
    "weekly_cost_health_gbp",
    "weekly_cost_social_care_gbp",
    "weekly_cost_other_gbp",
)


def check_packages(given: Given) -> Faults:
    """Return the faults of packages: those that overlap, and those with costs but no provider."""
    if "packages" not in given:
        return []
    table = given["packages"]
    placed = table.rows[table.rows["package_type"].isin(PLACEMENTS)]
    return overlapping(
        table, placed, same=["person_id", "package_type"], start="start_date", end="end_date"
    ) + _costs_without_provider(table)


def overlapping(
    table: LocalTable, rows: pd.DataFrame, *, same: Sequence[str], start: str, end: str
) -> Faults:
    """Return a fault for every row that starts before an earlier one of the same group ends.

    A row that starts on the day an earlier one ends does not overlap; one without an end goes on.

    Args:
        table: the local file.
        rows: those of its rows that can overlap.
        same: the columns that rows of one group have in common, the person first.
        start: the column of the first day.
        end: the column of the last day.
    """
    rows = rows[rows[start].notna() & rows[list(same)].notna().all(axis=1)]
    rows = rows[~spoilt(table, end).loc[rows.index]]  # an end that is unreadable is not open
    ordered = rows.sort_values([*same, start, end], kind="stable")
    groups = [ordered[name] for name in same]
    last = ordered[end].fillna(pd.Timestamp.max.floor("D")).astype("int64")
    furthest = last.groupby(groups).cummax()
    holder = ordered.index.to_series().where(last == furthest).groupby(groups).ffill()
    before = furthest.groupby(groups).shift()
    other = holder.groupby(groups).shift()
    first = ordered[start].astype(ordered[end].dtype).astype("int64")
    late = ordered.index[before.notna() & (first < before)]
    return mark(
        table, late, column=start, rule="overlapping_placements",
        found=[f"a date before the one of row {int(row)} ends" for row in other.loc[late]],
        expected=f"one at a time for each {' and '.join(label(name) for name in same)}",
        remedy=f"Give the {label(end)} of the earlier one, or correct the dates.",
    )  # fmt: skip


def _costs_without_provider(table: LocalTable) -> Faults:
    costs = table.rows[list(COSTS)].sum(axis=1)
    nobody = (costs > 0) & table.rows["provider_id"].isna() & ~spoilt(table, "provider_id")
    return mark(
        table, table.rows.index[nobody], column="provider_id", rule="cost_without_placement",
        found="a weekly cost, and no provider",
        expected="the provider that is paid", remedy="Fill in the provider.",
    )  # fmt: skip
