"""Disclosure control for money and other figures about people that are not counts.

A figure is disclosive when it rests on fewer persons than the threshold, or when one person makes
up more than half of it. Means, quantiles and ratios have no sums to be worked out from: for them
that mask is all. Totals of money do add up, so further totals are hidden until the attacker can
place no disclosive one nearer than a share of its value, up or down.

Amounts are taken in whole pence. A total of nobody is 0 and known to be, unless its count is
hidden. Where the count of a cell is hidden, so is its amount.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.disclosure import Protection, require_whole
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_search import Effort, fewest
from sendlib.measures.disclosure_tables import (
    Bools,
    CountTable,
    Hierarchies,
    Key,
    cell_key,
    describe,
)

HALF = 0.5
AMOUNT_COLUMNS = ("amount", "persons", "largest")


def is_disclosive(
    persons: npt.ArrayLike, largest_share: npt.ArrayLike, *, threshold: int = 5
) -> Bools:
    """Return whether each figure says too much about one person.

    Args:
        persons: how many persons each figure rests on; nobody is not too few.
        largest_share: share of the figure that is one person's, 0 to 1; missing where the figure
            is not a sum, or a sum of 0.
        threshold: fewest persons a figure may rest on.
    """
    require_whole(threshold=threshold)
    number = np.asarray(persons, dtype=float)
    share = np.nan_to_num(np.asarray(largest_share, dtype=float))
    return np.asarray(((number > 0) & (number < threshold)) | (share > HALF), dtype=bool)


def protect_amounts(
    amounts: pd.DataFrame,
    *,
    dimensions: Sequence[str],
    hierarchies: Hierarchies | None = None,
    threshold: int = 5,
    share: float = 0.1,
) -> pd.DataFrame:
    """Return a table of sums over people with a column that says which are hidden.

    Args:
        amounts: one row per cell, totals included: the columns of `dimensions`, `amount` (pounds,
            0 or more), `persons` (how many it is of), `largest` (the most that is one person's)
            and, if there is one, `hidden` (whether the count of persons is hidden).
        dimensions: the columns that say which cell a row is.
        hierarchies: for each dimension with levels, the parent of each category.
        threshold: fewest persons an amount may rest on.
        share: how far, as a share of a disclosive amount, the attacker must be off.

    Returns:
        The rows of `amounts`, in order and with their index, and `hidden`.

    Raises:
        ContractError: amounts that are missing, negative or do not add up to the penny.
    """
    table = CountTable("amounts", amounts, dimensions, hierarchies=hierarchies or {})
    done = protect_amounts_together([table], threshold=threshold, share=share)
    return done.tables["amounts"]


def protect_amounts_together(
    tables: Sequence[CountTable],
    *,
    threshold: int = 5,
    share: float = 0.1,
    effort: Effort | None = None,
) -> Protection:
    """Return tables of sums with what is hidden, solved once over all of them.

    Args:
        tables: tables whose rows have the columns that `protect_amounts` takes; one `population`
            is one kind of amount over one group of people.
        threshold: fewest persons an amount may rest on.
        share: how far, as a share of a disclosive amount, the attacker must be off.
        effort: how far to search for the fewest cells.

    Raises:
        ContractError: as `protect_amounts`, or a share that is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ContractError(f"share is {share}, expected between 0 and 1, such as 0.1")
    known: set[Key] = set()
    pence = []
    for table in tables:
        frame, hidden = _in_pence(table), _hidden_counts(table)
        nobody = (frame["persons"] == 0).to_numpy() & ~hidden
        known.update(_keys(table, nobody))
        primary = hidden | _disclosive(frame, threshold=threshold)
        pence.append(replace(table, counts=frame, primary=primary & ~nobody))
    system = assemble(pence, threshold=0, known=known)
    away = np.where(system.primary, np.ceil(share * system.count), 1)
    pattern = fewest(system, away=np.maximum(away, 1).astype(np.int64), effort=effort)
    return Protection(
        tables={
            table.name: table.counts.assign(hidden=pattern.hidden[cells])
            for table, cells in zip(tables, system.rows, strict=True)
        },
        hidden_count=int(pattern.hidden.sum()),
        fewest_count=pattern.bound,
        exposed=[describe(system.keys[cell]) for cell in pattern.exposed],
    )


def _in_pence(table: CountTable) -> pd.DataFrame:
    frame = table.counts
    absent = [name for name in AMOUNT_COLUMNS if name not in frame]
    if absent:
        raise ContractError(f"table {table.name!r} has no column {absent}, found {[*frame]}")
    for name in AMOUNT_COLUMNS:
        numbers = pd.to_numeric(frame[name], errors="coerce").to_numpy(float, na_value=np.nan)
        if not (numbers >= 0).all():
            at = int(np.flatnonzero(~(numbers >= 0))[0])
            raise ContractError(
                f"table {table.name!r} has {name} {frame[name].iloc[at]} in row {at + 1}, expected "
                "a number of 0 or more"
            )
    return frame.assign(count=(frame["amount"].astype(float) * 100).round())


def _hidden_counts(table: CountTable) -> Bools:
    if "hidden" not in table.counts:
        return np.zeros(len(table.counts), dtype=bool)
    return table.counts["hidden"].to_numpy(dtype=bool)


def _disclosive(frame: pd.DataFrame, *, threshold: int) -> Bools:
    amount = frame["amount"].astype(float)
    largest_share = frame["largest"].astype(float) / amount.where(amount > 0)
    return is_disclosive(frame["persons"], largest_share, threshold=threshold)


def _keys(table: CountTable, rows: Bools) -> list[Key]:
    frame = table.counts.loc[rows, list(table.dimensions)].astype(str)
    return [
        cell_key(table.population, {**table.where, **dict(zip(frame.columns, row, strict=True))})
        for row in frame.itertuples(index=False, name=None)
    ]
