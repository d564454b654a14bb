"""How good the data are: the faults found in the published files that touch this report."""

import pandas as pd

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.place import Place
from sendlib.views.blocks import Callout, Column, Evidence, Statement, Table
from sendlib.views.formats import number

RULE_WORDS = {
    "parts_total": "parts do not add up to their total",
    "areas_total": "areas do not add up to the region or England",
    "percentage": "percentage does not follow from its counts",
    "repeated_value": "same value repeated where it should differ",
    "code_name": "area code and name do not belong together",
    "jump": "far outside the area's own history",
    "missing_breakdown": "breakdown missing",
    "flow_residual": "new and ceased plans do not explain the change",
    "mislabelled": "column or measure holds something else than its name says",
    "schema": "column repeated, renamed or misspelt",
}
MAX_ROWS = 40


def local_findings(findings: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the findings about the council, its region, its neighbours or England."""
    near = {place.area_code, place.region, ENGLAND, *place.neighbours, *place.own}
    return findings[findings["area_code"].isin(near)].reset_index(drop=True)


def quality_statement(findings: pd.DataFrame, place: Place) -> Statement:
    """Say how many faults the checks found, and how many touch the council."""
    questioned = findings[findings["effect"] == "questioned"]
    own = findings[findings["area_code"] == place.area_code]
    doubted = own[own["effect"] == "questioned"]
    text = (
        f"The published files were checked before use. The checks found "
        f"{number(len(findings), unit='count')} points in the files of all councils, and "
        f"{number(len(questioned), unit='count')} figures so doubtful that they are marked and not "
        f"compared. Of those, {number(len(doubted), unit='count')} are about {place.name} itself, "
        f"where there are {number(len(own), unit='count')} points in all."
    )
    return Statement(text, "st-quality", evidence=Evidence(findings=findings))


def findings_table(findings: pd.DataFrame, place: Place) -> Table | Callout:
    """Return the findings that touch the council, the doubtful figures first."""
    near = local_findings(findings, place)
    if near.empty:
        return Callout(
            "No fault found near home",
            f"The checks found nothing about {place.name}, its region, its statistical neighbours "
            "or England. Findings about other councils are in findings.csv.",
            "tab-findings",
        )
    rank = {place.area_code: 0, place.region: 1, ENGLAND: 2}
    order = near.assign(
        doubt=near["effect"] != "questioned",
        near=near["area_code"].map(lambda code: rank.get(str(code), 3)),
    ).sort_values(["doubt", "near", "source", "period", "field"])
    rows = tuple(
        (
            _name(str(row.area_code)),
            str(row.period) or "all",
            str(row.field),
            RULE_WORDS[str(row.rule)],
            str(row.found) or "not given",
            str(row.expected) or "not given",
            "marked, not compared" if row.effect == "questioned" else "note",
        )
        for row in order.head(MAX_ROWS).itertuples()
    )
    more = len(near) - len(rows)
    return Table(
        caption=f"Points found in the published data near {place.name}",
        label="tab-findings",
        columns=(
            Column("Area"), Column("Period"), Column("Field as published"), Column("What is wrong"),
            Column("Found"), Column("Expected"), Column("What was done"),
        ),
        rows=rows,
        notes=(
            *([f"{more} further points are in findings.csv."] if more else []),
            "The whole list, for all councils, is findings.csv beside the report.",
        ),
    )  # fmt: skip


def _name(code: str) -> str:
    try:
        return area_name(code)
    except KeyError:
        return code or "several"
