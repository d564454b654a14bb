"""Change from year to year, in real terms where it is money, and rounding as DfE rounds."""

from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np
import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.arrays import Values, aligned

# Digits a float holds of any decimal number; the rest is what arithmetic left behind
RELIABLE_DIGITS = 15


def points_change(new: Values, old: Values) -> pd.Series:
    """Return the change of percentages in percentage points; missing where one of the two is.

    Args:
        new: percentages of the later year, unrounded.
        old: percentages of the earlier year.

    Raises:
        ContractError: lengths or indexes differ, or a value is not a finite number.
    """
    given = aligned({"new": new, "old": old})
    return (given["new"] - given["old"]).rename("change_points")


def percent_change(new: Values, old: Values) -> pd.Series:
    """Return the change of numbers in percent of the old; missing where that is 0 or missing.

    Args:
        new: numbers of the later year.
        old: numbers of the earlier year, at least 0.

    Raises:
        ContractError: an old number is negative, so that a percentage would mislead; lengths or
            indexes differ; or a value is not a finite number.
    """
    given = aligned({"new": new, "old": old})
    if (given["old"] < 0).any():
        raise ContractError("old is below 0: a change in percent of it would mislead")
    base = given["old"].where(given["old"] != 0)
    return (100 * (given["new"] - base) / base).rename("change_percent")


def real_terms(
    amount: Values, year: pd.Series | str, *, deflator: pd.Series, base: str
) -> pd.Series:
    """Return amounts of money at the prices of one financial year.

    Args:
        amount: pounds of their own year.
        year: financial year of each amount, or of all, such as `2024-25`.
        deflator: price index by financial year, of one vintage; its own base does not matter.
        base: financial year whose prices are wanted.

    Returns:
        Pounds at `base` prices, with the index of the series given; missing where the amount is.

    Raises:
        ContractError: the deflator has no positive index for a year, or lengths differ.

    Method: HM Treasury, GDP deflators: user guide; amount x index of base / index of its year.
    """
    index = deflator[deflator > 0]
    if index.index.has_duplicates:
        raise ContractError("the deflator has two values of one year: expected one vintage only")
    years = [year] if isinstance(year, str) else list(year)
    absent = sorted({str(wanted) for wanted in [*years, base]} - set(index.index))
    if absent:
        span = f"{index.index.min()} to {index.index.max()}" if len(index) else "no year"
        raise ContractError(f"the deflator covers {span}, not {', '.join(absent)}")
    prices: Values = (
        float(index[year])
        if isinstance(year, str)
        else pd.Series(index.loc[years].to_numpy(np.float64), index=year.index)
    )
    given = aligned({"amount": amount, "year": prices})
    return (given["amount"] * (float(index[base]) / given["year"])).rename("real_terms_gbp")


def round_half_away(value: float, places: int = 0) -> float:
    """Return a number rounded half away from zero, as DfE rounds; only for showing.

    What counts is the decimal number a reader would see: 2.675 gives 2.68 though its float lies
    below, and 28.499999999999996, left by arithmetic on 28.5, gives 29.

    Args:
        value: number to show; missing and infinite ones come back as they are.
        places: decimals, 0 or above; below 0 rounds to tens, hundreds and so on.

    Returns:
        The rounded number, never -0.

    Method: DfE, Statistics production guidance: rounding; digits as in IEEE 754.
    """
    if not np.isfinite(value):
        return float(value)
    shown = Decimal(repr(float(value)))
    if abs(shown) < 10**RELIABLE_DIGITS:
        shown = Context(prec=RELIABLE_DIGITS, rounding=ROUND_HALF_UP).plus(shown)
    # Wide enough for the largest float, so that quantize cannot run out of digits
    wide = Context(prec=400, rounding=ROUND_HALF_UP)
    return float(shown.quantize(Decimal(1).scaleb(-places), context=wide)) + 0.0
