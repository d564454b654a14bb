"""What services cost for each person they serve, and for each outcome they achieve."""

import pandas as pd

from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import counted, listed, money, number
from sendlib.views.local_open import (
    MISSING,
    Shown,
    breakdown,
    evidence,
    named,
    open_table,
    origin_of,
    pounds,
    whole,
)

FILES = ("services", "outcomes")
LARGEST = 3


def unit_cost_statement(partners: Partnership) -> Statement | Absent:
    """Say how many services there are, what they cost, and which cost most for each person."""
    label = "st-unit-cost"
    services = partners.services
    if services.empty:
        return Absent(label)
    cost = float(services["annual_cost_gbp"].sum(skipna=False))
    known = services.dropna(subset=["unit_cost_gbp"])
    count = counted(len(services), "service", "services")
    text = f"{partners.place.name} and its partners list {count}"
    text += "." if pd.isna(cost) else f" that cost {money(cost)} a year."
    if len(known):
        top = known.sort_values("unit_cost_gbp", ascending=False, kind="stable").head(LARGEST)
        words = [f"{row['service']} ({pounds(row['unit_cost_gbp'])})" for _, row in top.iterrows()]
        text += f" The dearest for each person they serve: {listed(words)}."
    return Statement(
        text, label,
        evidence=evidence(
            partners,
            [Shown("services_cost_gbp", _period(partners), "Total", cost, "gbp"),
             Shown("services_count", _period(partners), "Total", len(services), "count"),
             *_shown(partners)],
            FILES,
        ),
        origin=origin_of(partners),
    )  # fmt: skip


def unit_cost_table(partners: Partnership) -> Table | None:
    """Return each service's cost in a year and for each person, beside others of its level."""
    label = "tab-unit-cost"
    services = partners.services.dropna(subset=["annual_cost_gbp"])
    if services.empty:
        return None
    ordered = services.sort_values("annual_cost_gbp", ascending=False, kind="stable")
    return open_table(
        partners,
        caption="Cost of services, and for each person they serve",
        label=label,
        columns=(
            Column("Service"), Column("Level of need"), Column("Cost a year", numeric=True),
            Column("Served", numeric=True), Column("Cost a person", numeric=True),
            Column("Of the median", numeric=True),
        ),
        rows=[
            (
                str(row["service"]), named("levels", row["level"]), pounds(row["annual_cost_gbp"]),
                whole(row["caseload"]), pounds(row["unit_cost_gbp"]),
                _times(row["cost_ratio"]),
            )
            for _, row in ordered.iterrows()
        ],
        notes=(
            "Cost a person: the whole cost of a year, all agencies together, by the persons served "
            "now. Of the median: beside the median of services for the same level of need; "
            "services of one level do different things, so that a difference asks for a reason "
            "and proves nothing.",
        ),
        shown=_shown(partners),
        files=FILES[:1],
    )  # fmt: skip


def outcome_cost_table(partners: Partnership) -> Table | Absent | None:
    """Return what each service achieves, and what one outcome costs with its interval."""
    label = "tab-outcome-cost"
    services = partners.services
    if services.empty:
        return None
    if partners.outcomes.empty:
        return Absent(label)
    names = services.set_index(services["service_id"].astype(str))["service"]
    rows, shown = [], []
    for _, row in partners.outcomes.iterrows():
        service = str(names.get(str(row["service_id"]), row["service_id"]))
        rows.append(
            (
                service, str(row["measure"]), _of_target(row), pounds(row["outcome_cost_gbp"]),
                _between(row),
            )
        )  # fmt: skip
        key = breakdown(service=str(row["service_id"]), outcome=str(row["measure"]))
        shown += [
            Shown(
                "outcome_achieved_percent", str(row["period"]), key, row["achieved_percent"],
                "percent", row["lower_percent"], row["upper_percent"],
                _number(row["achieved"], row), _number(row["assessed"], row),
            ),
            Shown("outcome_target_percent", str(row["period"]), key, row["target_percent"],
                  "percent"),
            Shown("outcome_cost_gbp", str(row["period"]), key, row["outcome_cost_gbp"], "gbp",
                  row["lower_gbp"], row["upper_gbp"]),
        ]  # fmt: skip
    period = partners.outcomes["period"].astype(str).max().replace("-", "\N{EN DASH}")
    return open_table(
        partners,
        caption="What services achieve, and what one outcome costs",
        label=label,
        columns=(
            Column("Service"), Column("Outcome"), Column("Achieved, and target"),
            Column("Cost of one", numeric=True), Column("95% interval"),
        ),
        rows=rows,
        when=f"to {period}",
        notes=(
            "Cost of one: the cost for each person served, by the share of those assessed who "
            "achieved it. It takes those who were not assessed to do as well, and puts the whole "
            "cost on each outcome where a service has several.",
        ),
        shown=shown,
        files=FILES,
    )  # fmt: skip


def _times(ratio: float) -> str:
    return MISSING if pd.isna(ratio) else f"{number(ratio, unit='ratio')} times"


def _of_target(row: pd.Series) -> str:
    if pd.isna(row["achieved_percent"]):
        return MISSING
    achieved = number(row["achieved_percent"], unit="percent")
    if pd.isna(row["target_percent"]):
        return f"{achieved}, no target"
    beside = "met" if row["achieved_percent"] >= row["target_percent"] else "not met"
    return f"{achieved} of {number(row['target_percent'], unit='percent', places=0)}, {beside}"


def _between(row: pd.Series) -> str:
    if pd.isna(row["lower_gbp"]) or pd.isna(row["upper_gbp"]):
        return MISSING
    return f"{pounds(row['lower_gbp'])} to {pounds(row['upper_gbp'])}"


def _number(value: object, row: pd.Series) -> float:
    """Return a count for figures.csv, missing where the percentage is."""
    return float("nan") if pd.isna(row["achieved_percent"]) else float(value)  # type: ignore[arg-type]


def _period(partners: Partnership) -> str:
    return str(partners.as_of.year)


def _shown(partners: Partnership) -> list[Shown]:
    return [
        Shown(name, _period(partners), breakdown(service=str(row["service_id"])), row[column], unit)
        for _, row in partners.services.iterrows()
        for name, column, unit in (
            ("service_cost_gbp", "annual_cost_gbp", "gbp"),
            ("service_unit_cost_gbp", "unit_cost_gbp", "gbp"),
            ("service_cost_of_median_ratio", "cost_ratio", "ratio"),
        )
    ]
