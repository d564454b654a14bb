"""What one fault means for other figures: for its region, for England, for other publications."""

from typing import Any

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.data.quality.catalogue import SAME
from sendlib.data.quality.faults import joined
from sendlib.data.quality.grid import Grid, level_of, region_of

KEY = ["dataset", "period", "field"]
# a gap of this share of its figure does not change what the figure says
SLIGHT = 0.001
# how closely the gaps of councils must account for the gap of their region
CLOSE, ROUGH = 0.02, 0.25
# faults that lie in the figure itself, so that the same figure elsewhere has them too
CARRIED = ("jump", "flow_residual", "missing_breakdown")
# faults that a region takes over from its councils
TAKEN_OVER = ("parts_total", "areas_total", "percentage", "missing_breakdown")


def inherited(found: pd.DataFrame, gaps: set[tuple[str, str, str]]) -> pd.DataFrame:
    """Turn the faults of regions and England that lie in a council into notes.

    A region that is not the sum of its councils because a total was copied to each of them is
    itself right, and left out. Gaps too slight to matter become notes.

    Args:
        found: faults.
        gaps: dataset, period and area of every known gap.
    """
    table = found.copy()
    level = table["area_code"].map(level_of)
    upper = level.isin(["region", "england"])
    copied = table[(table["rule"] == "repeated_value")][[*KEY, "area_code"]]
    copies = {(*key, region_of(str(area))) for *key, area in copied.itertuples(index=False)}
    keys = list(zip(*(table[name] for name in [*KEY, "area_code"]), strict=True))
    right = upper & (table["rule"] == "areas_total") & pd.Series(
        [key in copies for key in keys], index=table.index, dtype=bool
    )  # fmt: skip
    table, upper, level = table[~right], upper[~right], level[~right]
    councils = table[level == "council"]
    taken = upper & (table["effect"] == "questioned") & table["rule"].isin(TAKEN_OVER)
    for row in table.index[taken]:
        member = _member_at_fault(table.loc[row], councils, gaps)
        if member:
            table.loc[row, "effect"] = "note"
            table.loc[row, "expected"] = f"{table.loc[row, 'expected']}; the gap is in {member}"
    slight = (
        table["rule"].isin(["parts_total", "areas_total"])
        & (pd.to_numeric(table["found"], errors="coerce").abs() * SLIGHT >= table["gap"].abs())
    )  # fmt: skip
    table.loc[slight, "effect"] = "note"
    return table.reset_index(drop=True)


def _member_at_fault(
    row: "pd.Series[Any]", councils: pd.DataFrame, gaps: set[tuple[str, str, str]]
) -> str:
    """Return the councils in which a region's fault lies, "" where they do not account for it."""
    area, period, dataset = str(row["area_code"]), str(row["period"]), str(row["dataset"])

    def inside(code: str) -> bool:
        return area in (ENGLAND, region_of(code))

    if row["rule"] != "areas_total":
        known = sorted(code for name, when, code in gaps
                       if (name, when) == (dataset, period) and inside(code))  # fmt: skip
        if known:
            return ", ".join(known)
    members = np.array([inside(str(code)) for code in councils["area_code"]], dtype=bool)
    same = councils[
        (councils["dataset"] == dataset)
        & (councils["period"] == period)
        & (councils["field"] == row["field"])
        & (councils["breakdown_topic"] == row["breakdown_topic"])
        & (councils["breakdown"] == row["breakdown"])
        & np.isfinite(councils["gap"].astype(float))
        & members
    ]
    own = float(str(row["gap"]))
    if row["rule"] == "areas_total":
        own = -own
    for rule, part in same.groupby("rule"):
        # the same fault may stand once per breakdown
        one = part.drop_duplicates(["area_code"])
        allowed = (ROUGH if rule == "jump" else CLOSE) * abs(own) + 1.0
        if abs(float(one["gap"].sum()) - own) <= allowed:
            return ", ".join(sorted(one["area_code"]))
    return ""


def carried(found: pd.DataFrame, grids: dict[str, Grid]) -> pd.DataFrame:
    """Return the faults of figures that another dataset publishes alike, for that dataset."""
    copies = []
    faulty = found[found["rule"].isin(CARRIED)]
    for pair in SAME:
        ends = (
            (pair.dataset, pair.field, pair.other, pair.other_field, pair.lag),
            (pair.other, pair.other_field, pair.dataset, pair.field, -pair.lag),
        )
        for dataset, field, other, other_field, lag in ends:
            rows = faulty[(faulty["dataset"] == dataset) & (faulty["field"] == field)]
            if len(rows) and other in grids and other_field in grids[other].values:
                copies.append(_copied(rows, grids[other].totals, other_field, lag=lag))
    return joined(copies)


def _copied(rows: pd.DataFrame, grid: Grid, field: str, *, lag: int) -> pd.DataFrame:
    published = grid.rows.assign(
        year=grid.rows["period"].str[:4].astype(int), value=grid.values[field]
    )[["area_code", "year", "period", "source", "value"]]
    both = rows.assign(year=rows["period"].str[:4].astype(int) + lag).merge(
        published, on=["area_code", "year"], suffixes=("_own", "")
    )
    alike = pd.to_numeric(both["found"], errors="coerce") == both["value"]
    return joined([both[alike].assign(dataset=grid.dataset, field=field)])
