"""What a reader could work out of every hidden number: the range that goes with it into a share.

A range follows from what is shown alone, so that it tells nobody more than the tables do. Nothing
of it depends on the number itself.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sendlib.measures.disclosure_audit import outer_limits
from sendlib.measures.disclosure_cells import System, assemble
from sendlib.measures.disclosure_tables import Floats
from sendlib.measures.local.auditing import audited
from sendlib.measures.local.protection import Counted, Solved
from sendlib.params.disclosure import Disclosure

RANGE = ["lower", "upper"]
NO_LIMIT = 1e15  # above it a limit is none


def ranges(solved: Solved, rules: Disclosure) -> Mapping[str, pd.DataFrame]:
    """Return the least and the most that each number can be, by name of its part.

    Args:
        solved: the tables and what is hidden in them.
        rules: by which it was hidden.

    Returns:
        `lower` and `upper`, a row for each row of the part. Both are the number itself where it is
        shown, what rounds to it where counts are rounded, and what an attacker could work out where
        it is hidden; `upper` is missing where nothing limits it.
    """
    found = audited(solved, rules)
    ends = found[RANGE].astype(object).where(found[RANGE].notna(), np.nan).astype(float)
    limits = {str(name): rows for name, rows in ends.groupby(found["table"])}
    parts = {one.table.name: _range(one, limits.get(one.table.name)) for one in solved.parts}
    if rules.rounding:
        parts |= _of_rounded(solved, rules)
    return parts


def _range(one: Counted, limits: pd.DataFrame | None) -> pd.DataFrame:
    column = "count" if one.measure.unit == "count" else "amount"
    number = one.part.counts[column].to_numpy(dtype=float)
    found = pd.DataFrame({"lower": number, "upper": number})
    if limits is not None:
        found.loc[one.hidden, RANGE] = limits.to_numpy()
    return found


def _of_rounded(solved: Solved, rules: Disclosure) -> dict[str, pd.DataFrame]:
    """Return ranges of counts of which the reader sees rounded ones.

    They are no narrower than an attacker's best, since each sum is taken by itself.
    """
    parts = [one for one in solved.parts if one.measure.unit == "count"]
    if not parts:
        return {}
    system = assemble(
        [*(one.table for one in parts), *solved.beside], threshold=rules.threshold,
        known=solved.known,
    )  # fmt: skip
    within = _seen(system, parts, rules.rounding)
    low, high = outer_limits(system.sums, np.zeros(system.sums.shape[0]), within)
    most = np.where(high < NO_LIMIT, np.floor(high), np.nan)
    return {
        one.table.name: pd.DataFrame({"lower": np.ceil(low[cells]), "upper": most[cells]})
        for one, cells in zip(parts, system.rows, strict=True)
    }


def _seen(system: System, parts: list[Counted], base: int) -> tuple[Floats, Floats]:
    """Return the least and the most that a reader of rounded counts sees each cell to be."""
    count = system.count.astype(float)
    shown = ~(system.hideable | system.unseen)  # zeros by themselves, and what is published
    low, high = np.where(shown, count, 0.0), np.where(shown, count, np.inf)
    for one, cells in zip(parts, system.rows, strict=True):
        seen = cells[~one.hidden]
        rounded = np.floor(count[seen] / base + 0.5) * base
        low[seen] = np.maximum(np.ceil(rounded - base / 2), low[seen])
        high[seen] = np.minimum(np.ceil(rounded + base / 2) - 1, high[seen])
    return low, high
