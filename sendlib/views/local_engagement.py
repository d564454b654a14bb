"""Whom the partners asked, when and about what; what was said, and what was done."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.commissioning.cycle import STAGES
from sendlib.measures.commissioning.engagement import (
    MONTHS,
    coverage_by_group,
    said_and_done,
    stages_without,
)
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Absent, Column, Statement, Table
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
    text_of,
    whole,
)

FILES = ("engagement",)
# those without whom the law has no decision taken
FAMILIES = ("children_young_people", "parent_carers")
GROUPS = tuple(one for one in code_sets()["participants"] if one != "other")
NO_ANSWER = "No response given"


def engagement_statement(partners: Partnership) -> Statement | Absent:
    """Say how often families took part, who was not asked, and what has no response."""
    label = "st-engagement"
    engagement = partners.files.table("engagement")
    if engagement.empty:
        return Absent(label)
    found = _found(partners)
    families = found[found["participants"].isin(FAMILIES)]
    said = said_and_done(engagement, as_of=partners.as_of)
    silent = int(said["response"].isna().sum())
    text = (
        f"In the {MONTHS} months to {month(partners.as_of)}, the file has "
        f"{counted(int(found['activities'].sum()), 'activity', 'activities')}, "
        f"{number(float(families['activities'].sum()), unit='count')} of them with children, young "
        "people, parents or carers."
    )
    missing = [
        small(named("participants", one)) for one in found.loc[found["is_gap"], "participants"]
    ]
    if missing:
        text += f" Nobody asked {listed(missing)}."
    if len(said):
        text += (
            f" {capital(counted(len(said), 'finding', 'findings'))}: "
            f"{number(float(len(said) - silent), unit='count')} with a response, "
            f"{number(float(silent), unit='count')} without."
        )
    return Statement(
        text, label, evidence=evidence(partners, _shown(partners), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def engagement_table(partners: Partnership) -> Table | None:
    """Return each group with its activities, attendance, stages of the cycle and latest month."""
    label = "tab-engagement"
    if partners.files.table("engagement").empty:
        return None
    found = _found(partners)
    has_stages = partners.files.table("engagement")["stage"].notna().any()
    return open_table(
        partners,
        caption="Who took part",
        label=label,
        columns=(
            Column("Group"), Column("Activities", numeric=True), Column("Attended", numeric=True),
            *([Column("Stages of the cycle")] if has_stages else []), Column("Latest"),
        ),
        rows=[
            (
                named("participants", row["participants"]), whole(row["activities"]),
                whole(row["attended"]), *([_stages(row)] if has_stages else []),
                "Gap: not asked" if row["is_gap"] else month(row["latest"]),
            )
            for _, row in found.iterrows()
        ],
        when=f"{MONTHS} months to {month(partners.as_of)}",
        notes=("Attended: the same person may have come more than once.",),
        shown=_shown(partners),
        files=FILES,
    )  # fmt: skip


def you_said_table(partners: Partnership) -> Table | None:
    """Return what was said and what was done, with the priority that it informed."""
    label = "tab-you-said"
    said = said_and_done(partners.files.table("engagement"), as_of=partners.as_of)
    if said.empty:
        return None
    priorities = partners.files.table("priorities")
    names = dict(zip(priorities["priority_id"], priorities["priority"], strict=True))
    return open_table(
        partners,
        caption="You said, we did",
        label=label,
        columns=(
            Column("Theme"), Column("Who said it, and when"), Column("You said"), Column("We did"),
            Column("Priority"),
        ),
        rows=[
            (
                text_of(row["theme"], "Not given"),
                f"{named('participants', row['participants'])}, {month(row['date'])}",
                str(row["finding"]), text_of(row["response"], NO_ANSWER),
                text_of(names.get(row["priority_id"]), text_of(row["priority_id"], "Not given")),
            )
            for _, row in said.iterrows()
        ],
        when=f"{MONTHS} months to {month(partners.as_of)}",
        notes=("Findings and responses are the council's words.",),
        files=FILES,
    )  # fmt: skip


def engagement_points(partners: Partnership) -> list[KeyPoint]:
    """Return what the record says to those who decide: families not asked, or not answered."""
    engagement = partners.files.table("engagement")
    if engagement.empty:
        return []
    found, figures = _found(partners), ("tab-engagement", "st-engagement")
    points = []
    gaps = [one for one in found.loc[found["is_gap"], "participants"] if one in FAMILIES]
    if gaps:
        who = listed(small(named("participants", one)) for one in gaps)
        points.append(
            KeyPoint(
                "commissioning", f"The record has no activity with {who} in {MONTHS} months.",
                f"Agree with {who} how they take part at each stage, before the next decision.",
                figures, 0.65, origin_of(partners),
            )
        )  # fmt: skip
    absent = {one: stages_without(found, one, STAGES) for one in FAMILIES}
    told = [
        f"{small(named('participants', one))} ({listed(stages)})"
        for one, stages in absent.items()
        if stages
    ]
    if told:
        points.append(
            KeyPoint(
                "commissioning",
                f"Stages of the cycle without a recorded part of families: {listed(told)}.",
                "Plan how families take part in these stages.",
                figures, 0.4, origin_of(partners),
            )
        )  # fmt: skip
    said = said_and_done(engagement, as_of=partners.as_of)
    silent = int(said["response"].isna().sum())
    if silent:
        points.append(
            KeyPoint(
                "commissioning",
                f"{capital(counted(silent, 'finding', 'findings'))} of {len(said):,} from "
                "engagement have no recorded response.",
                "Tell those who took part what was done, or why nothing was.",
                ("tab-you-said", "st-engagement"), 0.4, origin_of(partners),
            )
        )  # fmt: skip
    return points


def _found(partners: Partnership) -> pd.DataFrame:
    return coverage_by_group(
        partners.files.table("engagement"), groups=GROUPS, as_of=partners.as_of
    )


def _stages(row: pd.Series) -> str:
    there = [stage for stage in STAGES if stage in row["stages"]]
    return capital(listed(there)) if there else "Nothing recorded"


def _shown(partners: Partnership) -> list[Shown]:
    found, period = _found(partners), str(partners.as_of.year)
    rows = [
        Shown(name, period, breakdown(participants=str(row["participants"])), row[column], "count")
        for _, row in found.iterrows()
        for name, column in (
            ("engagement_activities_count", "activities"),
            ("engagement_attended_count", "attended"),
        )
    ]
    said = said_and_done(partners.files.table("engagement"), as_of=partners.as_of)
    silent = float(said["response"].isna().sum())
    total = float(found["activities"].sum())
    return [
        *rows,
        Shown("engagement_activities_count", period, "Total", total, "count"),
        Shown("engagement_findings_count", period, "Total", float(len(said)), "count"),
        Shown("engagement_without_response_count", period, "Total", silent, "count"),
    ]
