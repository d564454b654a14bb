"""Objectives, priorities and commissioning intentions, each with the figure behind it."""

from dataclasses import replace
from functools import cache

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.measures.catalogue import INDICATORS
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.register import without_priority
from sendlib.measures.indicator import Indicator
from sendlib.measures.review import Review
from sendlib.views.blocks import Absent, Column, Evidence, Statement, Table
from sendlib.views.evidence import figures_of
from sendlib.views.formats import capital, counted, listed, money, number, shown, small, when
from sendlib.views.local_decisions import figure_words
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    month,
    named,
    open_table,
    origin_of,
    pounds,
    text_of,
)

PRIORITIES, INTENTIONS = ("priorities",), ("intentions",)
NOT_OF_THIS = "no figure of this report"


@cache
def indicators() -> dict[str, Indicator]:
    """Return the published indicators by the name that a priority gives."""
    return {one.measure: one for one in INDICATORS}


def priorities_statement(partners: Partnership) -> Statement | Absent:
    """Say how many priorities there are, and how many name a figure that this report has."""
    label = "st-priorities"
    priorities = partners.files.table("priorities")
    if priorities.empty:
        return Absent(label)
    known = int(priorities["indicator"].isin(list(indicators())).sum())
    objectives = priorities["objective"].nunique()
    text = f"The partnership has {counted(len(priorities), 'priority', 'priorities')}"
    if objectives:
        text += f" under {counted(objectives, 'strategic objective', 'strategic objectives')}"
    text += (
        f"; {number(float(known), unit='count')} of them are followed by a figure published for "
        "each council."
    )
    period = str(partners.as_of.year)
    counts = [
        Shown("priorities_count", period, "Total", float(len(priorities)), "count"),
        Shown("objectives_count", period, "Total", float(objectives), "count"),
        Shown("priorities_with_figure_count", period, "Total", float(known), "count"),
    ]
    return Statement(
        text, label, evidence=evidence(partners, counts, PRIORITIES), origin=origin_of(partners)
    )


def priorities_table(partners: Partnership, review: Review) -> Table | None:
    """Return each priority with its objective, reason, figure, target and lead."""
    label = "tab-priorities"
    priorities = partners.files.table("priorities")
    if priorities.empty:
        return None
    has_objective = priorities["objective"].notna().any()
    order = priorities.sort_values("objective", kind="stable") if has_objective else priorities
    made = open_table(
        partners,
        caption="Priorities and the figure each is followed by",
        label=label,
        columns=(
            Column("Priority"), *([Column("Objective")] if has_objective else []),
            Column("Reason given"), Column("Figure"), Column("Target and lead"),
        ),
        rows=[
            (
                f"{row['priority_id']}. {row['priority']}",
                *([text_of(row["objective"], "Not given")] if has_objective else []),
                text_of(row["reason"], "Not given"), capital(figure_of(row["indicator"], review)),
                _target(row),
            )
            for _, row in order.iterrows()
        ],
        notes=(
            "Priorities, reasons and targets are the council's words. A figure is the latest one "
            "published, with that of England.",
        ),
        files=PRIORITIES,
    )  # fmt: skip
    return _with_published(made, priorities["indicator"], review)


def intentions_statement(partners: Partnership) -> Statement | Absent:
    """Say how many intentions there are, what they are worth, and which serve no priority."""
    label = "st-intentions"
    intentions = partners.files.table("intentions")
    if intentions.empty:
        return Absent(label)
    value = float(intentions["annual_value_gbp"].sum(skipna=False))
    kinds = intentions["kind"].value_counts()
    told = [
        f"{number(float(count), unit='count')} to {small(named('intention_kinds', kind))}"
        for kind, count in kinds.items()
    ]
    text = f"The register has {counted(len(intentions), 'intention', 'intentions')}"
    text += f": {listed(told)}" if told else ""
    text += f"; together they are worth {money(value)} a year." if value == value else "."
    alone = without_priority(intentions)
    if len(alone):
        text += (
            f" {capital(counted(len(alone), 'intention serves', 'intentions serve'))} no priority."
        )
    return Statement(
        text, label, evidence=evidence(partners, _shown(partners), INTENTIONS),
        origin=origin_of(partners),
    )  # fmt: skip


