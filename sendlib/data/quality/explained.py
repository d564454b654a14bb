"""Jumps that other figures bear out: true, however far they are outside the area's history."""

from collections.abc import Mapping

import pandas as pd

from sendlib.data.quality.catalogue import SAME, SUMS
from sendlib.data.quality.flows import FLOWS, RESIDUAL, council_flows
from sendlib.data.quality.grid import TOTAL, Grid

# dataset, field, area and period of a jump
Key = tuple[str, str, str, str]


def without_explained(found: pd.DataFrame, grids: Mapping[str, Grid]) -> pd.DataFrame:
    """Leave out the jumps that other figures bear out.

    Such are new and ceased plans by which the stock flow works out, with their parts and with the
    same figure in other datasets; and parts that tell how well a council did (plans in time), where
    they make up a whole that is no jump itself.

    Args:
        found: faults.
        grids: by dataset.
    """
    jump = (found["rule"] == "jump") & (found["breakdown_topic"] == TOTAL)
    if not jump.any():
        return found
    names = ["dataset", "field", "area_code", "period"]
    keys = pd.Series(
        list(found[names].itertuples(index=False, name=None)), index=found.index, dtype=object
    )
    jumped = set(keys[jump])
    spared = _by_flow(found[jump], grids)
    spared |= {same for key in spared for same in _elsewhere(key, grids)}
    spared |= {part for key in spared for part in _parts(key, grids)}
    spared |= {
        key for key in jumped
        for rule in SUMS.get(key[0], ())
        if rule.outcome and key[1] in rule.parts and (key[0], rule.whole, *key[2:]) not in jumped
        and key in _parts((key[0], rule.whole, *key[2:]), grids)
    }  # fmt: skip
    return found[~(jump & keys.isin(spared))].reset_index(drop=True)


def _by_flow(jumps: pd.DataFrame, grids: Mapping[str, Grid]) -> set[Key]:
    """Return the flows that explain the next stock, which the expected figure would not."""
    flows = council_flows(grids)
    spared: set[Key] = set()
    for name, sign in (("new", -1.0), ("ceased", 1.0)):
        dataset, field = FLOWS[name]
        rows = jumps[(jumps["dataset"] == dataset) & (jumps["field"] == field)]
        for area, period, gap in zip(rows["area_code"], rows["period"], rows["gap"], strict=True):
            flow = flows.loc[(area, int(period))]
            otherwise = flow["residual"] - sign * gap
            close = abs(flow["residual"]) <= RESIDUAL * flow["stock"]
            if close and abs(otherwise) > RESIDUAL * flow["stock"]:
                spared.add((dataset, field, area, period))
    return spared


def _elsewhere(key: Key, grids: Mapping[str, Grid]) -> set[Key]:
    """Return the same figure in other datasets, where it is the same."""
    dataset, field, area, period = key
    value = _value(grids[dataset], field, area, period)
    return {
        (pair.other, pair.other_field, area, period)
        for pair in SAME
        if (pair.dataset, pair.field) == (dataset, field) and pair.other in grids
        and _value(grids[pair.other], pair.other_field, area, period) == value
    }  # fmt: skip


def _parts(key: Key, grids: Mapping[str, Grid]) -> set[Key]:
    """Return the parts of a whole that make it up, none where they do not."""
    dataset, field, area, period = key
    grid = grids[dataset]
    return {
        (dataset, part, area, period)
        for rule in SUMS.get(dataset, ())
        if rule.whole == field
        and sum(_value(grid, part, area, period) for part in rule.parts)
        == _value(grid, field, area, period)
        for part in rule.parts
    }


def _value(grid: Grid, field: str, area: str, period: str) -> float:
    """Return one figure of the rows that are not broken down, NaN where there is none."""
    rows = grid.rows
    here = (rows["area_code"] == area) & (rows["period"] == period)
    here &= rows["breakdown_topic"] == TOTAL
    if field not in grid.values or not here.any():
        return float("nan")
    return float(grid.values[field][here].iloc[0])
