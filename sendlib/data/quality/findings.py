"""All faults of published data: every rule on every dataset, one finding per figure."""

from collections.abc import Mapping

import pandas as pd

from sendlib.contracts.tables import FINDING_COLUMNS, FINDING_EFFECTS
from sendlib.data.quality.agreement import disagreements
from sendlib.data.quality.breakdowns import missing_breakdowns, missing_totals
from sendlib.data.quality.coherence import incoherent_plans
from sendlib.data.quality.explained import without_explained
from sendlib.data.quality.faults import joined
from sendlib.data.quality.flows import flow_residuals, too_few_ceased
from sendlib.data.quality.grid import TOTAL, Grid, grid_of
from sendlib.data.quality.hierarchy import areas_totals
from sendlib.data.quality.inheritance import carried, inherited
from sendlib.data.quality.jumps import jumps
from sendlib.data.quality.labels import moved_bands, negative_counts, other_measures
from sendlib.data.quality.notes import corrected, with_notes
from sendlib.data.quality.repeats import repeated_rows, repeated_totals
from sendlib.data.quality.shares import percentages
from sendlib.data.quality.sums import breakdown_sums, field_sums
from sendlib.data.quality.unrecorded import nothing_recorded

# of several rules that name a figure, the first tells most about what is wrong with it
ORDER = (
    "repeated_value", "mislabelled", "parts_total", "areas_total", "percentage", "flow_residual",
    "jump", "missing_breakdown", "code_name", "schema",
)  # fmt: skip
FIGURE = ["source", "area_code", "period", "field"]


def find_faults(facts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the faults of published data: one row per source, area, period and field.

    `questioned`: the figure cannot be trusted. `note`: worth knowing, the figure stands; so are
    gaps that the publisher states, faults that a region or England takes over from a council, and
    gaps too slight to matter. A fault in a breakdown is reported for its field; one that concerns
    a breakdown's labels alone has the topic as its field.

    Args:
        facts: dataset name to facts.

    Returns:
        FINDING_COLUMNS, ordered by FIGURE.
    """
    grids = {name: grid_of(table, dataset=name) for name, table in facts.items() if len(table)}
    found = [fault for grid in grids.values() for fault in _of_one(grid)]
    found += [
        disagreements(grids), flow_residuals(grids), moved_bands(grids), other_measures(grids),
        too_few_ceased(grids), incoherent_plans(grids),
    ]  # fmt: skip
    table = _without_consequences(without_explained(joined(found), grids))
    table = joined([table, corrected(grids)])
    table = joined([table, carried(table, grids)])
    noted, gaps = with_notes(table)
    return _merged(inherited(noted, gaps))


def _of_one(grid: Grid) -> list[pd.DataFrame]:
    totals, additive = areas_totals(grid)
    return [
        totals,
        repeated_totals(grid, additive=additive),
        repeated_rows(grid),
        field_sums(grid),
        breakdown_sums(grid, additive=additive),
        negative_counts(grid),
        percentages(grid),
        jumps(grid, additive=additive),
        nothing_recorded(grid),
        missing_breakdowns(grid, additive=additive),
        missing_totals(grid, additive=additive),
    ]


def _without_consequences(found: pd.DataFrame) -> pd.DataFrame:
    """Leave out residuals of stocks whose flow is the figure at fault."""
    flows = found[
        (found["rule"] == "repeated_value") & found["dataset"].isin(["new_plans", "ceased"])
    ]
    follows = {
        (str(area), str(int(period[:4]) + 1))
        for area, period in zip(flows["area_code"], flows["period"], strict=True)
    }
    residual = (found["rule"] == "flow_residual") & (found["dataset"] == "caseload")
    keys = zip(found["area_code"], found["period"], strict=True)
    follow = pd.Series([key in follows for key in keys], index=found.index, dtype=bool)
    return found[~(residual & follow)]


def _merged(found: pd.DataFrame) -> pd.DataFrame:
    """Keep one fault per figure: the questioned before notes, then by ORDER, totals first."""
    ranked = found.assign(
        effect_rank=found["effect"].map(FINDING_EFFECTS.index),
        rule_rank=found["rule"].map(ORDER.index),
        part=found["breakdown_topic"] != TOTAL,
    ).sort_values(
        [*FIGURE, "effect_rank", "rule_rank", "part", "breakdown_topic", "breakdown", "expected"]
    )
    return ranked.drop_duplicates(FIGURE)[FINDING_COLUMNS].reset_index(drop=True)
