"""Posts and who fills them: by agency, by role and by need, with vacancies, turnover and cost."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.workforce import counted_on, staffing, staffing_by_need
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import listed, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    MISSING,
    Shown,
    breakdown,
    dated,
    evidence,
    named,
    open_table,
    origin_of,
    pounds,
    tenths,
)

FILES = ("workforce",)
# posts not filled, in percent, from which the partners have something to decide
HIGH_VACANCY_PERCENT = 15.0
FEWEST_POSTS = 2.0  # roles with fewer funded posts do not lead a list
WORST = 3


def workforce_statement(partners: Partnership) -> Statement | Absent:
    """Say how many posts there are, how many are filled, and in which roles fewest are."""
    label = "st-workforce"
    workforce = partners.files.table("workforce")
    days = counted_on(workforce)
    if not days:
        return Absent(label)
    everyone = workforce.assign(all="all")
    now = staffing(everyone, by=["all"], date=days[-1]).iloc[0]
    text = (
        f"On {dated(days[-1])}, {_posts(now['established_fte'])} full-time equivalent posts were "
        f"funded in {partners.place.inside}"
    )
    if pd.notna(now["vacancy_percent"]):
        text += f", and {number(now['vacancy_percent'], unit='percent')} of them were vacant"
    text += "."
    worst = _worst(staffing(workforce, by=["agency", "role"], date=days[-1]))
    if len(worst):
        words = [
            f"{small(str(row['role']))} ({number(row['vacancy_percent'], unit='percent')})"
            for _, row in worst.iterrows()
        ]
        text += f" The highest shares, by role: {listed(words)}."
    shown = _shown(now, _year(days[-1]), "Total")
    return Statement(
        text, label,
        evidence=evidence(partners, [*shown, *_by_role_shown(partners, days[-1])], FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def workforce_table(partners: Partnership) -> Table | None:
    """Return posts by agency, with vacancies at the first and the latest count."""
    label = "tab-workforce-agency"
    workforce = partners.files.table("workforce")
    days = counted_on(workforce)
    if not days:
        return None
    found = staffing(workforce, by=["agency"], date=days[-1])
    early = staffing(workforce, by=["agency"], date=days[0]).set_index("agency")
    has_cost = found["annual_cost_gbp"].notna().any()
    rows, shown = [], []
    for _, row in found.iterrows():
        agency = str(row["agency"])
        before = early["vacancy_percent"].get(agency, float("nan"))
        rows.append(
            (
                named("agencies", agency), _posts(row["established_fte"]),
                _posts(row["in_post_fte"]), tenths(row["vacancy_percent"], "percent"),
                *([tenths(before, "percent")] if len(days) > 1 else []),
                *([pounds(row["annual_cost_gbp"])] if has_cost else []),
            )
        )  # fmt: skip
        key = breakdown(agency=agency)
        shown += _shown(row, _year(days[-1]), key)
        if len(days) > 1:
            shown.append(Shown("posts_vacant_percent", _year(days[0]), key, before, "percent"))
    columns = [
        Column("Agency"), Column("Funded", numeric=True), Column("Filled", numeric=True),
        Column("Vacant", numeric=True),
    ]  # fmt: skip
    columns += [Column(f"Vacant {days[0].year}", numeric=True)] if len(days) > 1 else []
    columns += [Column("Cost a year", numeric=True)] if has_cost else []
    return open_table(
        partners,
        caption="Posts in full-time equivalents by agency",
        label=label,
        columns=columns,
        rows=rows,
        when=dated(days[-1]),
        shown=shown,
        files=FILES,
    )


def roles_table(partners: Partnership) -> Table | None:
    """Return posts by role: filled, vacant, leavers, persons served for each post filled."""
    label = "tab-workforce-role"
    workforce = partners.files.table("workforce")
    days = counted_on(workforce)
    if not days:
        return None
    found = staffing(workforce, by=["agency", "team", "role"], date=days[-1])
    found = found.sort_values("vacancy_percent", ascending=False, kind="stable")
    return open_table(
        partners,
        caption="Posts in full-time equivalents by role, the highest share of vacancies first",
        label=label,
        columns=(
            Column("Role and team"), Column("Funded", numeric=True), Column("Filled", numeric=True),
            Column("Vacant", numeric=True), Column("Left in a year", numeric=True),
            Column("Caseload a post", numeric=True),
        ),
        rows=[
            (
                f"{row['role']} ({row['team']})", _posts(row["established_fte"]),
                _posts(row["in_post_fte"]), tenths(row["vacancy_percent"], "percent"),
                tenths(row["turnover_percent"], "percent"), tenths(row["caseload_per_fte"]),
            )
            for _, row in found.iterrows()
        ],
        when=dated(days[-1]),
        notes=(
            "Left in a year: leavers of the twelve months before, of posts filled. Caseload a "
            "post: persons served for each post filled; a person may be served by several.",
        ),
        shown=_by_role_shown(partners, days[-1]),
        files=FILES,
    )  # fmt: skip


def workforce_need_table(partners: Partnership) -> Table | None:
    """Return posts of staff who work with each need, where the file says with which they do."""
    label = "tab-workforce-need"
    workforce = partners.files.table("workforce")
    if not workforce["needs"].notna().any():
        return None
    day = counted_on(workforce)[-1]
    found = staffing_by_need(workforce, needs=list(code_sets()["need_types"]), date=day)
    if found.empty:
        return None
    return open_table(
        partners,
        caption="Posts in full-time equivalents of staff who work with each need",
        label=label,
        columns=(
            Column("Need"), Column("Funded", numeric=True), Column("Filled", numeric=True),
            Column("Vacant", numeric=True), Column("Cost a year", numeric=True),
        ),
        rows=[
            (
                named("need_types", row["need"]), _posts(row["established_fte"]),
                _posts(row["in_post_fte"]), tenths(row["vacancy_percent"], "percent"),
                pounds(row["annual_cost_gbp"]),
            )
            for _, row in found.iterrows()
        ],
        when=dated(day),
        notes=(
            "Staff who work with several needs stand in each row, so that rows do not add up; "
            "staff for any need stand in none.",
        ),
        shown=[
            one
            for _, row in found.iterrows()
            for one in _shown(row, _year(day), breakdown(need=str(row["need"])))
        ],
        files=FILES,
    )  # fmt: skip


def workforce_points(partners: Partnership) -> list[KeyPoint]:
    """Return what vacancies say to those who decide."""
    workforce = partners.files.table("workforce")
    days = counted_on(workforce)
    if not days:
        return []
    now = staffing(workforce.assign(all="all"), by=["all"], date=days[-1]).iloc[0]
    if pd.isna(now["vacancy_percent"]):
        return []
    worst = _worst(staffing(workforce, by=["agency", "role"], date=days[-1]))
    high = worst[worst["vacancy_percent"] >= HIGH_VACANCY_PERCENT]
    roles = listed([small(str(role)) for role in high["role"]])
    vacant = float(now["vacancy_percent"])
    decide = f"Agree one workforce plan across the agencies, first for {roles}." if roles else ""
    return [
        KeyPoint(
            "resource",
            f"{number(vacant, unit='percent')} of funded posts were vacant on {dated(days[-1])}.",
            decide, ("tab-workforce-role", "tab-workforce-agency"),
            0.6 if vacant >= HIGH_VACANCY_PERCENT else 0.4, origin_of(partners),
        )
    ]  # fmt: skip


def _worst(found: pd.DataFrame) -> pd.DataFrame:
    large = found[(found["established_fte"] >= FEWEST_POSTS) & (found["vacancy_percent"] > 0)]
    return large.sort_values("vacancy_percent", ascending=False, kind="stable").head(WORST)


def _by_role_shown(partners: Partnership, day: pd.Timestamp) -> list[Shown]:
    found = staffing(partners.files.table("workforce"), by=["agency", "team", "role"], date=day)
    return [
        one
        for _, row in found.iterrows()
        for one in _shown(
            row, _year(day),
            breakdown(agency=str(row["agency"]), team=str(row["team"]), role=str(row["role"])),
        )
    ]  # fmt: skip


def _shown(row: pd.Series, period: str, key: str) -> list[Shown]:
    return [
        Shown("posts_funded_fte", period, key, row["established_fte"], "count"),
        Shown("posts_filled_fte", period, key, row["in_post_fte"], "count"),
        Shown("posts_vacant_percent", period, key, row["vacancy_percent"], "percent"),
        Shown("posts_turnover_percent", period, key, row["turnover_percent"], "percent"),
        Shown("caseload_per_fte", period, key, row["caseload_per_fte"], "ratio"),
        Shown("posts_cost_gbp", period, key, row["annual_cost_gbp"], "gbp"),
    ]


def _year(day: pd.Timestamp) -> str:
    return str(day.year)


def _posts(value: float) -> str:
    return MISSING if pd.isna(value) else number(float(value), unit="index")
