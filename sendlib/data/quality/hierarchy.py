"""Councils that should add up to their region, and regions to England."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.contracts.areas import COUNCILS, ENGLAND, REGIONS
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import KEYS, TOTAL, Grid, Numbers, Summed, rounding_of, summed

# a field of which fewer regional cells than this add up, to this share, is a rate, not a count
ADDITIVE = 0.7
NEARLY = 0.05
FEWEST_CELLS = 5
# share of cells off by less than rounding could make them from which a count is a rounded measure
HABIT = 0.15
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
CELL = ["region", "period", "breakdown_topic", "breakdown"]


def areas_totals(grid: Grid) -> tuple[pd.DataFrame, set[str]]:
    """Return the aggregates that are not the sum of their areas, and the fields that are counts.

    Where a council's figure is not published, the region may be above the sum of the others but
    never below it. A joint return that two councils publish alike counts once in their region.
    Which fields are counts the figures say: those of which regions are mostly the sum.
    """
    upper = "region" if (grid.level == "region").any() else "england"
    found, counts = _one_level(grid, set(map(str, grid.values)), upper=upper, lower="council")
    if upper == "region" and counts:
        found = joined([found, _one_level(grid, counts, upper="england", lower="region")[0]])
    return found, counts


def _one_level(
    grid: Grid, fields: set[str], *, upper: str, lower: str
) -> tuple[pd.DataFrame, set[str]]:
    whole, parts = (grid.where(grid.level == level) for level in (upper, lower))
    if not len(whole.rows) or not len(parts.rows):
        return joined([]), set()
    index = pd.MultiIndex.from_frame(whole.rows[KEYS], names=CELL)
    groups = parts.rows.assign(region=parts.region if upper == "region" else ENGLAND)
    below = parts.values.to_numpy(float)
    cells = summed(below, [groups[key] for key in CELL]).at(index)
    total, published = cells.total, cells.published
    complete = published >= _expected_members(groups, cells, lower=lower)[:, None]
    figures = whole.values.to_numpy(float)
    gap = figures - total
    names = [str(field) for field in whole.values]
    meant = np.array([name in fields for name in names])
    additive = meant & _additive(figures, gap, complete)
    negative = (parts.values.min() < 0).to_numpy()
    periods = [
        (np.flatnonzero(whole.rows["period"] == period), np.flatnonzero(rows == period))
        for period in whole.rows["period"].unique()
        for rows in [parts.rows["period"]]
    ]
    found = []
    for column in np.flatnonzero(additive):
        field, off = names[column], gap[:, column]
        full = complete[:, column]
        # only gaps that could be a fault are worth the look at how figures were rounded
        apart = np.abs(off) > 1e-9 * np.abs(figures[:, column])
        if not (apart & (full | (off < 0))).any():
            continue
        one = (figures[:, column], below[:, column], published[:, column])
        slack = _slack(*one, periods=periods, off=off, full=full)
        wrong = np.abs(off) > slack
        wrong &= full if negative[column] else full | (off < 0)
        rows = pd.Series(wrong)
        if lower == "council" and wrong.any():
            rows &= ~_joint(parts.values[field], groups, index, off, rows, full)
        found.append(
            faults(
                whole,
                rows,
                field=field,
                rule="areas_total",
                found=whole.values[field],
                expected=pd.Series(total[:, column]),
                words="{}, the sum of its areas",
                gap=pd.Series(off),
            )
        )
    return joined(found), {name for name, one in zip(names, additive, strict=True) if one}


def _expected_members(groups: pd.DataFrame, cells: Summed, *, lower: str) -> Numbers:
    """Return how many areas each cell should sum.

    In a total every area of the aggregate; in a breakdown, where an area without cases has no
    row, those that have a row.
    """
    totals = np.asarray(cells.index.get_level_values("breakdown_topic") == TOTAL)
    if lower == "region":
        return np.where(totals, float(len(REGIONS)), cells.size)
    there = groups.drop_duplicates(["region", "period", "area_code"])
    sets = there.groupby(["region", "period"])["area_code"].agg(set).to_dict()
    pairs = pd.MultiIndex.from_arrays([cells.index.get_level_values(key) for key in CELL[:2]])
    counts = {
        pair: len(_absent(pair[0], sets.get(pair, set()))) + len(sets.get(pair, ()))
        for pair in pairs.unique()
    }
    return np.where(totals, np.array([counts[pair] for pair in pairs], dtype=float), cells.size)


@cache
def _members(region: str) -> dict[str, set[str]]:
    """Return the present councils of a region, each with its predecessors."""
    return {
        code: set(council.predecessors)
        for code, council in COUNCILS.items()
        if region in (council.region, ENGLAND)
    }


def _absent(region: str, there: set[str]) -> set[str]:
    """Return the councils of a region that are not there, nor a predecessor in their stead."""
    return {
        code
        for code, predecessors in _members(region).items()
        if code not in there and not there & predecessors
    }


def _additive(figures: Numbers, gap: Numbers, complete: Flags) -> Flags:
    """Say which fields are counts: complete cells mostly add up, and not because they are zero."""
    cells = complete & (figures != 0) & ~np.isnan(gap)
    holds = cells & (np.abs(gap) <= NEARLY * np.abs(figures))
    tested = cells.sum(axis=0)
    enough = tested >= min(FEWEST_CELLS, len(figures))
    return np.asarray((holds.sum(axis=0) >= ADDITIVE * tested) & enough & (tested > 0))


def _slack(
    above: Numbers,
    below: Numbers,
    published: Numbers,
    *,
    periods: list[tuple[Rows, Rows]],
    off: Numbers,
    full: Flags,
) -> Numbers:
    """Return how far each aggregate of a field may be off because figures were rounded.

    Whole numbers are exact unless small gaps are the habit of the field, as they are where full
    time equivalents or averages were rounded to whole numbers.
    """
    small = full & (np.abs(off) <= published / 2 + 0.5)
    habit = bool((small & (off != 0)).sum() > HABIT * max(full.sum(), 1))
    slack = np.zeros(len(off))
    for upper, lower in periods:
        own, members = rounding_of(above[upper]), rounding_of(below[lower])
        if not habit:
            own, members = (0.0 if step == 1.0 else step for step in (own, members))
            members = members or float(own > 1.0)
        slack[upper] = published[upper] * members / 2 + own / 2
    return slack + 1e-6 + 1e-9 * np.abs(above)


def _joint(
    values: pd.Series,
    groups: pd.DataFrame,
    index: pd.MultiIndex,
    off: Numbers,
    rows: pd.Series,
    full: Flags,
) -> pd.Series:
    """Say where the excess of the councils is one figure that two of them publish alike.

    Where another council is not published, the excess may be smaller than that figure.
    """
    by_cell = values.groupby([groups[key] for key in CELL]).agg(list)
    lists = dict(zip(by_cell.index, by_cell, strict=True))
    answers = np.zeros(len(rows), dtype=bool)
    for row in map(int, np.flatnonzero(rows.to_numpy() & (off < 0))):
        figures = pd.Series(lists[index[row]]).dropna()
        twins = figures[figures.duplicated()].to_numpy(float)
        alike = np.isclose(twins, -off[row], rtol=1e-3, atol=1.0)
        answers[row] = bool(alike.any() or (not full[row] and (twins >= -off[row]).any()))
    return pd.Series(answers, index=rows.index)
