"""What stated rules point to for each service, with the figures that made them."""

import pandas as pd

from sendlib.measures.commissioning import decisions
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.params.commissioning import DecisionRules
from sendlib.views.blocks import Absent, Column, Prose, Statement, Table
from sendlib.views.formats import capital, counted, listed, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    month,
    named,
    open_table,
    origin_of,
    tenths,
)

FILES = ("services", "outcomes")
WORDS = {
    decisions.DECOMMISSION: "Decommission",
    decisions.DIFFERENTLY: "Commission differently",
    decisions.COMMISSION: "Commission more",
    decisions.REVIEW: "Not enough figures",
    decisions.CONTINUE: "Keep as it is",
}
_NAMED_MOST = 4


def decision_statement(partners: Partnership) -> Statement | Absent:
    """Say how many services the rules would change, and how many contracts end soon."""
    label = "st-decisions"
    services = partners.services
    if services.empty:
        return Absent(label)
    counts = services["decision"].value_counts()
    parts = [
        f"{small(WORDS[one])} for {number(float(counts[one]), unit='count')}"
        for one in decisions.ORDER
        if one in counts
    ]
    text = (
        f"Of {counted(len(services), 'service', 'services')}, the rules point to {listed(parts)}."
    )
    soon = int(services["ends_soon"].sum())
    if soon:
        months = counted(partners.rules.months_before_end, "month", "months")
        text += (
            f" {capital(counted(soon, 'contract has', 'contracts have'))} ended or "
            f"{'ends' if soon == 1 else 'end'} within {months}."
        )
    return Statement(
        text, label, evidence=evidence(partners, _shown(partners), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def rules_prose(partners: Partnership) -> Prose | None:
    """Say the rules in words, with the limits as the params file has them."""
    if partners.services.empty:
        return None
    rules = partners.rules
    return Prose(
        "decision-rules",
        (
            "The rules read the figures of each service in the same way. They point to a "
            "question; the decision is the partners', with families, and rests on more than "
            "figures.",
        ),
        (
            f"Decommission: used below {_percent(rules.low_use_percent)} of capacity, outcomes "
            f"{_points(rules)}, and no long wait.",
            f"Commission differently: outcomes {_points(rules)}; or a cost a person of "
            f"{number(rules.high_cost_ratio, unit='ratio')} times the median of its level or more "
            "without outcomes that are met; or a median wait of more than "
            f"{_weeks(rules)} though it is not full; or used below "
            f"{_percent(rules.low_use_percent)}.",
            f"Commission more: used above {_percent(rules.high_use_percent)} of capacity, and none "
            "of the above.",
            "Keep as it is: none of these. Not enough figures: neither use nor outcomes are known.",
            "A contract is told of when it ends within "
            f"{counted(rules.months_before_end, 'month', 'months')} of "
            f"{month(partners.as_of)}.",
        ),
    )


def decision_table(partners: Partnership) -> Table | None:
    """Return each service with what the rules point to, its figures, and what the register says."""
    label = "tab-decisions"
    services = partners.services
    if services.empty:
        return None
    rank = services["decision"].map({one: at for at, one in enumerate(decisions.ORDER)})
    order = services.assign(rank=rank).sort_values(
        ["rank", "annual_cost_gbp"], ascending=[True, False], kind="stable"
    )
    register = _register(partners)
    return open_table(
        partners,
        caption="What the rules point to for each service",
        label=label,
        columns=(
            Column("Service"), Column("The rules point to"), Column("Used", numeric=True),
            Column("Median wait (weeks)", numeric=True), Column("Outcomes, and target"),
            Column("Cost, of the median", numeric=True), Column("Contract ends"),
            Column("In the register"),
        ),
        rows=[
            (
                str(row["service"]), WORDS[str(row["decision"])], *_figures(row), _end(row),
                register.get(str(row["service_id"]), "Not there"),
            )
            for _, row in order.iterrows()
        ],
        notes=(
            "Used: persons served, of capacity. Outcomes: achieved of those assessed, all outcomes "
            "of a service pooled, beside the target. Cost, of the median: cost a person beside the "
            "median of services at the same level. In the register: what the council's intentions "
            "say of the service.",
        ),
        shown=_shown(partners),
        files=FILES,
    )  # fmt: skip


def decision_points(partners: Partnership) -> list[KeyPoint]:
    """Return what the rules put to those who decide: a point per kind of change."""
    services = partners.services
    points = []
    for kind, weight, ask in (
        (decisions.DECOMMISSION, 0.6, "Decide with families whether to end {}."),
        (decisions.DIFFERENTLY, 0.7, "Look at {} first, and decide whether to buy them anew."),
        (decisions.COMMISSION, 0.65, "Decide whether to add capacity to {}, and who pays for it."),
    ):  # fmt: skip
        found = services[services["decision"] == kind] if len(services) else services
        if found.empty:
            continue
        top = found.sort_values("annual_cost_gbp", ascending=False, kind="stable").iloc[0]
        costliest = f"{len(found)} services; the costliest is " if len(found) > 1 else ""
        points.append(
            KeyPoint(
                "commissioning",
                f"The rules point to “{small(WORDS[kind])}” for {costliest}"
                f"{top['service']}: {small(figure_words(top))}.",
                ask.format(_names(found)),
                ("tab-decisions", "st-decisions"), weight, origin_of(partners),
            )
        )  # fmt: skip
    return points


def figure_words(row: pd.Series) -> str:
    """Return the figures of a service on which its decision rests, those that are known."""
    parts = []
    if pd.notna(row["use_percent"]):
        parts.append(f"used {_percent(row['use_percent'])}")
    if pd.notna(row["median_wait_weeks"]):
        parts.append(f"median wait {tenths(row['median_wait_weeks'])} weeks")
    if pd.notna(row["achieved_percent"]):
        parts.append(
            f"outcomes {_percent(row['achieved_percent'])} of a target of "
            f"{_percent(row['target_percent'])}"
        )
    if pd.notna(row["cost_ratio"]):
        parts.append(f"cost a person {number(row['cost_ratio'], unit='ratio')} times the median")
    return capital("; ".join(parts)) or "Not given"


def _figures(row: pd.Series) -> tuple[str, str, str, str]:
    """Return use, wait, outcomes beside their target, and cost beside the median."""
    outcomes = ""
    if pd.notna(row["achieved_percent"]):
        outcomes = f"{_percent(row['achieved_percent'])} of {_percent(row['target_percent'])}"
    return (
        "[x]" if pd.isna(row["use_percent"]) else _percent(row["use_percent"]),
        "[x]" if pd.isna(row["median_wait_weeks"]) else tenths(row["median_wait_weeks"]),
        outcomes or "[x]",
        "[x]" if pd.isna(row["cost_ratio"]) else number(float(row["cost_ratio"]), unit="ratio"),
    )


def _names(found: pd.DataFrame) -> str:
    order = found.sort_values("annual_cost_gbp", ascending=False, kind="stable")
    names = [str(name) for name in order["service"].head(_NAMED_MOST)]
    more = len(found) - len(names)
    return listed([*names, f"{counted(more, 'other', 'others')}"] if more else names)


def _end(row: pd.Series) -> str:
    if pd.isna(row["contract_end"]):
        return month(None)
    words = month(row["contract_end"])
    return f"{words}, decide now" if row["ends_soon"] else words


def _register(partners: Partnership) -> dict[str, str]:
    found: dict[str, str] = {}
    intentions = partners.files.table("intentions").dropna(subset=["service_id"])
    for _, row in intentions.iterrows():
        words = f"{row['intention_id']}: {small(named('intention_kinds', row['kind'], 'no kind'))}"
        code = str(row["service_id"])
        found[code] = f"{found[code]}; {words}" if code in found else words
    return found


def _percent(value: float) -> str:
    return number(float(value), unit="percent", places=0)


def _points(rules: DecisionRules) -> str:
    points = number(rules.outcome_points, unit="count")
    return f"{points} points or more below target" if rules.outcome_points else "below target"


def _weeks(rules: DecisionRules) -> str:
    return f"{number(rules.long_wait_weeks, unit='count')} weeks"


def _shown(partners: Partnership) -> list[Shown]:
    period = str(partners.as_of.year)
    rows = [
        Shown(name, period, breakdown(service=str(row["service_id"])), row[column], unit)
        for _, row in partners.services.iterrows()
        for name, column, unit in (
            ("service_use_percent", "use_percent", "percent"),
            ("service_wait_weeks", "median_wait_weeks", "weeks"),
            ("service_achieved_percent", "achieved_percent", "percent"),
            ("service_target_percent", "target_percent", "percent"),
            ("service_cost_of_median_ratio", "cost_ratio", "ratio"),
        )
    ]
    counts = partners.services["decision"].value_counts()
    for kind in decisions.ORDER:
        key = breakdown(decision=kind)
        rows.append(Shown("services_count", period, key, float(counts.get(kind, 0)), "count"))
    soon = float(partners.services["ends_soon"].sum())
    rows.append(Shown("contracts_ending_count", period, "Total", soon, "count"))
    return rows
