"""Budgets and spend of the agencies: by agency, category and level, over years, line by line."""

from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.measures.commissioning.budgets import (
    budget_against_spend,
    totals,
)
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views import theme
from sendlib.views.blocks import Absent, Chart, Column, Statement, Table
from sendlib.views.formats import capital, listed, money, number, small, tick
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    named,
    open_table,
    origin_of,
    pounds,
    tenths,
    year_words,
)

FILES = ("budgets",)
AMOUNTS = ("budget_gbp", "spend_gbp")


@dataclass(frozen=True)
class _By:
    """A column that budgets are summed by: its head, and the code set of its values."""

    column: str
    head: str
    codes: str
    unknown: str


BY_AGENCY = _By("agency", "Agency", "agencies", "Not given")
BY_CATEGORY = _By("category", "Category", "", "No category given")
BY_LEVEL = _By("level", "Level of decision", "commissioning_levels", "No level given")


def budgets_statement(partners: Partnership) -> Statement | Absent:
    """Say what the agencies budget and spend together, and who holds most of it."""
    label = "st-budgets"
    if not has_budgets(partners):
        return Absent(label)
    year = partners.budget_year
    found = budget_against_spend(partners.files.table("budgets"), by="agency", year=year)
    whole = totals(found)
    first = found.iloc[0]
    share = 100 * first["budget_gbp"] / whole["budget_gbp"] if whole["budget_gbp"] else 0.0
    text = (
        f"In {year_words(year)}, the budgets for SEND in {partners.place.inside} came to "
        f"{money(whole['budget_gbp'])} over {_agencies(len(found))}{against_budget(whole)}. "
        f"{label_of(BY_AGENCY, first['agency'])} holds {number(share, unit='percent')} of it."
    )
    if _is_forecast(partners, year):
        text += " Some or all of the spend is a forecast."
    shown = _shown(found, BY_AGENCY, year, whole)
    share_shown = Shown(
        "budget_percent", year, breakdown(agency=str(first["agency"])), share, "percent"
    )
    return Statement(
        text, label, evidence=evidence(partners, [*shown, share_shown], FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def budgets_chart(partners: Partnership) -> Chart | None:
    """Draw budget and spend by agency; the bar of spend has stripes."""
    label = "fig-budgets"
    if not has_budgets(partners):
        return None
    year = partners.budget_year
    found = budget_against_spend(partners.files.table("budgets"), by="agency", year=year)
    names = [label_of(BY_AGENCY, agency) for agency in found["agency"]]
    height = 0.7 + 0.62 * len(found)
    with theme.canvas(height, left=0.24, right=0.9, top=1 - 0.12 / height, bottom=0.6 / height) as (
        figure,
        axes,
    ):
        for shift, column, colour, hatch in (
            (-0.19, "budget_gbp", theme.AREA, ""), (0.19, "spend_gbp", theme.REGION, "//"),
        ):  # fmt: skip
            at = [number + shift for number in range(len(found))]
            axes.barh(
                at, found[column].fillna(0.0), height=0.36, color=colour, hatch=hatch,
                edgecolor="white", linewidth=0, label=column[:-4].capitalize(),
            )  # fmt: skip
            for place, value in zip(at, found[column], strict=True):
                text = "not given" if pd.isna(value) else money(value)
                axes.annotate(
                    text, (0 if pd.isna(value) else value, place), xytext=(3, 0),
                    textcoords="offset points", va="center", fontsize=9,
                )  # fmt: skip
        axes.set_yticks(range(len(found)), names)
        axes.invert_yaxis()
        axes.set_xlim(0, 1.2 * max(float(found[["budget_gbp", "spend_gbp"]].max().max()), 1.0))
        axes.xaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.grid(axis="y", visible=False)
        axes.legend(loc="lower right", frameon=False)
        sns.despine(ax=axes, left=True, bottom=True)
        svg = theme.svg_of(figure)
    told = [
        f"{small(name) if name != 'Education' else 'education'} {money(row['budget_gbp'])} and "
        f"{pounds(row['spend_gbp']) if pd.isna(row['spend_gbp']) else money(row['spend_gbp'])}"
        for name, (_, row) in zip(names, found.iterrows(), strict=True)
    ]
    return Chart(
        svg=svg,
        alt=f"Bar chart of budget and spend on SEND by agency, {year_words(year)}: "
        f"{listed(told)}.".replace("[x]", "not given"),
        caption=f"Budget and spend on SEND by agency, {partners.place.name}, {year_words(year)}",
        label=label,
        columns=(("agency", "Agency"), ("budget", "Budget, pounds"), ("spend", "Spend, pounds")),
        rows=tuple(
            (name, *(None if pd.isna(row[key]) else row[key] for key in AMOUNTS))
            for name, (_, row) in zip(names, found.iterrows(), strict=True)
        ),
        notes=("Bars with stripes are spend.",),
        evidence=evidence(partners, _shown(found, BY_AGENCY, year, totals(found)), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def budgets_table(partners: Partnership, by: str = "agency") -> Table | None:
    """Return budget against spend of the latest year by agency, category or level."""
    how = {one.column: one for one in (BY_AGENCY, BY_CATEGORY, BY_LEVEL)}[by]
    label = f"tab-budgets-{by}"
    if not has_budgets(partners) or not partners.files.table("budgets")[by].notna().any():
        return None
    year = partners.budget_year
    found = budget_against_spend(partners.files.table("budgets"), by=by, year=year)
    whole = totals(found)
    rows = [(label_of(how, row[by]), *money_cells(row)) for _, row in found.iterrows()]
    return open_table(
        partners,
        caption=f"Budget and spend on SEND by {small(how.head)}",
        when=year_words(year),
        label=label,
        columns=(Column(how.head), *money_columns()),
        rows=[*rows, ("All", *money_cells(whole))],
        shown=_shown(found, how, year, whole),
        files=FILES,
    )


def has_budgets(partners: Partnership) -> bool:
    """Say whether budgets were given."""
    return not partners.files.table("budgets").empty


def label_of(by: _By, code: object) -> str:
    """Return what readers call a value of the column summed by."""
    if by.codes:
        return named(by.codes, code, by.unknown)
    return str(code) or by.unknown


def _agencies(count: int) -> str:
    return "one agency" if count == 1 else f"{number(count, unit='count')} agencies"


def against_budget(whole: pd.Series) -> str:
    """Say how spend compares with the budget; "" where it is not known."""
    if pd.isna(whole["over_gbp"]):
        return ""
    over = float(whole["over_gbp"])
    beside = "over" if over > 0 else "under"
    percent = number(abs(float(whole["over_percent"])), unit="percent")
    if over == 0:
        return f" and spend to {money(whole['spend_gbp'])}, as budgeted"
    return f" and spend to {money(whole['spend_gbp'])}, {money(abs(over))} ({percent}) {beside}"


def _is_forecast(partners: Partnership, year: str) -> bool:
    rows = partners.files.table("budgets")
    forecast = rows.loc[rows["financial_year"] == year, "is_forecast"]
    return bool(forecast.fillna(False).astype(bool).any())


def money_columns() -> tuple[Column, ...]:
    """Return the columns of a table of budget against spend."""
    return tuple(
        Column(head, numeric=True) for head in ("Budget", "Spend", "Difference", "Difference, %")
    )


def money_cells(row: pd.Series) -> tuple[str, ...]:
    """Return the cells of those columns."""
    amounts = (pounds(row[name]) for name in ("budget_gbp", "spend_gbp", "over_gbp"))
    return (*amounts, tenths(row["over_percent"], "percent"))


def _shown(found: pd.DataFrame, by: _By, year: str, whole: pd.Series) -> list[Shown]:
    rows = [("Total", whole)] + [
        (breakdown(**{by.column: capital(str(row[by.column])) if not by.codes else
                      str(row[by.column]) or "not_given"}), row)
        for _, row in found.iterrows()
    ]  # fmt: skip
    return [
        Shown(f"agency_{name}", year, key, float(row[name]), "percent" if "percent" in name else
              "gbp")
        for key, row in rows
        for name in ("budget_gbp", "spend_gbp", "over_gbp", "over_percent")
    ]  # fmt: skip
