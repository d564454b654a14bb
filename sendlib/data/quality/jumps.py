"""Figures far outside an area's own history."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import Grid, Numbers, has_series_break, ordered_periods

# how many times below or above its neighbours a figure stands out
COLLAPSE = 0.1
SPIKE = 5.0
# neighbours agree when neither is more than this many times the other
ALIKE = 3.0
# sizes from which on a change tells: counts, and shares of what councils have at the median
LARGE, LARGE_SHARE = 30.0, 0.02
EXCESS, EXCESS_SHARE = 50.0, 0.05
# robust standard deviations among all areas that a change must exceed as well
UNLIKE_OTHERS = 4.0
# and that a fall must exceed to be worth a note, in years when many areas change
FAINT = 2.0
FEWEST_AREAS = 5
# areas with fewer differ from year to year by chance
TINY = 10.0
LONGEST_GAP = 3
# a field whose median is above this is money: lines of accounts are recoded from year to year
MONEY = 100_000.0
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Cube:
    """Figures of councils by area, period and field, and where each stands in the grid."""

    numbers: Numbers
    row: npt.NDArray[np.int64]
    fields: list[str]


@dataclass(frozen=True)
class _Case:
    """Figures that stand out, by area and period, and the figures that would be right."""

    chosen: Flags
    right: Numbers
    effect: str
    words: str


def jumps(grid: Grid, *, additive: set[str]) -> pd.DataFrame:
    """Return counts that fall to almost nothing, or rise many times over, for one period.

    A figure stands out from both years beside, and where it falls these agree with each other; a
    year that is missing is bridged. At the end of a series, where no later year can
    confirm it, the four years before must, and the finding is a note. Zeros of up to three years
    between large figures are questioned too. Councils whose boundary changed are left out, and
    what most areas share (a pandemic, a new way of counting, the end of statements) is no jump.

    Args:
        grid: one dataset.
        additive: its fields that are counts.
    """
    totals = grid.totals
    lasting = ~totals.rows["area_code"].map(has_series_break)
    councils = totals.where((totals.level == "council") & lasting)
    cube = _cube(councils, [field for field in totals.values if field in additive])
    if cube is None:
        return joined([])
    found = [
        _jumps_of(councils, cube.row, cube.numbers[:, :, number], field)
        for number, field in enumerate(cube.fields)
    ]
    return joined(found)


def _cube(councils: Grid, fields: list[str]) -> _Cube | None:
    if not len(councils.rows) or not fields:
        return None
    periods = {period: n for n, period in enumerate(ordered_periods(councils.rows["period"]))}
    column = councils.rows["period"].map(periods).to_numpy()
    area, names = pd.factorize(councils.rows["area_code"])
    numbers = np.full((len(names), len(periods), len(fields)), np.nan)
    numbers[area, column] = councils.values[fields].to_numpy()
    row = np.full((len(names), len(periods)), -1)
    row[area, column] = np.arange(len(area))
    return _Cube(numbers, row, fields)


def _jumps_of(
    councils: Grid, row: npt.NDArray[np.int64], numbers: Numbers, field: str
) -> pd.DataFrame:
    # a period in which few councils have a figure belongs to another series
    usual = (~np.isnan(numbers)).mean(axis=0) > 0.5
    numbers, row = numbers[:, usual], row[:, usual]
    if numbers.shape[1] < 3:
        return joined([])
    middle = float(np.nanmedian(numbers[numbers > 0])) if (numbers > 0).any() else 0.0
    large, excess = max(LARGE, LARGE_SHARE * middle), max(EXCESS, EXCESS_SHARE * middle)
    strong = "note" if middle > MONEY else "questioned"
    beside = _out_of_both(numbers, large, excess, strong=strong)
    taken = np.any([case.chosen for case in beside if case.effect == strong], axis=0)
    zero = _enclosed_zeros(numbers, excess) & ~taken
    last = _at_the_end(numbers, large, excess)
    level = _level_before(numbers, zero | last)
    zero, last = (_confirmed(chosen, numbers, level) for chosen in (zero, last))
    words = "about {}, by the years before"
    cases = [*beside, _Case(zero, level, strong, words), _Case(last, level, "note", words)]
    return joined([_located(councils, row, case, field) for case in cases if case.chosen.any()])


def _out_of_both(numbers: Numbers, large: float, excess: float, *, strong: str) -> list[_Case]:
    """Return the figures that stand out from the years before and after."""
    before, after = _beside(numbers, 1), _beside(numbers, -1)
    low, high = np.minimum(before, after), np.maximum(before, after)
    base = np.sqrt(np.maximum(before, 0.5) * np.maximum(after, 0.5))
    dip = (low >= large) & (numbers <= COLLAPSE * low)
    peak = (numbers >= SPIKE * high) & (numbers - high >= excess)
    alike = high <= ALIKE * low + 10
    odd = _confirmed(alike & (dip | peak), numbers, base)
    lone = ~alike & peak & (low >= TINY) & _without_like(numbers)
    faint = _confirmed(alike & dip & ~odd, numbers, base, unlike=FAINT)
    words = "about {}, by the years beside"
    return [
        _Case(odd, base, strong, words),
        _Case(_confirmed(lone, numbers, high), high, strong, "{} or fewer, by the years beside"),
        _Case(faint, base, "note", words),
    ]


def _beside(numbers: Numbers, by: int) -> Numbers:
    """Return the figures of the year beside, or where it is missing, of the year beyond."""
    near = _shifted(numbers, by)
    return np.where(np.isnan(near), _shifted(numbers, 2 * by), near)


def _without_like(numbers: Numbers) -> Flags:
    """Say which figures have none of their order two years before or after."""
    return ~(ALIKE * np.fmax(_shifted(numbers, 2), _shifted(numbers, -2)) >= numbers)


def _shifted(numbers: Numbers, by: int) -> Numbers:
    moved = np.full(numbers.shape, np.nan)
    if by > 0:
        moved[:, by:] = numbers[:, :-by]
    else:
        moved[:, :by] = numbers[:, -by:]
    return moved


def _confirmed(
    chosen: Flags, numbers: Numbers, base: Numbers, *, unlike: float = UNLIKE_OTHERS
) -> Flags:
    """Keep the cells that differ from their base by far more than areas at large do."""
    answers = chosen.copy()
    for column in np.flatnonzero(chosen.any(axis=0)):
        change = np.log((numbers[:, column] + 1) / (base[:, column] + 1))
        others = change[~np.isnan(change) & (base[:, column] >= TINY)]
        if len(others) < FEWEST_AREAS:
            continue
        middle = np.median(others)
        spread = max(1.4826 * float(np.median(np.abs(others - middle))), 0.05)
        answers[:, column] &= np.abs(change - middle) > unlike * spread
    return answers


def _enclosed_zeros(numbers: Numbers, excess: float) -> Flags:
    """Say where up to three zeros stand between figures in a series without small figures.

    A zero that a tenth of the areas share is the beginning or the end of a practice.
    """
    positive = np.where(numbers > 0, numbers, np.inf)
    least = positive.min(axis=1)
    held = numbers > 0
    earlier = held.cumsum(axis=1) >= 2
    later = held[:, ::-1].cumsum(axis=1)[:, ::-1] >= 1
    zero = numbers == 0
    rare = zero.mean(axis=0) < 0.1
    enclosed = zero & earlier & later & np.isfinite(least)[:, None] & (least >= excess)[:, None]
    short = (enclosed.sum(axis=1) <= LONGEST_GAP)[:, None]
    return np.asarray(enclosed & short & rare[None, :])


def _level_before(numbers: Numbers, wanted: Flags) -> Numbers:
    """Return the median of the figures above 0 among the four before, where a period has one."""
    level = np.full(numbers.shape, np.nan)
    for column in map(int, np.flatnonzero(wanted.any(axis=0))):
        earlier = numbers[:, max(0, column - 4) : column]
        earlier = np.where(earlier > 0, earlier, np.nan)
        some = ~np.isnan(earlier).all(axis=1)
        level[some, column] = np.nanmedian(earlier[some], axis=1)
    return level


def _at_the_end(numbers: Numbers, large: float, excess: float) -> Flags:
    """Say which last figures stand out from four before them that agree."""
    odd = np.zeros(numbers.shape, dtype=bool)
    last = numbers.shape[1] - 1
    if last < 4:
        return odd
    earlier, value = numbers[:, last - 4 : last], numbers[:, last]
    low, high = earlier.min(axis=1), earlier.max(axis=1)
    steady = high <= 2 * ALIKE * low + 10
    dip = (low >= large) & (value <= COLLAPSE * low)
    peak = (value >= SPIKE * high) & (value - high >= excess)
    odd[:, last] = steady & dip | peak
    return odd


def _located(councils: Grid, row: npt.NDArray[np.int64], case: _Case, field: str) -> pd.DataFrame:
    levels = np.full(len(councils.rows), np.nan)
    right = case.right[case.chosen]
    levels[row[case.chosen]] = np.round(np.where(right < 1, 0, right))
    expected = pd.Series(levels, index=councils.values.index)
    return faults(
        councils,
        expected.notna(),
        field=field,
        rule="jump",
        found=councils.values[field],
        expected=expected,
        words=case.words,
        effect=case.effect,
        gap=councils.values[field] - expected,
    )
