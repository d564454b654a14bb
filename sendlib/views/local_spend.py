"""Spend of the agencies over years, and the budget lines that are furthest from budget."""

import pandas as pd

from sendlib.measures.commissioning.budgets import (
    budget_against_spend,
    spend_over_years,
    totals,
    years_of,
)
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Column, Table
from sendlib.views.formats import listed, money, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    Shown,
    breakdown,
    open_table,
    origin_of,
    pounds,
    tenths,
    year_words,
)
from sendlib.views.local_resource import (
    BY_AGENCY,
    FILES,
    against_budget,
    has_budgets,
    label_of,
    money_cells,
    money_columns,
)

MOST_LINES = 8
# a difference from budget, in percent, from which the partners have something to decide
OVER_PERCENT = 2.0


def spend_years_table(partners: Partnership) -> Table | None:
    """Return spend of the first and the latest year, in cash and at the latest prices."""
    label = "tab-spend-years"
    if not has_budgets(partners) or len(years_of(partners.files.table("budgets"))) < 2:
        return None
    found = spend_over_years(
        partners.files.table("budgets"), by="agency", deflator=partners.deflator
    )
    years = sorted(found["financial_year"].unique())
    first, last = years[0], years[-1]
    rows, shown = [], []
    for agency, part in found.groupby("agency", sort=False):
        of = part.set_index("financial_year")
        old, new = of.loc[first] if first in of.index else None, of.loc[last]
        then = float("nan") if old is None else float(old["spend_gbp"])
        real = float("nan") if old is None else float(old["real_gbp"])
        now = float(new["spend_gbp"])
        change = 100 * (now - real) / real if real > 0 else float("nan")
        rows.append(
            (
                label_of(BY_AGENCY, agency), pounds(then), pounds(now), pounds(real),
                tenths(change, "percent"),
            )
        )  # fmt: skip
        key = breakdown(agency=str(agency))
        shown += [
            Shown("agency_spend_gbp", first, key, then, "gbp"),
            Shown("agency_spend_gbp", last, key, now, "gbp"),
            Shown("agency_spend_real_gbp", first, key, real, "gbp"),
            Shown("agency_spend_real_change_percent", last, key, change, "percent"),
        ]
    return open_table(
        partners,
        caption="Spend on SEND by agency",
        when=f"{year_words(first)} and {year_words(last)}",
        label=label,
        columns=(
            Column("Agency"),
            Column(year_words(first), numeric=True),
            Column(year_words(last), numeric=True),
            Column(f"{year_words(first)} at {year_words(last)} prices", numeric=True),
            Column("Real change", numeric=True),
        ),
        rows=rows,
        notes=(
            "Real terms by the GDP deflator of the Office for Budget Responsibility, "
            "November 2025.",
        ),
        shown=shown,
        files=FILES,
    )


def lines_table(partners: Partnership) -> Table | None:
    """Return the budget lines that are furthest over or under, with their agency."""
    label = "tab-budget-lines"
    if not has_budgets(partners):
        return None
    year = partners.budget_year
    rows = partners.files.table("budgets")
    rows = rows[(rows["financial_year"] == year) & rows["spend_gbp"].notna()]
    over = (rows["spend_gbp"] - rows["budget_gbp"]).round(2)
    base = rows["budget_gbp"].where(rows["budget_gbp"] != 0)
    found = rows.assign(over_gbp=over, over_percent=100 * over / base)
    order = over.abs().sort_values(ascending=False, kind="stable").index[:MOST_LINES]
    if not len(order):
        return None
    return open_table(
        partners,
        caption="Budget lines furthest from budget",
        when=year_words(year),
        label=label,
        columns=(Column("Line"), Column("Agency"), *money_columns()[1:]),
        rows=[
            (str(row["line"]), label_of(BY_AGENCY, row["agency"]), *money_cells(row)[1:])
            for _, row in found.loc[order].iterrows()
        ],
        notes=("A minus sign stands for spend below the budget.",),
        shown=[
            Shown(
                "line_over_budget_gbp", year,
                breakdown(agency=str(row["agency"]), line=str(row["line"])), row["over_gbp"], "gbp",
            )
            for _, row in found.loc[order].iterrows()
        ],
        files=FILES,
    )  # fmt: skip


def budget_points(partners: Partnership) -> list[KeyPoint]:
    """Return what the budgets say to those who decide: spend beyond or within them."""
    if not has_budgets(partners):
        return []
    year = partners.budget_year
    found = budget_against_spend(partners.files.table("budgets"), by="agency", year=year)
    whole = totals(found)
    if pd.isna(whole["over_gbp"]):
        return []
    over = found[found["over_percent"] >= OVER_PERCENT]
    agencies = [small(label_of(BY_AGENCY, agency)) for agency in over["agency"]]
    decide = (
        f"Agree how {listed(agencies)} {'comes' if len(over) == 1 else 'come'} back within budget, "
        "or change the budget."
        if whole["over_percent"] >= OVER_PERCENT and len(over)
        else ""
    )
    text = (
        f"The agencies' budgets for SEND came to {money(whole['budget_gbp'])} in "
        f"{year_words(year)}{against_budget(whole)}."
    )
    weight = 0.75 if decide else 0.4
    return [
        KeyPoint("resource", text, decide, ("tab-budgets-agency", "st-budgets"), weight,
                 origin_of(partners))
    ]  # fmt: skip