def intentions_table(partners: Partnership, review: Review) -> Table | None:
    """Return each intention with the figure that justifies it, its value, months and lead."""
    label = "tab-intentions"
    intentions = partners.files.table("intentions")
    if intentions.empty:
        return None
    made = open_table(
        partners,
        caption="Commissioning intentions and the figure behind each",
        label=label,
        columns=(
            Column("Intention"), Column("Kind and lead"), Column("Figure behind it"),
            Column("Value a year", numeric=True), Column("From and to"),
        ),
        rows=[
            (
                f"{row['intention_id']}. {row['theme']}: {row['intention']}",
                "; ".join((named("intention_kinds", row["kind"]), _lead(row))),
                behind(row, partners, review),
                pounds(row["annual_value_gbp"]), _months(row),
            )
            for _, row in intentions.iterrows()
        ],
        notes=(
            "Figure behind it: that of the service it changes, and that of its priority. “Not "
            "given” means that neither is in the files.",
        ),
        shown=_shown(partners),
        files=(*INTENTIONS, "services", "outcomes"),
    )  # fmt: skip
    priorities = partners.files.table("priorities")
    own = priorities[priorities["priority_id"].isin(intentions["priority_id"])]
    return _with_published(made, own["indicator"], review)


def behind(row: pd.Series, partners: Partnership, review: Review) -> str:
    """Return the figures that stand behind an intention: of its service, and of its priority."""
    parts = []
    services = partners.services
    service = services[services["service_id"] == row["service_id"]]
    if len(service):
        parts.append(figure_words(service.iloc[0]))
    priorities = partners.files.table("priorities")
    priority = priorities[priorities["priority_id"] == row["priority_id"]]
    if len(priority):
        words = figure_of(priority["indicator"].iloc[0], review)
        parts += [words] if NOT_OF_THIS not in words and words != "none named" else []
        parts = parts or [f"priority {row['priority_id']}: {words}"]
    return capital("; ".join(parts)) or "Not given"


def figure_of(indicator: object, review: Review) -> str:
    """Return the latest published figure of an indicator that a priority names, beside England."""
    name = text_of(indicator)
    if not name:
        return "none named"
    known = indicators().get(name)
    if known is None:
        return f"{name.replace('_', ' ')}: {NOT_OF_THIS}"
    compared = review.compare(known)
    own, england = compared.own, compared.of(ENGLAND)
    if own is None or pd.isna(own["value"]):
        return f"{small(known.title)}: not published for this council"
    beside = ""
    if england is not None and pd.notna(england["value"]) and known.unit != "count":
        beside = f" (England {shown(england, known)})"
    return f"{small(known.title)} {shown(own, known)}{beside}, {when(str(own['period']), known)}"


def _with_published(made: Table, names: pd.Series, review: Review) -> Table:
    """Add the published figures that a table repeats to its evidence."""
    parts = [] if made.evidence.figures is None else [made.evidence.figures]
    for name in dict.fromkeys(names.dropna().astype(str)):
        known = indicators().get(name)
        if known is not None:
            compared = review.compare(known)
            values = compared.values
            of = values["area_code"].isin([review.place.area_code, ENGLAND])
            rows = values[of & (values["period"] == compared.latest)]
            parts.append(figures_of(rows, known, review.place))
    figures = pd.concat(parts, ignore_index=True) if parts else None
    return replace(made, evidence=Evidence(figures=figures), origin=made.origin)


def _target(row: pd.Series) -> str:
    lead = text_of(row["lead"], "no lead given")
    return f"{text_of(row['target'], 'No target given')}; {small(lead)}"


def _lead(row: pd.Series) -> str:
    return small(named("agencies", row["lead_agency"], "no lead given"))


def _months(row: pd.Series) -> str:
    return f"{month(row['start_date'])} to {month(row['end_date'])}"


def _shown(partners: Partnership) -> list[Shown]:
    intentions, period = partners.files.table("intentions"), str(partners.as_of.year)
    rows = [
        Shown(
            "intention_value_gbp", period, breakdown(intention=str(row["intention_id"])),
            row["annual_value_gbp"], "gbp",
        )
        for _, row in intentions.iterrows()
    ]  # fmt: skip
    value = float(intentions["annual_value_gbp"].sum(skipna=False))
    return [
        *rows,
        Shown("intention_value_gbp", period, "Total", value, "gbp"),
        Shown("intentions_count", period, "Total", float(len(intentions)), "count"),
    ]
