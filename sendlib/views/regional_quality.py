"""How good the published data on a region's councils are: faults that touch this report."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures import placements
from sendlib.measures.region import Region
from sendlib.measures.regional_categories import RARE_RATE, RATES, RESIDENTIAL_SHARE
from sendlib.views.blocks import Callout, Column, Evidence, Statement, Table
from sendlib.views.formats import counted, listed, number
from sendlib.views.quality import MAX_ROWS, RULE_WORDS, figures_words

# every published column behind the figures of the report
FIELDS = frozenset(
    name
    for indicator in (*RATES.values(), RARE_RATE, RESIDENTIAL_SHARE, placements.RESIDENTIAL,
                      placements.RESIDENTIAL_52, placements.INDEPENDENT)
    for part in (indicator.count, indicator.denominator)
    if part is not None
    for name in part.fields
)  # fmt: skip
GROUP = ["area_code", "period", "rule", "effect"]


def regional_quality(findings: pd.DataFrame, region: Region) -> Statement:
    """Say how many faults the checks found, and how many touch the region's councils."""
    near = _near(findings, region)
    doubted = near[near["effect"] == "questioned"]
    text = (
        "The published files were checked before use. The checks found "
        f"{counted(len(findings), 'point', 'points')} in the files of all councils, "
        f"{number(len(near), unit='count')} of them about the figures of this report on the "
        f"councils of {region.place.inside}."
    )
    if len(doubted):
        names = listed(sorted({area_name(str(code)) for code in doubted["area_code"]}))
        verb = "figure is" if len(doubted) == 1 else "figures are"
        text += (
            f" {number(len(doubted), unit='count')} {verb} so doubtful as to be marked and left "
            f"out of sums: of {names}."
        )
    return Statement(text, "st-quality", evidence=Evidence(findings=findings))


def regional_findings(findings: pd.DataFrame, region: Region) -> Table | Callout:
    """Return the findings about figures of the report on the region's councils."""
    near = _near(findings, region)
    if near.empty:
        return Callout(
            "No fault found in the figures of this report",
            "The checks found nothing about the figures that this report uses of the councils of "
            f"{region.place.inside}. All other findings are in findings.csv.",
            "tab-findings",
        )
    order = near.assign(
        doubt=near["effect"] != "questioned", name=near["area_code"].map(area_name)
    ).sort_values(["doubt", "name", "source", "period", "field"])
    groups = list(order.groupby(GROUP, sort=False, dropna=False))
    rows = tuple(
        (
            str(same["name"].iloc[0]),
            str(same["period"].iloc[0]) or "all",
            RULE_WORDS[str(same["rule"].iloc[0])],
            figures_words(same),
            "marked, left out of sums" if not same["doubt"].iloc[0] else "note",
        )
        for _, same in groups[:MAX_ROWS]
    )
    more = len(groups) - len(rows)
    return Table(
        caption=f"Points found in the published data on the councils of {region.place.inside}",
        label="tab-findings",
        columns=(
            Column("Area"),
            Column("Period"),
            Column("What is wrong"),
            Column("Figures, by their published names"),
            Column("What was done"),
        ),
        rows=rows,
        notes=(
            *([f"Not shown: {number(more, unit='count')} more."] if more else []),
            "The whole list, for all councils, is findings.csv beside the report.",
        ),
    )


def _near(findings: pd.DataFrame, region: Region) -> pd.DataFrame:
    return findings[
        findings["area_code"].isin(region.members) & findings["field"].isin(FIELDS)
    ].reset_index(drop=True)
