"""Three levels of commissioning, and the chain from strategic intent to individual purchase."""

import pandas as pd

from sendlib.measures.commissioning.budgets import budget_against_spend
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.register import chain
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import capital, counted, listed, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    open_table,
    origin_of,
    pounds,
    year_words,
)

FILES = ("priorities", "intentions", "services")
# what is decided at each level, in own words
DECIDED = {
    "strategic": "Direction, priorities, money and rules for all children and young people",
    "operational": "Services, contracts and schemes for a group with like needs, or for a place",
    "individual": "A place, package or personal budget for one person, with the family",
}
SHOWN_MOST = 4


def levels_table(partners: Partnership) -> Table:
    """Return the three levels: what is decided, and the budget decided there where given."""
    budgets = partners.files.table("budgets")
    columns = (Column("Level"), Column("What is decided there"))
    caption, label = "Three levels of commissioning", "tab-levels"
    if not budgets["level"].notna().any():
        return Table(
            caption=caption, label=label, columns=columns,
            rows=tuple((capital(level), words) for level, words in DECIDED.items()),
            notes=("With a level for each line of the budgets, this table says how much is "
                   "decided at each.",),
        )  # fmt: skip
    year = partners.budget_year
    found = budget_against_spend(budgets, by="level", year=year).set_index("level")
    rows, shown = [], []
    for level, words in DECIDED.items():
        value = float(found["budget_gbp"].get(level, 0.0))
        rows.append((capital(level), words, pounds(value)))
        key = breakdown(level=level)
        if level in found.index:
            shown.append(Shown("agency_budget_gbp", year, key, value, "gbp"))
    return open_table(
        partners,
        caption=caption,
        label=label,
        columns=(*columns, Column("Budget", numeric=True)),
        rows=rows,
        when=year_words(year),
        shown=shown,
        files=("budgets",),
    )


def chain_statement(partners: Partnership) -> Statement | Absent:
    """Say how many priorities reach a service, and where the chain breaks."""
    label = "st-chain"
    found = _found(partners)
    if found.empty:
        return Absent(label)  # fmt: skip
    whole = int((found["breaks"] == "").sum())
    text = (
        f"Of {counted(len(found), 'priority', 'priorities')}, "
        f"{number(float(whole), unit='count')} can be followed through intentions to a service."
    )
    none = list(found.loc[found["breaks"] == "no_intention", "priority"])
    if none:
        text += f" Without an intention: {listed(none)}."
    stops = list(found.loc[found["breaks"] == "no_service", "priority"])
    if stops:
        text += f" With intentions that name no service: {listed(stops)}."
    period = str(partners.as_of.year)
    shown = [
        Shown("priorities_count", period, "Total", float(len(found)), "count"),
        Shown("priorities_with_service_count", period, "Total", float(whole), "count"),
    ]
    return Statement(
        text, label, evidence=evidence(partners, shown, FILES), origin=origin_of(partners)
    )


def chain_table(partners: Partnership) -> Table | None:
    """Return the chain of each priority: strategic, operational, individual."""
    label = "tab-chain"
    found = _found(partners)
    if found.empty:
        return None
    return open_table(
        partners,
        caption="From priority to purchase",
        label=label,
        columns=(
            Column("Strategic: priority"), Column("Intentions"),
            Column("Operational: services they change"), Column("Individual: bought for one"),
        ),
        rows=[
            (
                f"{row['priority_id']}. {row['priority']}",
                ", ".join(row["intentions"]) or "Break: none",
                _some(row["services"]) or ("Break: none named" if row["intentions"] else "Nothing"),
                _some(row["individual"]) or "Nothing",
            )
            for _, row in found.iterrows()
        ],
        notes=(
            "“Break” marks a priority that leads to no intention, or intentions that name no "
            "service. The last column has those of the services that are bought person by person.",
        ),
        files=FILES,
    )  # fmt: skip


def chain_points(partners: Partnership) -> list[KeyPoint]:
    """Return what breaks in the chain say to those who decide."""
    found = _found(partners)
    broken = found[found["breaks"] != ""] if len(found) else found
    if broken.empty:
        return []
    count = f"{len(broken)} of {counted(len(found), 'priority', 'priorities')}"
    return [
        KeyPoint(
            "commissioning",
            f"{count} cannot be followed to a service: {listed(broken['priority'])}.",
            "Give each of these priorities an intention and the service it changes, or drop it.",
            ("tab-chain", "st-chain"), 0.4, origin_of(partners),
        )
    ]  # fmt: skip


def _found(partners: Partnership) -> pd.DataFrame:
    priorities = partners.files.table("priorities")
    if priorities.empty:
        return pd.DataFrame(columns=["breaks"])
    return chain(priorities, partners.files.table("intentions"), partners.files.table("services"))


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN_MOST
    shown = [*names[:SHOWN_MOST], *([f"{more} more"] if more > 0 else [])]
    return "; ".join(shown)
