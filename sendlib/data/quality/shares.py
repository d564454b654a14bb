"""Percentages that should be their count over their denominator, within the rounding published."""

import numpy as np
import pandas as pd

from sendlib.data.quality.catalogue import SHARES, Share
from sendlib.data.quality.faults import faults, joined
from sendlib.data.quality.grid import Grid, plain, rounding_of

# a definition that fewer rows than this keep is not the publisher's
KEPT = 0.8


def percentages(grid: Grid) -> pd.DataFrame:
    """Return the percentages that their count and denominator do not give.

    Both the percentage and its count are named, since either may be wrong; where several
    percentages of a row are off by the same denominator, the denominator alone is named.
    """
    found = []
    known = set(grid.values)
    shares = [
        share
        for share in SHARES.get(grid.dataset, ())
        if {share.percent, share.count, *share.denominator} <= known
    ]
    shares = [share for share in shares if _far_off(grid.values, share)]
    names = [name for share in shares for name in (share.percent, share.count, *share.denominator)]
    narrow = grid.only(names)
    # regions may be rounded where councils are not, and one edition where another is not
    for period in grid.rows["period"].unique():
        of_period = narrow.where(narrow.rows["period"] == period)
        found += [
            _of_period(of_period.where(of_period.level == level), shares)
            for level in of_period.level.unique()
        ]
    return joined(found)


def _far_off(values: pd.DataFrame, share: Share) -> bool:
    """Say whether any percentage is off by more than the step in which the field is given."""
    whole = values[list(share.denominator)].sum(axis=1, min_count=len(share.denominator))
    right = 100 * values[share.count] / whole.where(whole > 0)
    step = min(rounding_of(values[share.percent]) or 0.001, 1.0)
    return bool(((values[share.percent] - right).abs() > step / 2 + 1e-6).any())


def _of_period(part: Grid, shares: list[Share]) -> pd.DataFrame:
    wrong = pd.DataFrame({share.percent: _wrong(part.values, share) for share in shares})
    if not wrong.any(axis=None):
        return joined([])
    common, implied = _common_denominator(part.values, shares, wrong)
    found = []
    for share in shares:
        alone = wrong[share.percent] & ~common
        found.extend(_pair(part, share, alone))
    denominator = shares[0].denominator[0]
    found.append(
        faults(
            part,
            common,
            field=denominator,
            rule="percentage",
            found=part.values[denominator],
            expected=implied.round(),
            words="about {}, by its percentages",
            gap=part.values[denominator] - implied,
        )
    )
    return joined(found)


def _wrong(values: pd.DataFrame, share: Share) -> pd.Series:
    """Say where a percentage lies outside all that rounding allows."""
    percent, count = values[share.percent], values[share.count]
    whole = values[list(share.denominator)].sum(axis=1, min_count=len(share.denominator))
    known = percent.notna() & count.notna() & (whole > 0)
    steps = (rounding_of(count), rounding_of(whole))
    # whole counts are exact; only a step above 1 shows that they were rounded
    count_slack, whole_slack = (step / 2 if step > 1 else 0.0 for step in steps)
    decimals = rounding_of(percent[known]) or 0.001
    slack = min(decimals, 1.0) / 2 + 1e-6
    low = 100 * (count - count_slack) / (whole + whole_slack) - slack
    high = 100 * (count + count_slack) / (whole - whole_slack).clip(lower=1) + slack
    outside = known & ((percent < low) | (percent > high))
    if outside.sum() > (1 - KEPT) * known.sum():
        return pd.Series(False, index=values.index)
    return outside


def _common_denominator(
    values: pd.DataFrame, shares: list[Share], wrong: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """Say in which rows several percentages point to one other denominator, and to which."""
    same = [share for share in shares if share.denominator == shares[0].denominator]
    percents = values[[share.percent for share in same]].to_numpy()
    counts = values[[share.count for share in same]].to_numpy()
    off = wrong[[share.percent for share in same]].to_numpy() & (percents > 0)
    implied = np.divide(
        100 * counts, percents, out=np.full(percents.shape, np.nan), where=off & (counts > 0)
    )
    pointing = (~np.isnan(implied)).sum(axis=1)
    pooled = np.divide(
        100 * np.where(off, counts, 0).sum(axis=1),
        np.where(off, percents, 0).sum(axis=1),
        out=np.full(len(values), np.nan),
        where=pointing > 0,
    )
    # the half step of a small percentage leaves its implied denominator wide
    spread = 0.06 / np.where(off, percents, np.nan) + 0.001
    apart = np.abs(implied - pooled[:, None]) / pooled[:, None]
    agreed = np.where(np.isnan(apart), True, apart <= spread).all(axis=1)
    return pd.Series((pointing >= 2) & agreed), pd.Series(pooled)


def _pair(part: Grid, share: Share, rows: pd.Series) -> list[pd.DataFrame]:
    values = part.values
    whole = values[list(share.denominator)].sum(axis=1)
    count = values[share.percent] * whole / 100
    sentence = {
        row: f"{plain(values.loc[row, share.percent])}% of {plain(whole[row])} is about {{}}"
        for row in rows.index[rows]
    }
    counted = faults(
        part, rows, field=share.count, rule="percentage", found=values[share.count],
        expected=count.round(), gap=values[share.count] - count,
    )  # fmt: skip
    counted["expected"] = [
        text.format(right)
        for text, right in zip(sentence.values(), counted["expected"], strict=True)
    ]
    shown = faults(
        part, rows, field=share.percent, rule="percentage", found=values[share.percent],
        expected=(100 * values[share.count] / whole).round(1),
        words=f"{{}}, from {share.count}",
    )  # fmt: skip
    return [counted, shown]
