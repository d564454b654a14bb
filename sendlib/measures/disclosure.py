"""Disclosure control: which cells of tables of people are hidden so that nobody can be found out.

Counts of 1 to threshold - 1 are hidden, and then the fewest further cells, so that no hidden cell
can be worked out. The attacker knows every cell shown, all sums between cells of all tables given
together, that counts are whole and not negative, the threshold, and figures published elsewhere;
not which hidden cells are small and which complete the pattern. A pattern is safe when for every
hidden cell, zeros that complete a pattern included, a second whole number is possible (with a
higher `protection`: for every hidden cell below the threshold, one that far from its count).

A hidden cell is not assumed to be small, so no upper limit is used. A combination of categories
without a row is a known zero where its parts come to nothing, and else a total that nobody prints.

The pattern is the smallest there is wherever `Protection.gap` is 0. It does not depend on the order
of rows or tables, nor on the speed of the machine: see `disclosure_search`, also for sources.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_search import Effort, fewest
from sendlib.measures.disclosure_tables import CountTable, Hierarchies, Key, describe


@dataclass(frozen=True)
class Protection:
    """Tables with what is hidden in them, and how good that is.

    Attributes:
        tables: by name, the rows of each table with the boolean column `hidden`.
        hidden_count: distinct cells hidden, over all tables.
        fewest_count: no safe pattern hides fewer cells.
        exposed: cells that figures known from elsewhere give away, whatever is hidden. They are
            hidden all the same; a table that holds one adds nothing to what is known already.
    """

    tables: dict[str, pd.DataFrame]
    hidden_count: int
    fewest_count: int
    exposed: list[str]

    @property
    def gap(self) -> float:
        """Share of cells by which the pattern may be larger than the smallest; 0 if proven."""
        if not self.hidden_count:
            return 0.0
        return (self.hidden_count - self.fewest_count) / max(self.fewest_count, 1)


def protect(
    counts: pd.DataFrame,
    *,
    dimensions: Sequence[str],
    hierarchies: Hierarchies | None = None,
    threshold: int = 5,
    protection: int = 1,
) -> pd.DataFrame:
    """Return a table of counts with a column that says which cells are hidden.

    Args:
        counts: one row per cell of the full cross, totals included as `Total` in a dimension's
            column; the columns of `dimensions`, and `count`.
        dimensions: the columns that say which cell a row is.
        hierarchies: for each dimension with levels, the parent of each category.
        threshold: smallest count other than 0 that may be shown.
        protection: how far from its count another possible number must be, for every hidden cell
            below the threshold.

    Returns:
        The rows of `counts`, in order and with their index, and `hidden`.

    Raises:
        ContractError: counts that are not whole, negative, missing, given twice or do not add up.
    """
    table = CountTable("counts", counts, dimensions, hierarchies=hierarchies or {})
    return protect_together([table], threshold=threshold, protection=protection).tables["counts"]


def protect_together(
    tables: Sequence[CountTable],
    *,
    threshold: int = 5,
    protection: int = 1,
    known: Iterable[Key] = (),
    effort: Effort | None = None,
) -> Protection:
    """Return tables with what is hidden, solved once over all of them.

    A cell that stands in several tables is hidden in all or in none.

    Args:
        tables: every table that the same readers can see, each with a name of its own.
        threshold: smallest count other than 0 that may be shown.
        protection: how far from its count another possible number must be.
        known: keys (`cell_key`) of cells published elsewhere; they are shown. A published figure
            that differs from the table's own is to be given too: near it, it says nearly as much.
        effort: how far to search for the fewest cells.

    Raises:
        ContractError: tables at fault, or two that disagree on a cell.
    """
    require_whole(threshold=threshold, protection=protection)
    names = [table.name for table in tables]
    if len(set(names)) < len(names):
        raise ContractError(f"tables are named {names}, expected a name of its own for each")
    printed = [table for table in tables if table.printed]
    system = assemble(tables, threshold=threshold, known=known)
    pattern = fewest(system, away=np.where(system.small, protection, 1), effort=effort)
    return Protection(
        tables={
            table.name: table.counts.assign(hidden=pattern.hidden[cells])
            for table, cells in zip(printed, system.rows, strict=True)
        },
        hidden_count=int(pattern.hidden.sum()),
        fewest_count=pattern.bound,
        exposed=[describe(system.keys[cell]) for cell in pattern.exposed],
    )


def rounded(counts: pd.Series, *, base: int = 5) -> pd.Series:
    """Return counts rounded to the nearest multiple of a base, halves up, missing ones missing.

    Rounding comes after hiding and in its place never: a count shown as 5 is then one of 3 to 7,
    and totals no longer add up to the number, which takes from an attacker what sums would give.
    """
    require_whole(base=base)
    return ((counts.astype("Int64") * 2 + base) // (2 * base)) * base


def require_whole(**given: int) -> None:
    """Refuse a rule that is not a whole number of 1 or more.

    Raises:
        ContractError: the name and the value found.
    """
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ContractError(f"{name} is {value!r}, expected a whole number of 1 or more")
