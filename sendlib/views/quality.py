"""How good the data are: the faults found in the published files that touch this report."""

import pandas as pd

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.catalogue import FIELDS
from sendlib.measures.place import Place
from sendlib.views.blocks import Callout, Column, Evidence, Statement, Table
from sendlib.views.formats import counted, number

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
MAX_ROWS = 30
MAX_FIGURES = 2
# what findings share that are told in one row
GROUP = ["area_code", "period", "rule", "effect"]


def local_findings(findings: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the findings about the council, its region, its neighbours or England."""
    near = {place.area_code, place.region, ENGLAND, *place.neighbours, *place.own}
    return findings[findings["area_code"].isin(near)].reset_index(drop=True)


def quality_statement(findings: pd.DataFrame, place: Place) -> Statement:
    """Say how many faults the checks found, and how many touch the council."""
    questioned = findings[findings["effect"] == "questioned"]
    used = findings["field"].isin(FIELDS)
    own = findings[(findings["area_code"] == place.area_code) & used]
    doubted = own[own["effect"] == "questioned"]
    if findings.empty:
        text = "The published files were checked before use, and the checks found no fault."
        return Statement(text, "st-quality")
    text = (
        "The published files were checked before use. The checks found "
        f"{counted(len(findings), 'point', 'points')} in the files of all councils; "
        f"{counted(len(questioned), 'figure is', 'figures are')} so doubtful as to be marked and "
        f"not compared. About the figures of {place.inside} that this report uses there "
        f"{_are(len(own), 'point')}, {number(len(doubted), unit='count')} of them so doubtful."
    )
    return Statement(text, "st-quality", evidence=Evidence(findings=findings))


def _are(amount: int, noun: str) -> str:
    return f"{'is' if amount == 1 else 'are'} {counted(amount, noun, f'{noun}s')}"


def findings_table(findings: pd.DataFrame, place: Place) -> Table | Callout:
    """Return the findings about figures of the report near the council, doubtful ones first."""
    around = local_findings(findings, place)
    near = around[around["field"].isin(FIELDS)]
    unused = len(around) - len(near)
    if near.empty:
        return Callout(
            "No fault found in the figures of this report",
            f"The checks found nothing about the figures that this report uses of {place.inside}, "
            "its region, its statistical neighbours and England. All other findings are in "
            "findings.csv.",
            "tab-findings",
        )
    rank = {place.area_code: 0, place.region: 1, ENGLAND: 2}
    order = near.assign(
        doubt=near["effect"] != "questioned",
        near=near["area_code"].map(lambda code: rank.get(str(code), 3)),
    ).sort_values(["doubt", "near", "source", "period", "field"])
    groups = list(order.groupby(GROUP, sort=False, dropna=False))
    rows = tuple(
        (
            _name(str(same["area_code"].iloc[0])),
            _text(same["period"].iloc[0], "all"),
            RULE_WORDS[str(same["rule"].iloc[0])],
            figures_words(same),
            "marked, not compared" if same["effect"].iloc[0] == "questioned" else "note",
        )
        for _, same in groups[:MAX_ROWS]
    )
    more = len(groups) - len(rows)
    return Table(
        caption=f"Points found in the published data near {place.name}",
        label="tab-findings",
        columns=(
            Column("Area"), Column("Period"), Column("What is wrong"),
            Column("Figures, by their published names"), Column("What was done"),
        ),
        rows=rows,
        notes=(
            *([f"Not shown: {number(more, unit='count')} more."] if more else []),
            *([f"About figures that this report does not use: {number(unused, unit='count')} "
               "further points."] if unused else []),
            "The whole list, for all councils, is findings.csv beside the report.",
        ),
    )  # fmt: skip


def figures_words(same: pd.DataFrame) -> str:
    """Return the figures of one fault: name, what was found and expected; the first few of many."""
    told = [
        f"{str(row['field']).replace('_', ' ')}: {_text(row['found'], 'no figure')}, expected "
        f"{_text(row['expected'], 'another')}"
        for _, row in same.head(MAX_FIGURES).iterrows()
    ]
    more = len(same) - len(told)
    return "; ".join([*told, *([f"and {counted(more, 'more', 'more')}"] if more else [])])


def _text(cell: object, otherwise: str) -> str:
    return otherwise if pd.isna(cell) or cell == "" else str(cell)  # type: ignore[call-overload]


def _name(code: str) -> str:
    try:
        return area_name(code)
    except KeyError:
        return code or "several"
