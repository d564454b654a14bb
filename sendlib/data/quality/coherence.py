"""New plans told by several tables: where they are too far apart to be of the same plans."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sendlib.data.quality.catalogue import LOOSE, Loose
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.flows import council_flows, council_years, yearly
from sendlib.data.quality.grid import Grid

# share of the plans by which two tables may differ, for they count a few plans differently
APART = 0.35
FEWEST_PLANS = 50.0
# from this many times on, one of the two figures cannot be of all plans
GROSS = 3.0
# requests come first: a return of fewer than this share of the plans is not whole
REQUESTED = 0.5
# new plans are believed up to this many times what flow or history say, and down to one over it
BELIEVED = 2.0


def incoherent_plans(grids: Mapping[str, Grid]) -> pd.DataFrame:
    """Return councils whose tables of plans issued, or of requests, tell of other numbers of plans.

    The figure at fault is the one further from the new plans that the stock flow gives, or where
    that is not known, from those of the years beside. A table of a small part of the plans is
    questioned with every figure of its row; a mild gap is a note.

    Args:
        grids: by dataset; `new_plans` and the other ends of LOOSE are used.
    """
    first = grids.get("new_plans")
    flows = council_flows(grids)
    if first is None or flows.empty:
        return joined([])
    found = []
    for pair in LOOSE:
        second = grids.get(pair.other)
        if second is not None and pair.other_field in second.values:
            found.append(_of_pair(first.totals, second.totals, pair, flows))
    return joined(found)


def _of_pair(first: Grid, second: Grid, pair: Loose, flows: pd.DataFrame) -> pd.DataFrame:
    theirs = yearly(second, pair.other_field)
    table = pd.DataFrame({"new": flows["new"], "level": _level(flows), "theirs": theirs}).dropna()
    new, theirs, level = table["new"], table["theirs"], table["level"]
    gap = theirs - new
    apart = (gap.abs() > APART * new) & (gap.abs() >= FEWEST_PLANS)
    if pair.at_least:
        apart &= (gap < 0) & (_distance(new, level) <= np.log(BELIEVED))
        right = pd.Series(True, index=table.index)
        gross = theirs < REQUESTED * new
    else:
        right = _distance(new, level) <= _distance(theirs, level)
        gross = _distance(new, theirs) >= np.log(GROSS)
    few = apart & right & gross & (gap < 0)
    found = [_rows(second, new[few], pair)]
    for effect, chosen in (("questioned", apart & gross & ~few), ("note", apart & ~gross)):
        mine, other = table[chosen & ~right], table[chosen & right]
        found += [
            _one(first, "new_ehc_plans", mine["theirs"], name=pair.other, effect=effect),
            _one(second, pair.other_field, other["new"], name=first.dataset, effect=effect),
        ]
    return joined(found)


def _level(flows: pd.DataFrame) -> pd.Series:
    """Return about how many new plans there should be: by the stock flow, or the years beside."""
    implied = flows["next"] - flows["stock"] + flows["ceased"]
    new = flows["new"].dropna()
    # where the year beside is missing, the one beyond it
    before = _years_later(new, 1, flows).fillna(_years_later(new, 2, flows))
    after = _years_later(new, -1, flows).fillna(_years_later(new, -2, flows))
    beside = (before.fillna(after) * after.fillna(before)) ** 0.5
    return implied.where(implied > 0).fillna(beside)


def _years_later(figures: pd.Series, years: int, flows: pd.DataFrame) -> pd.Series:
    """Return for each row of the flows the figure of the same area so many years before."""
    area, year = (flows.index.get_level_values(name) for name in ("area_code", "year"))
    earlier = pd.MultiIndex.from_arrays([area, year - years])
    return figures.reindex(earlier).set_axis(flows.index)


def _distance(figure: pd.Series, level: pd.Series) -> pd.Series:
    """Return how many times one figure is another, as a logarithm without sign."""
    logs = np.log((figure + 1.0).to_numpy(float)) - np.log((level + 1.0).to_numpy(float))
    return pd.Series(np.abs(logs), index=figure.index)


def _rows(grid: Grid, plans: pd.Series, pair: Loose) -> pd.DataFrame:
    """Return every figure of the rows that are of a small part of the plans."""
    least = "at least" if pair.at_least else "about"
    expected = plans.reindex(council_years(grid)).set_axis(grid.values.index)
    return joined(
        [
            faults(
                grid,
                expected.notna() & grid.values[name].notna(),
                field=str(name),
                rule="missing_breakdown",
                found=grid.values[name],
                expected=expected,
                words=f"{least} {{}}, as new_plans has"
                if name == pair.other_field
                else f"a figure of {least} {{}}, the plans of new_plans",
            )
            for name in grid.values
            if len(plans)
        ]
    )


def _one(grid: Grid, field: str, right: pd.Series, *, name: str, effect: str) -> pd.DataFrame:
    """Return the figures that another dataset does not bear out."""
    expected = right.reindex(council_years(grid)).set_axis(grid.values.index)
    return faults(
        grid,
        expected.notna(),
        field=field,
        rule="parts_total",
        found=grid.values[field],
        expected=expected,
        words=f"about {{}}, as {name} has",
        effect=effect,
        gap=grid.values[field] - expected,
    )
