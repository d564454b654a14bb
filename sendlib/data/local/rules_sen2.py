"""Rules over the modules of a SEN2 return, from the request to the plan and its placements."""

import pandas as pd

from sendlib.data.local.rules_marks import (
    Faults,
    Given,
    among,
    by_column,
    every_row,
    is_usable,
    label,
    looked_up,
    mark,
    spoilt,
)
from sendlib.data.local.rules_packages import overlapping
from sendlib.data.local.tables import LocalTable

REQUESTS, ASSESSMENTS, PLANS = "sen2_requests", "sen2_assessments", "sen2_named_plans"
ACTIVE, PLACEMENTS, NEEDS = "sen2_active_plans", "sen2_placement_detail", "sen2_sen_need"
RECEIVED = "received_date"
# what follows a request, each no earlier than the request
STEPS: tuple[tuple[str, str], ...] = (
    (REQUESTS, "request_outcome_date"),
    (ASSESSMENTS, "assessment_outcome_date"),
    (PLANS, "start_date"),
)


def check_chain(given: Given, everything: Given) -> Faults:
    """Return the faults of a SEN2 return that show only where its modules are held together.

    Args:
        given: the tables with the rows that can be used.
        everything: the same with the rows that cannot, which are not missed a second time.
    """
    faults = _decided_before_request(given) + _plans_without_need(given, everything)
    faults += _active_without_plan(given, everything)
    if PLANS in given:
        faults += _ceased_without_reason(given[PLANS])
    if PLACEMENTS in given:
        placements = given[PLACEMENTS]
        faults += overlapping(
            placements, placements.rows, same=["person_id", "placement_rank"],
            start="entry_date", end="leaving_date",
        )  # fmt: skip
        faults += _placements_of_ceased_plans(given)
    return faults


def _decided_before_request(given: Given) -> Faults:
    """Return a fault for every step before its request; for several of one, the request's alone."""
    if REQUESTS not in given:
        return []
    requests = given[REQUESTS]
    received = _by_number(requests.rows, "request_id", RECEIVED)
    steps = pd.concat([_dates(given, file, column) for file, column in STEPS if file in given])
    steps["received"] = looked_up(steps["request"], received)
    early = steps[steps["date"] < steps["received"]]
    several = early.groupby("request")["row"].transform("size") > 1
    blamed = early.loc[several, "request"].unique()
    faults = mark(
        requests, requests.rows.index[requests.rows["request_id"].isin(blamed)], column=RECEIVED,
        rule="decided_before_request",
        found="a date after that of more than one step which follows it",
        expected="the date of the decision or earlier", remedy="Correct the received date.",
    )  # fmt: skip
    for file, column, group in by_column(early[~several]):
        faults += mark(
            given[file], pd.Index(group["row"]), column=column, rule="decided_before_request",
            found=f"a date before the {label(RECEIVED)} of its request",
            expected=f"the {label(RECEIVED)} or later",
            remedy=f"Correct the {label(column)}, or the {label(RECEIVED)} of the request.",
        )  # fmt: skip
    return faults


def _dates(given: Given, file: str, column: str) -> pd.DataFrame:
    rows = given[file].rows
    dates = {"row": rows.index, "request": rows["request_id"].array, "date": rows[column].array}
    return pd.DataFrame(dates).assign(file=file, column=column)


def _by_number(rows: pd.DataFrame, number: str, column: str) -> pd.Series:
    """Return a column of a module by the number of its record."""
    return rows.dropna(subset=[number]).drop_duplicates(number).set_index(number)[column]


def _ceased_without_reason(plans: LocalTable) -> Faults:
    """Return a fault for every plan with a last day but no reason, or the other way round."""
    faults: Faults = []
    for column, other in (("cease_reason", "cease_date"), ("cease_date", "cease_reason")):
        lacks = plans.rows[column].isna() & plans.rows[other].notna() & ~spoilt(plans, column)
        faults += mark(
            plans, plans.rows.index[lacks], column=column, rule="missing_value",
            severity="warning", found=f"nothing, beside a {label(other)}",
            expected=plans.contract.columns[column].meaning,
            remedy=f"Fill in the {label(column)}, or take the {label(other)} out.",
        )  # fmt: skip
    return faults


def _plans_without_need(given: Given, everything: Given) -> Faults:
    if not {ACTIVE, NEEDS} <= set(given) or not is_usable(everything[NEEDS]):
        return []
    plans, needs = given[ACTIVE], every_row(everything[NEEDS])["active_plans_id"]
    bare = plans.rows.index[~among(plans.rows["active_plans_id"], needs)]
    return mark(
        plans, bare, column="active_plans_id", rule="plan_without_need",
        found=f"no row of this plan in {NEEDS}", expected="a primary need",
        remedy=f"Add the need to {NEEDS}.",
    )  # fmt: skip


def _active_without_plan(given: Given, everything: Given) -> Faults:
    """Return a fault for every active plan whose request is there, but no plan that came of it."""
    modules = (ACTIVE, PLANS, ASSESSMENTS, REQUESTS)
    if not all(name in given and is_usable(everything[name]) for name in modules):
        return []
    active, request = given[ACTIVE], given[ACTIVE].rows["request_id"]
    plans, assessments = every_row(everything[PLANS]), every_row(everything[ASSESSMENTS])
    led = assessments.loc[among(assessments["assessment_id"], plans["assessment_id"]), "request_id"]
    is_known = among(request, every_row(everything[REQUESTS])["request_id"])
    has_plan = among(request, led) | among(request, plans["request_id"])
    return mark(
        active, active.rows.index[is_known & ~has_plan], column="request_id", rule="unlinked",
        found=f"a request without a plan in {PLANS}",
        expected=f"a request that led to a plan in {PLANS}",
        remedy=f"Correct the number, or add the plan to {PLANS}.",
    )  # fmt: skip


def _placements_of_ceased_plans(given: Given) -> Faults:
    """Return a fault for every placement that starts after its plan ceased, or goes on since."""
    if not {ACTIVE, PLANS} <= set(given):
        return []
    table = given[PLACEMENTS]
    plans = given[PLANS].rows.dropna(subset=["request_id"])
    last = plans["cease_date"].fillna(pd.Timestamp.max.floor("D"))
    ceased = last.groupby(plans["request_id"]).max()
    requests = _by_number(given[ACTIVE].rows, "active_plans_id", "request_id")
    end = looked_up(looked_up(table.rows["active_plans_id"], requests), ceased)
    has_ceased = end.notna() & (end < pd.Timestamp.max.floor("D"))
    starts_after = has_ceased & (table.rows["entry_date"] > end)
    is_open = table.rows["leaving_date"].isna() & ~spoilt(table, "leaving_date")
    goes_on = has_ceased & ~starts_after & is_open
    return mark(
        table, table.rows.index[starts_after], column="entry_date", rule="ends_before_start",
        severity="warning", found="a date after the plan ceased",
        expected="a date at which the plan goes on",
        remedy=f"Correct the entry date, or the cease date in {PLANS}.",
    ) + mark(
        table, table.rows.index[goes_on], column="leaving_date", rule="missing_value",
        severity="warning", found="nothing, though the plan ceased",
        expected="the last day of the placement", remedy="Fill in the leaving date.",
    )  # fmt: skip
