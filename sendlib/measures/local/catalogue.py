"""Every table and result any report builds from local files: what is not here is not shown."""

from sendlib.measures.local import (
    activity,
    all_in_cost,
    away,
    cohort,
    cohort_results,
    demand,
    joint,
    joint_results,
    market,
    packages,
    personal_budgets,
    plans,
    prices,
    rare_needs,
    spend,
    spend_change,
    spend_tail,
    sufficiency,
)
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import LocalMeasure

LOCAL_TABLES: tuple[LocalMeasure, ...] = (
    *plans.TABLES, *packages.TABLES, *activity.TABLES, *spend.TABLES, *spend_tail.TABLES,
    *cohort.TABLES, *joint.TABLES, *market.TABLES, *sufficiency.TABLES, *all_in_cost.TABLES,
    *personal_budgets.TABLES, *rare_needs.TABLES, *away.TABLES,
)  # fmt: skip
LOCAL_RESULTS: tuple[LocalResult, ...] = (
    *demand.RESULTS, *activity.RESULTS, *spend_change.RESULTS, *spend_tail.RESULTS,
    *cohort_results.RESULTS, *joint_results.RESULTS, *market.RESULTS, *prices.RESULTS,
    *sufficiency.RESULTS, *personal_budgets.RESULTS, *away.RESULTS,
)  # fmt: skip


def declared(name: str) -> LocalMeasure:
    """Return a declared table by its name."""
    return next(one for one in LOCAL_TABLES if one.name == name)
