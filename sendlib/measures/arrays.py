"""What callers give as columns of floats with one index, and tables as rows of plain cells."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.errors import ContractError

Values: TypeAlias = npt.ArrayLike | pd.Series
# the cells of one row of a table, by column
Row: TypeAlias = Mapping[str, Any]


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a table as plain cells by column, quicker to look up than a table."""
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in table.to_numpy(object).tolist()]


def aligned(values: Mapping[str, Values]) -> pd.DataFrame:
    """Return the values given, each as a column of floats, one row per position.

    A scalar is repeated for every row. The index is that of the series among the values; series
    with different indexes are refused, since pairing them by position would hide a mistake.

    Args:
        values: what was given, by the name an error calls it by. Missing may be None, NaN or NA.

    Returns:
        One float64 column per name; missing is NaN.

    Raises:
        ContractError: text, infinite or two-dimensional values, or lengths or indexes that differ.
    """
    columns = {name: _floats(given, name=name) for name, given in values.items()}
    lengths = {name: len(columns[name]) for name in values if not _is_scalar(values[name])}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise ContractError(f"values of one length are expected, found: {found}")
    index = _common_index(values, length=next(iter(lengths.values()), 1))
    return pd.DataFrame(
        {
            name: np.broadcast_to(column, len(index)) if name not in lengths else column
            for name, column in columns.items()
        },
        index=index,
    )


def require_at_least_zero(table: pd.DataFrame, *columns: str) -> None:
    """Refuse negative numbers; missing ones pass.

    Raises:
        ContractError: the first rows at fault.
    """
    for column in columns:
        below = table.loc[table[column] < 0, column]
        if not below.empty:
            raise ContractError(
                f"{column} is below 0 in {len(below)} rows: {below.head(3).to_dict()}"
            )


def require_confidence(confidence: float) -> None:
    """Refuse a confidence level that is not between 0 and 1.

    Raises:
        ContractError: the level found; 95 instead of 0.95 is the common slip.
    """
    if not 0 < confidence < 1:
        raise ContractError(f"confidence is {confidence}, expected between 0 and 1, such as 0.95")


def _is_scalar(values: Values) -> bool:
    return bool(pd.api.types.is_scalar(values)) or np.ndim(values) == 0


def _floats(values: Values, *, name: str) -> npt.NDArray[np.float64]:
    if isinstance(values, pd.Series) and values.dtype == np.float64:
        return _finite(values.to_numpy(), name=name)  # nothing to convert, the usual case
    try:
        series = pd.Series([values] if _is_scalar(values) else values)
        if any(isinstance(value, str) for value in series.to_numpy()):
            raise ContractError(f"{name} holds text, expected numbers: {series.head(3).tolist()}")
        floats = series.astype("Float64").to_numpy(np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise ContractError(f"{name} is not one column of numbers: {error}") from error
    return _finite(np.asarray(floats, dtype=np.float64), name=name)


def _finite(floats: npt.NDArray[np.float64], *, name: str) -> npt.NDArray[np.float64]:
    if np.isinf(floats).any():
        raise ContractError(f"{name} holds infinite values: {int(np.isinf(floats).sum())} found")
    return floats


def _common_index(values: Mapping[str, Values], *, length: int) -> pd.Index:
    indexes = {name: given.index for name, given in values.items() if isinstance(given, pd.Series)}
    if not indexes:
        return pd.RangeIndex(length)
    first, *others = indexes
    for other in others:
        if not indexes[first].equals(indexes[other]):
            raise ContractError(
                f"{first} and {other} are series with different indexes: give them one index, "
                "or their values only"
            )
    return indexes[first]
