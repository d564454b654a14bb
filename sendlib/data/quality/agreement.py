"""The same figure in two publications: where they differ, and zeros where one has nothing."""

import pandas as pd

from sendlib.data.quality.catalogue import SAME, Same
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import Grid, has_series_break

# where more areas than this differ, two publications do not mean the same
AGREED = 0.9
# share of the councils that must have a figure for its absence to tell
USUAL = 0.9
# breakdowns of another dataset; below the share, they do not describe their whole
BREAKDOWNS = ("needs", "needs_new_plans")
COVERED = 0.9
# percentages are published to one decimal
ROUNDING = 0.06


def disagreements(grids: dict[str, Grid]) -> pd.DataFrame:
    """Return the areas for which two datasets publish the same figure differently.

    The second dataset is named. Another edition may have been revised, so that is a note; but
    where needs cover fewer plans than there are (3 of 187) every figure of the row is of those few
    only, and questioned. So is a zero where the first dataset has no figure for the council,
    though it has one for nearly all others.
    """
    found = []
    for pair in SAME:
        first, second = grids.get(pair.dataset), grids.get(pair.other)
        if first is None or second is None:
            continue
        if pair.field in first.values and pair.other_field in second.values:
            found.append(_of_pair(first.totals, second.totals, pair))
    return joined(found)


def _of_pair(first: Grid, second: Grid, pair: Same) -> pd.DataFrame:
    theirs = second.values[pair.other_field]
    expected = _expected(first, second, pair)
    known = theirs.notna() & expected.notna()
    step = ROUNDING if (theirs.dropna() % 1 > 0).any() else 0.0
    wrong = known & ((theirs - expected).abs() > step + 1e-6)
    if wrong.sum() > (1 - AGREED) * known.sum():
        return joined([])
    breakdown = second.dataset in BREAKDOWNS
    few = wrong & (second.level == "council") & (theirs < COVERED * expected) & breakdown
    parts = [
        faults(
            second,
            few & second.values[name].notna(),
            field=str(name),
            rule="missing_breakdown",
            found=theirs,
            expected=expected,
            words=f"the whole of {{}} in {first.dataset}",
            gap=theirs - expected,
        )
        for name in second.values
        if few.any()
    ]
    rest = faults(
        second,
        wrong & ~few,
        field=pair.other_field,
        rule="parts_total",
        found=theirs,
        expected=expected,
        words=f"{{}}, as {first.dataset} has",
        effect="questioned" if breakdown else "note",
        gap=theirs - expected,
    )
    return joined([*parts, rest, _empty_zeros(first, second, pair, expected)])


def _expected(first: Grid, second: Grid, pair: Same) -> pd.Series:
    """Return the first dataset's figure for each row of the second, missing where it has none."""
    years = first.rows["period"].str[:4].astype(int) + pair.lag
    mine = pd.Series(
        first.values[pair.field].to_numpy(),
        index=pd.MultiIndex.from_arrays([first.rows["area_code"], years]),
    ).dropna()
    mine = mine[~mine.index.duplicated()]
    wanted = [second.rows["area_code"], second.rows["period"].str[:4].astype(int)]
    right = mine.reindex(pd.MultiIndex.from_arrays(wanted))
    return pd.Series(right.to_numpy(), index=second.values.index)


def _empty_zeros(first: Grid, second: Grid, pair: Same, expected: pd.Series) -> pd.DataFrame:
    """Return zeros of councils for which the first dataset has nothing in an ordinary year."""
    theirs = second.values[pair.other_field]
    councils = (second.level == "council") & theirs.notna()
    lasting = ~second.rows["area_code"].map(has_series_break)
    period = second.rows["period"]
    counted = councils & lasting
    share = expected[counted].notna().groupby(period[counted]).mean()
    usual = period.map(share).fillna(0.0) >= USUAL
    return faults(
        second,
        counted & usual & (theirs == 0) & expected.isna(),
        field=pair.other_field,
        rule="missing_breakdown",
        found=theirs,
        expected=f"no figure: {first.dataset} has none",
    )
