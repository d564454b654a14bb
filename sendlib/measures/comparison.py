"""Where an area stands: rank and quartile among areas, and its interval beside a comparator."""

from typing import Literal

import numpy as np
import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.arrays import Values, aligned

# Which end is better: high values, low values, or neither
Polarity = Literal["high", "low"] | None
POLARITIES = ("high", "low", None)

BANDS_FROM_LOWEST = {"low": ("A", "B", "C", "D"), "high": ("D", "C", "B", "A")}


def rank(values: pd.Series, *, polarity: Polarity) -> pd.Series:
    """Return the rank of each area: 1 is best, or highest where neither end is better.

    Equal values share the smallest of their ranks, and the next rank is skipped accordingly.

    Args:
        values: one unrounded value per local authority, of one period.
        polarity: `high` where high values are better, `low` where low ones are, else None.

    Returns:
        Ranks as floats, with the index of `values`; missing where the value is missing.

    Raises:
        ContractError: the polarity is none of the three, or a value is not a finite number.

    Source: DfE, Local authority interactive tool (LAIT), ranking with ties at their minimum.
    """
    _require_polarity(polarity)
    return _numbers(values).rank(method="min", ascending=polarity == "low")


def quartile_band(values: pd.Series, *, polarity: Polarity) -> pd.Series:
    """Return the quartile band of each area, A being the best quarter and D the worst.

    The quarters are those of the values, lowest first, each closed on the right: a value on a
    quartile is in the quarter below it. Equal values are always in one band, so that bands can be
    empty: where all values are equal, all are in the lowest quarter.

    Args:
        values: one unrounded value per local authority, of one period.
        polarity: `high` where high values are better, `low` where low ones are. With None there
            is no best quarter and every band is missing.

    Returns:
        A to D, with the index of `values`; missing where the value is missing.

    Raises:
        ContractError: the polarity is none of the three, or a value is not a finite number.

    Source: DfE, Local authority interactive tool (LAIT), calculate_quartile_band.
    Method: quantiles of type 7: Hyndman and Fan 1996, The American Statistician 50, p. 363.
    """
    _require_polarity(polarity)
    numbers = _numbers(values)
    known = numbers.dropna()
    if polarity is None or known.empty:
        return pd.Series(np.nan, index=numbers.index, name=numbers.name, dtype="str")
    cuts = np.quantile(known.to_numpy(), [0.25, 0.5, 0.75], method="linear")
    quarter = np.searchsorted(cuts, numbers.to_numpy(), side="left")
    bands = np.array(BANDS_FROM_LOWEST[polarity])[quarter]
    return pd.Series(bands, index=numbers.index, name=numbers.name, dtype="str").where(
        numbers.notna()
    )


def plain_significance(lower: Values, upper: Values, comparator: Values) -> pd.Series:
    """Return whether an interval lies above or below a comparator's value.

    Touching counts as similar. An area is not to be compared with itself: leave it out, or give
    its comparator as missing.

    Args:
        lower: lower limits of the areas' intervals.
        upper: upper limits.
        comparator: the comparator's value, one for all or one each.

    Returns:
        `higher`, `similar`, `lower`, or `not_assessed` where one of the three is missing.

    Raises:
        ContractError: a lower limit is above its upper limit, lengths differ, or a value is not
            a finite number.

    Method: Fingertips technical guidance, comparison of a confidence interval with a benchmark.
    """
    given = aligned({"lower": lower, "upper": upper, "comparator": comparator})
    crossed = given[given["lower"] > given["upper"]]
    if not crossed.empty:
        rows = crossed.head(3).to_dict("index")
        raise ContractError(f"lower is above upper in {len(crossed)} rows: {rows}")
    words = np.select(
        [
            given.isna().any(axis=1),
            given["lower"] > given["comparator"],
            given["upper"] < given["comparator"],
        ],
        ["not_assessed", "higher", "lower"],
        default="similar",
    )
    return pd.Series(words, index=given.index, dtype="str")


def _require_polarity(polarity: Polarity) -> None:
    if polarity not in POLARITIES:
        raise ContractError(f"polarity is {polarity!r}, expected 'high', 'low' or None")


def _numbers(values: pd.Series) -> pd.Series:
    return aligned({"values": values})["values"].rename(getattr(values, "name", None))
