"""Which GDP deflator a report uses, and what prices rose by between two financial years."""

from fractions import Fraction

import pandas as pd

from sendlib.contracts.deflator import DEFLATOR_INDEX
from sendlib.data.tables import Tables


def deflator(published: Tables | None) -> pd.Series:
    """Return the index by financial year: that of the published file, else the package's own.

    Args:
        published: the published tables, where there are any.
    """
    found = published.table("deflator") if published is not None else pd.DataFrame()
    if found.empty:
        return pd.Series(DEFLATOR_INDEX, name="index")
    index: pd.Series = found.set_index("financial_year")["index"].astype(float)
    return index


def rise(index: pd.Series, old: str, new: str) -> Fraction | None:
    """Return by what share prices rose between two financial years, exact in its decimals.

    Args:
        index: the deflator.
        old: earlier year, such as `2020-21`.
        new: later year.

    Returns:
        Such as 3/100; None where the index lacks one of the years.
    """
    if not {old, new} <= set(index.index):
        return None
    before, after = (Fraction(str(index[year])) for year in (old, new))
    return after / before - 1
