"""How alike councils' offers are, and whether money goes with the number of children."""

from collections.abc import Mapping

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.regional_map import alike, money_by_need, rank_correlation
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import listed, number
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    need_words,
    open_table,
    origin_of,
    pounds,
)

FILES = ("services",)
MOST_PAIRS = 12


def alike_table(partners: Partnership) -> Table | Absent:
    """Return how alike the offers of each two councils are, the most alike first."""
    found = alike(partners.files.table("services")).dropna(subset=["share_percent"])
    if found.empty:
        return Absent("tab-regional-alike")
    order = found.sort_values("share_percent", ascending=False, kind="stable")
    more = len(order) - MOST_PAIRS
    period = str(partners.as_of.year)
    return open_table(
        partners,
        caption="How alike the offers of two councils are",
        label="tab-regional-alike",
        columns=(Column("Councils"), Column("In both", numeric=True),
                 Column("Share of what either has", numeric=True)),
        rows=[
            (_pair(row), number(float(row["shared_count"]), unit="count"),
             number(float(row["share_percent"]), unit="percent", places=0))
            for _, row in order.head(MOST_PAIRS).iterrows()
        ],
        notes=(
            "Counted are combinations of need, level and outcome that some service has. Offers "
            "that are alike are the easiest to commission as one.",
            *([f"{more} further pairs are less alike."] if more > 0 else []),
        ),
        shown=[Shown("offers_alike_percent", period,
                     breakdown(councils=f"{row['one']} {row['other']}"),
                     float(row["share_percent"]), "percent") for _, row in order.iterrows()],
        files=FILES,
    )  # fmt: skip


def correlation_statement(
    partners: Partnership, children: Mapping[str, float]
) -> Statement | Absent:
    """Say whether needs of more children have services of more money.

    Args:
        partners: the open files of the councils.
        children: with an EHC plan, by code of primary need, in the same councils.
    """
    money = money_by_need(partners.files.table("services"), children)
    rank = rank_correlation(money)
    if pd.isna(rank):
        return Absent("st-regional-correlation")
    known = money.dropna(subset=["per_child_gbp"])
    known = known[known["cost_gbp"] > 0]
    low, high = (known.iloc[int(at)] for at in
                 (known["per_child_gbp"].argmin(), known["per_child_gbp"].argmax()))  # fmt: skip
    text = (
        "Set in order of children with a plan and in order of what services cost, "
        f"{len(known)} needs have a rank correlation of {number(rank, unit='ratio')} (1 is the "
        f"same order, 0 no likeness). For each child with a plan, services cost from "
        f"{pounds(low['per_child_gbp'])} a year for {need_words(str(low['need']))} to "
        f"{pounds(high['per_child_gbp'])} for {need_words(str(high['need']))}; they serve others "
        "too."
    )
    shown = [Shown("services_children_rank_correlation", str(partners.as_of.year), "Total", rank,
                   "ratio", count=float(len(known)))]  # fmt: skip
    return Statement(
        text, "st-regional-correlation", evidence=evidence(partners, shown, FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def _pair(row: pd.Series) -> str:
    return listed([area_name(row["one"]), area_name(row["other"])])
