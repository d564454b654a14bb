"""Decisions on joint funding: how long they take, and health's share that is missing."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.joint_funding import RATINGS
from sendlib.measures.local.joint import JOINT_WAITING
from sendlib.measures.local.joint_results import JOINT_DAYS, JOINT_HEALTH
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.spend import SPEND_AGENCY
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Callout, Column, Origin, Statement, Table
from sendlib.views.formats import counted, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_joint_shares import shares_of, sums
from sendlib.views.local_open import lacking
from sendlib.views.local_result_blocks import result_table, said
from sendlib.views.local_shown import HIDDEN, cell, wanted, year_words

CHAPTER = "joint-funding"
SHARES = "which agency pays which share, by need and year"
DECISIONS = "how requests for joint funding are decided, how long that takes and what is missing"


def missing_packages(own: ProtectedTables) -> Callout | Absent:
    """Say which files the chapter wants: the packages, and with them the decisions if both lack."""
    label = "box-joint-funding"
    if not own.has("packages") and not own.has("joint_funding"):
        return lacking(["packages", "joint_funding"], f"{SHARES}, and {DECISIONS}", label)
    return wanted(own, "packages", SHARES, label)


def missing_requests(own: ProtectedTables) -> Callout | Absent:
    """Say that the decisions on joint funding are wanted, where they alone are not there."""
    label = "box-joint-decisions"
    return wanted(own, "joint_funding", DECISIONS, label) if own.has("packages") else Absent(label)


def days_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say how long a decision takes, waiting requests included."""
    label = "st-joint-days"
    found = own.result(JOINT_DAYS)
    if found is None:
        return Absent(label)
    rows = found.rows
    whole = rows[rows["period"] == rows["period"].iloc[-1]]
    texts = {str(row["statistic"]): _days(row) for _, row in whole.iterrows()}
    if texts["median_days"] in (HIDDEN, "[x]"):
        text = f"How long decisions on joint funding take in {place.inside} cannot be shown."
    else:
        late = texts["upper_quartile_days"]
        text = (
            f"Half of the requests for joint funding in {place.inside} were decided within "
            f"{texts['median_days']} days, "
            f"a quarter within {texts['quartile_days']}"
            + (f" and three quarters within {late}." if late not in (HIDDEN, "[x]") else ".")
        )
    return said(found, place, label=label, text=text)


def days_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return days from request to decision by year of the request."""
    label = "tab-joint-days"
    found = own.result(JOINT_DAYS)
    if found is None:
        return Absent(label)
    rows = found.rows
    kinds = ("quartile_days", "median_days", "upper_quartile_days")
    lines = []
    for period, part in rows.groupby("period", sort=False):
        of = {str(row["statistic"]): _days(row) for _, row in part.iterrows()}
        lines.append((str(period), *(of[kind] for kind in kinds)))
    return result_table(
        own, found, place, label=label,
        caption=f"Days from request to decision on joint funding, {place.name}",
        columns=(
            Column("Requested in"), Column("A quarter within (days)", numeric=True),
            Column("Half within (days)", numeric=True),
            Column("Three quarters within (days)", numeric=True),
        ),
        rows=lines,
        not_known="not so many have been decided",
    )  # fmt: skip


def health_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say in how many requests health's share is missing, and what parity would give in all."""
    label = "st-joint-health"
    found = own.result(JOINT_HEALTH)
    if found is None:
        return Absent(label)
    rows = found.rows
    parts = {name: rows[rows["statistic"] == name] for name in ("missing", "parity")}
    if any((part["reason"] != "").any() for part in parts.values()):
        return Absent(label)
    missing, parity = (float(part["value"].sum()) for part in parts.values())
    text = (
        f"In {counted(missing, 'decided request', 'decided requests')} for joint funding in "
        f"{place.inside}, health's share is missing; at parity it comes to "
        f"{number(parity, unit='gbp')} a year."
    )
    return said(found, place, label=label, text=text)


def health_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return requests in which health's share is missing, and what parity would give."""
    label = "tab-joint-health"
    found = own.result(JOINT_HEALTH)
    if found is None:
        return Absent(label)
    of = {(row["breakdown"], row["statistic"]): row for _, row in found.rows.iterrows()}
    lines = []
    for rating in RATINGS:
        where = f"health_need={rating}"
        missing, agreed, parity = (
            of[where, name] for name in ("missing", "agreed_percent", "parity")
        )
        lines.append(
            (
                code_sets()["strengths"][rating], _cell(missing, "count"),
                _cell(agreed, "percent"), _cell(parity, "gbp"),
            )
        )  # fmt: skip
    return result_table(
        own, found, place, label=label,
        caption=f"Health's share that is missing, {place.name}, {found.rows['period'].iloc[0]}",
        columns=(
            Column("Health needs rated"), Column("Share missing (requests)", numeric=True),
            Column("Share where health pays", numeric=True),
            Column("What parity would give (£ a year)", numeric=True),
        ),
        rows=lines,
        not_known="no share to go by",
    )  # fmt: skip


def key_points(own: ProtectedTables) -> list[KeyPoint]:
    """Return what the chapter hands to the summary: health's share, and what waits."""
    return [*_share_point(own), *_waiting_point(own)]


def _share_point(own: ProtectedTables) -> list[KeyPoint]:
    found = own.table(SPEND_AGENCY)
    if found is None:
        return []
    first, last = found.periods[0], found.periods[-1]
    shares = [shares_of(sums(found, year))[1] for year in (first, last)]
    if pd.isna(shares[1]):
        return []
    before = "" if first == last or pd.isna(shares[0]) else (
        f", against {number(shares[0], unit='percent')} in {year_words(first)}"
    )  # fmt: skip
    text = (
        f"Health pays {number(shares[1], unit='percent')} of the spend on packages in "
        f"{year_words(last)}{before}."
    )
    health = own.result(JOINT_HEALTH)
    decide, shown = "", ["tab-joint-shares"]
    if health is not None:
        rows = health.rows[health.rows["statistic"] == "parity"]
        parity = rows["value"].dropna()
        if len(parity) and not (rows["reason"] != "").any() and parity.sum() > 0:
            decide = (
                "Decide with the integrated care board on the requests in which health's share is "
                f"missing: at parity they come to {number(float(parity.sum()), unit='gbp')} a year."
            )
            shown.append("tab-joint-health")
    return [KeyPoint(CHAPTER, text, decide, tuple(shown), 0.6, Origin(**found.origin))]


def _waiting_point(own: ProtectedTables) -> list[KeyPoint]:
    found = own.table(JOINT_WAITING)
    if found is None:
        return []
    period = found.periods[-1]
    waiting = cell(found, period)
    if pd.isna(waiting) or not waiting:
        return []
    long = cell(found, period, waiting="12+")
    tail = "" if pd.isna(long) or not long else (
        f", {number(long, unit='count')} of them for a year or more"
    )  # fmt: skip
    text = f"{number(waiting, unit='count')} requests for joint funding have no decision{tail}."
    decide = "Set a time within which the agencies decide on joint funding, and report on it."
    shown = (f"tab-local-{JOINT_WAITING.name}",)
    return [KeyPoint(CHAPTER, text, decide, shown, 0.5, Origin(**found.origin))]


def _days(row: pd.Series) -> str:
    return _cell(row, "count")


def _cell(row: pd.Series, unit: str) -> str:
    if row["reason"]:
        return HIDDEN
    if pd.isna(row["value"]):
        return "[x]"
    places = 0 if unit == "percent" else None
    return (
        f"{float(row['value']):,.0f}"
        if unit == "gbp"
        else number(float(row["value"]), unit=unit, places=places)
    )
