"""What publishers say about their own figures: known gaps, and corrections after publication.

From the data guidance inside each release of “Education, health and care plans” (DfE). A known gap
is no fault: what the rules find there is a note. A correction names the wrong figure, so that an
edition without it is not questioned.
"""

from dataclasses import dataclass

import pandas as pd

from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import Grid

# rules whose findings a known gap explains
EXPLAINED = ("parts_total", "areas_total", "percentage", "jump", "missing_breakdown")


@dataclass(frozen=True)
class Note:
    """A gap the publisher states: which councils and periods of which datasets, and the words."""

    datasets: tuple[str, ...]
    areas: tuple[str, ...]
    period: str
    text: str


@dataclass(frozen=True)
class Correction:
    """A figure the publisher has since called wrong, and what it should have been."""

    dataset: str
    area_code: str
    period: str
    field: str
    wrong: float
    right: str


_GUIDANCE = "data guidance of the 2025 release"
_PLACED = ("residential", "personal_budgets", "work_based")
NOTES = (
    Note(("caseload",), ("204", "874"), "2024",
         f"only the total was returned ({_GUIDANCE}, caseload, note 5)"),
    Note(("caseload", *_PLACED), ("873", "812"), "2025",
         f"placements of many plans were not returned ({_GUIDANCE}, caseload, note 1)"),
    Note(("new_plans", "needs_new_plans"), ("873", "812"), "2024",
         f"placements of many plans were not returned ({_GUIDANCE}, new plans, note 1)"),
    Note(("new_plans", "assessments"), ("384",), "2022",
         f"only aggregate figures were returned ({_GUIDANCE}, new plans, note 4)"),
    Note(("needs_new_plans",), ("936",), "2024",
         f"amended totals without characteristics ({_GUIDANCE}, needs of new plans, note 1)"),
    Note(("timeliness",), ("838", "201"), "2024",
         f"all new plans were classed as exceptions ({_GUIDANCE}, timeliness, note 1)"),
    Note(("annual_reviews",), ("890", "870"), "2024",
         f"reviews were not returned ({_GUIDANCE}, annual reviews, note 1)"),
    Note(("annual_reviews",), ("320", "936", "317", "919", "879"), "2024",
         f"suppressed until checked ({_GUIDANCE}, annual reviews, note 1)"),
)  # fmt: skip
# Surrey's needs: only the missing breakdown is stated, its totals are meant to be right
BREAKDOWN_NOTES = (
    Note(("needs",), ("936",), "2025",
         f"amended totals without characteristics ({_GUIDANCE}, needs, note 2)"),
)  # fmt: skip
_ST_HELENS = "107, the council's correction (data guidance of the 2022 release, file 05, note 2)"
_MEDWAY = "{}, the council's correction (data guidance of the 2022 release, file 05, note 4)"
CORRECTIONS = (
    Correction("management", "342", "2021", "AssRefusedEHC", 0, _ST_HELENS),
    Correction("requests", "342", "2021", "requests_decided_not_to_assess", 0, _ST_HELENS),
    Correction("management", "887", "2021", "AssnoneEHC", 223, _MEDWAY.format("16")),
    Correction("assessments", "887", "2021", "assess_not_issued", 223, _MEDWAY.format("16")),
    Correction("management", "887", "2021", "AssnoneEHC_pc", 42.4, _MEDWAY.format("5.0")),
    Correction("management", "887", "2021", "NewallEHC_AssnoneEHC_sum", 526,
               _MEDWAY.format("319")),
    Correction("management", "887", "2021", "NewallEHC_pc", 57.6, _MEDWAY.format("95.0")),
)  # fmt: skip


def with_notes(found: pd.DataFrame) -> tuple[pd.DataFrame, set[tuple[str, str, str]]]:
    """Turn what a known gap explains into notes, in the publisher's words.

    Returns:
        The faults, and every dataset, period and area that has a known gap.
    """
    table = found.copy()
    gaps: set[tuple[str, str, str]] = set()
    for notes, rules in ((NOTES, EXPLAINED), (BREAKDOWN_NOTES, ("missing_breakdown",))):
        for note in notes:
            gaps |= {
                (dataset, note.period, area) for dataset in note.datasets for area in note.areas
            }
            here = (
                table["dataset"].isin(note.datasets)
                & table["area_code"].isin(note.areas)
                & (table["period"] == note.period)
                & table["rule"].isin(rules)
            )
            table.loc[here, "effect"] = "note"
            table.loc[here, "expected"] += f"; known: {note.text}"
    return table, gaps


def corrected(grids: dict[str, Grid]) -> pd.DataFrame:
    """Return the figures that their publisher has called wrong, where they still stand."""
    found = []
    for item in CORRECTIONS:
        grid = grids.get(item.dataset)
        if grid is None or item.field not in grid.values:
            continue
        totals = grid.totals
        values = totals.values[item.field]
        here = (totals.rows["area_code"] == item.area_code) & (totals.rows["period"] == item.period)
        found.append(
            faults(
                totals,
                here & ((values - item.wrong).abs() < 0.05),
                field=item.field,
                rule="jump",
                found=values,
                expected=item.right,
                gap=values,
            )
        )
    return joined(found)
