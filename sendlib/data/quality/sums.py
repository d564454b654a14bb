"""Parts that should make up their whole: fields of one row, and rows of one breakdown."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.data.quality.catalogue import SUMS, Sum
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import TOTAL, Grid, Numbers, Summed, plain, rounding_of, summed

# a topic in which fewer areas than this add up is not meant to be complete
COMPLETE = 0.8
# a sum that holds in this share of rows without some part holds without it everywhere
EXACT = 0.97
# share and number of a whole that may be left without a place in an open sum
UNPLACED = 0.05
MANY = 10
Flags = npt.NDArray[np.bool_]
GROUP_TOTAL = " - total"


def field_sums(grid: Grid) -> pd.DataFrame:
    """Return the rows of which a whole is not the sum of its parts, the whole's field named.

    Where a part is not published the parts may be less than the whole, never more. Which optional
    parts a period has in its whole is what most of its rows say.
    """
    found = []
    for rule in SUMS.get(grid.dataset, ()):
        if rule.whole not in grid.values:
            continue
        optional = [part for group in rule.optional for part in group]
        # few cases of a breakdown row say nothing about how many could not be placed
        rows = grid.totals if rule.open else grid
        narrow = rows.only([rule.whole, *rule.parts, *optional])
        found += [
            _one_sum(narrow.where(narrow.rows["period"] == period), rule)
            for period in narrow.rows["period"].unique()
        ]
    return joined(found)


def _one_sum(grid: Grid, rule: Sum) -> pd.DataFrame:
    values = grid.values
    whole = values[rule.whole]
    tried = [
        _gap(values, whole, variant)
        for variant in (rule.parts, *((*rule.parts, *group) for group in rule.optional))
    ]
    gap, slack, complete = min(tried, key=lambda found: int((found[0].abs() > found[1]).sum()))
    known = gap.notna()
    off = known & (gap.abs() > slack)
    exact = off.sum() <= (1 - EXACT) * known.sum()
    wrong = off & (complete | (gap < 0) | exact)
    if rule.open:
        wrong &= (gap < 0) | (gap >= UNPLACED * whole) & (gap >= MANY)
    return faults(
        grid,
        wrong,
        field=rule.whole,
        rule="parts_total",
        found=whole,
        expected=whole - gap,
        words="{}, the sum of its parts",
        gap=gap,
    )


def _gap(
    values: pd.DataFrame, whole: pd.Series, variant: tuple[str, ...]
) -> tuple[pd.Series, float, pd.Series]:
    """Return whole less parts, its slack, and in which rows every part is published."""
    used = [part for part in variant if part in values and values[part].notna().any()]
    parts = values[used]
    complete = parts.notna().all(axis=1) & (len(used) == len(variant))
    return whole - parts.sum(axis=1, min_count=1), _slack(whole, parts), complete


def _slack(whole: pd.Series, parts: pd.DataFrame) -> float:
    """Return how far a sum may be off because its figures were rounded, whole counts exact."""
    steps = [rounding_of(column) for _, column in [("", whole), *parts.items()]]
    rounded = [step for step in steps if step not in (0.0, 1.0)]
    return sum(step / 2 for step in rounded) + 1e-6 * float(whole.abs().max() or 0) + 1e-9


def breakdown_sums(grid: Grid, *, additive: set[str]) -> pd.DataFrame:
    """Return the areas whose breakdown does not add up to their total.

    A breakdown with group totals (`Special - total`) is added up by them, and each group by its
    members. Topics that are not complete by design are recognised by the areas at large.

    Args:
        grid: one dataset.
        additive: its fields that are counts.
    """
    fields = [field for field in grid.values if field in additive]
    topics = [topic for topic in grid.rows["breakdown_topic"].unique() if topic != TOTAL]
    if not fields or not topics:
        return joined([])
    totals = _keyed(grid.totals, fields, ["area_code", "period"])
    found: list[pd.DataFrame] = []
    by_topic = grid.rows["breakdown_topic"]
    groups: list[Grid] = []
    for topic in topics:
        part = grid.where(by_topic == topic)
        group = part.where(part.rows["breakdown"] == TOTAL)
        rest = part.where(part.rows["breakdown"] != TOTAL)
        if len(group.rows):
            groups.append(group)
            keyed = _keyed(group, fields, ["area_code", "period"])
            found.append(_compared(rest, keyed, fields, whole=str(topic)))
        else:
            tops, members = _tops(rest)
            found.append(_compared(tops, totals, fields, whole=TOTAL))
            found.extend(
                _compared(part, keyed, fields, whole=f"{topic}: {head}")
                for head, part, keyed in members
            )
    if groups:
        found.append(_compared(_stacked(groups), totals, fields, whole=TOTAL))
    return joined(found)


def _tops(part: Grid) -> tuple[Grid, list[tuple[str, Grid, pd.DataFrame]]]:
    """Split a topic into its top rows, and the name, members and totals of each group."""
    names = part.rows["breakdown"]
    heads = [
        name.removesuffix(GROUP_TOTAL) for name in names.unique() if name.endswith(GROUP_TOTAL)
    ]
    if not heads:
        return part, []
    prefix = names.str.split(" - ").str[0]
    is_total = names.str.endswith(GROUP_TOTAL)
    inside = prefix.isin(heads) & ~is_total
    members = []
    for head in heads:
        whole = part.where(names == head + GROUP_TOTAL)
        keyed = _keyed(whole, [str(field) for field in part.values], ["area_code", "period"])
        members.append((head, part.where(inside & (prefix == head)), keyed))
    return part.where(~inside), members


def _stacked(groups: list[Grid]) -> Grid:
    first = groups[0]
    return Grid(
        first.dataset,
        pd.concat([group.rows for group in groups], ignore_index=True),
        pd.concat([group.values for group in groups], ignore_index=True),
        pd.concat([group.level for group in groups], ignore_index=True),
        pd.concat([group.region for group in groups], ignore_index=True),
    )


def _keyed(grid: Grid, fields: list[str], keys: list[str]) -> pd.DataFrame:
    index = pd.MultiIndex.from_frame(grid.rows[keys])
    table = grid.values[fields].set_axis(index, axis=0)
    return table[~index.duplicated()]


def _compared(parts: Grid, wholes: pd.DataFrame, fields: list[str], *, whole: str) -> pd.DataFrame:
    """Return where the rows of a breakdown do not sum to the whole of their area and period.

    Args:
        parts: the rows that should add up.
        wholes: what they should add up to, by area and period.
        fields: the counts to look at.
        whole: what the wholes are: the total, or a group of the breakdown.
    """
    if not len(parts.rows):
        return joined([])
    keys = [parts.rows[key] for key in ("area_code", "period")]
    added = summed(parts.values[fields].to_numpy(float), keys)
    right = wholes[fields].reindex(added.index).to_numpy(float)
    gap = right - added.total
    known = ~np.isnan(gap)
    periods = added.index.get_level_values(1)
    wrong = np.zeros_like(known)
    apart = np.flatnonzero((known & (np.abs(gap) > 1e-6)).any(axis=0))
    for period in periods.unique() if len(apart) else ():
        here = np.asarray(periods == period)
        for column in apart:
            slack = _rounding_slack(added.total[here, column])
            bad = known[here, column] & (np.abs(gap[here, column]) > slack)
            tested = int((known[here, column] & (right[here, column] > 0)).sum())
            exhaustive = tested > 0 and bool(bad.sum() <= (1 - COMPLETE) * tested)
            filled = added.published[here, column] == added.size[here]
            wrong[here, column] = bad & (filled | (gap[here, column] < 0)) & exhaustive
    return _listed(parts, added, right, wrong, fields, whole=whole)


def _rounding_slack(total: Numbers) -> float:
    step = rounding_of(total)
    return 0.5 if step >= 1.0 or step == 0.0 else step * 2


def _listed(
    parts: Grid, added: Summed, right: Numbers, wrong: Flags, fields: list[str], *, whole: str
) -> pd.DataFrame:
    rows, columns = np.nonzero(wrong)
    if not len(rows):
        return joined([])
    first = parts.rows.drop_duplicates(["area_code", "period"])
    sources = first.set_index(["area_code", "period"])["source"].reindex(added.index)
    topic = str(parts.rows["breakdown_topic"].iloc[0])
    found, total = right[rows, columns], added.total[rows, columns]
    table = pd.DataFrame(
        {
            "dataset": parts.dataset,
            "source": sources.to_numpy()[rows],
            "area_code": added.index.get_level_values(0).to_numpy()[rows],
            "period": added.index.get_level_values(1).to_numpy()[rows],
            "breakdown_topic": whole,
            "breakdown": whole,
            "field": np.array(fields, dtype=object)[columns],
            "rule": "parts_total",
            "found": [plain(value) for value in found],
            "expected": [f"{plain(value)}, the sum by {topic}" for value in total],
            "effect": "questioned",
            "gap": found - total,
        }
    )
    return joined([table])
