"""The rows in which rules report: findings with the dataset and the size of the gap beside them."""

import pandas as pd

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.quality.grid import Grid, plain

FAULT_COLUMNS = ["dataset", *FINDING_COLUMNS, "breakdown_topic", "breakdown", "gap"]


def no_faults() -> pd.DataFrame:
    """Return a table of faults without rows."""
    return pd.DataFrame(columns=FAULT_COLUMNS)


def faults(
    grid: Grid,
    chosen: pd.Series,
    *,
    field: str = "",
    rule: str = "",
    found: pd.Series | str = "",
    expected: pd.Series | str = "",
    words: str = "{}",
    effect: str = "questioned",
    gap: pd.Series | float = 0.0,
) -> pd.DataFrame:
    """Return the chosen rows of a grid as faults (FAULT_COLUMNS).

    Args:
        grid: the dataset.
        chosen: which of its rows are at fault.
        field: the field at fault, as published.
        rule: one of FINDING_RULES.
        found: the figure published, per row of the grid, or words.
        expected: the figure that would be right, per row of the grid, or words.
        words: the sentence in which the expected figure stands, `{}` in its place.
        effect: one of FINDING_EFFECTS.
        gap: how far the figure is above what was expected.
    """
    if not chosen.any():
        return no_faults()
    given = found if isinstance(found, str) else found[chosen].map(plain)
    right = expected if isinstance(expected, str) else expected[chosen].map(plain)
    if not isinstance(right, str):
        right = right.map(words.format)
    table = grid.rows[chosen].assign(
        dataset=grid.dataset, field=field, rule=rule, found=given, expected=right,
        effect=effect, gap=gap if isinstance(gap, float) else gap[chosen],
    )  # fmt: skip
    return table[FAULT_COLUMNS].reset_index(drop=True)


def joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return several tables of faults as one."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True)[FAULT_COLUMNS] if filled else no_faults()
