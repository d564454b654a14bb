"""What an attacker makes of tables with hidden cells: the audit that the analyst keeps.

The audit takes nothing from the search that chose the cells. For each hidden cell it finds the
least and the most whole number that fit all that is shown, by linear programming and, where that
gives parts of people, by integer programming.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from sendlib.errors import ContractError
from sendlib.measures.disclosure_attack import UNBOUNDED, solve
from sendlib.measures.disclosure_cells import System, assemble
from sendlib.measures.disclosure_tables import Bools, CountTable, Key, Whole, describe

AUDIT_COLUMNS = ["table", "cell", "count", "primary", "lower", "upper", "safe"]


@dataclass(frozen=True)
class Build:
    """What one build showed: its tables, the rows hidden in each, and its threshold."""

    tables: Sequence[CountTable]
    hidden: Mapping[str, npt.ArrayLike]
    threshold: int = 5


def audit(
    tables: Sequence[CountTable],
    hidden: Mapping[str, npt.ArrayLike],
    *,
    threshold: int = 5,
    protection: int = 1,
    known: Iterable[Key] = (),
) -> pd.DataFrame:
    """Return what can be worked out of each hidden row. It holds true counts: for no report.

    A cell hidden in one table and shown in another is taken as shown.

    Args:
        tables: all tables that the same readers see.
        hidden: by name of table, whether each of its rows is hidden.
        threshold: smallest count other than 0 that may be shown.
        protection: how far from its count another possible number must be.
        known: keys of cells published elsewhere.

    Returns:
        One row per hidden row: table, cell, count, primary, lower and upper (the least and most
        it can be; upper is missing where nothing limits it), safe.

    Raises:
        ContractError: tables at fault, or rows hidden that are not those of the tables.
    """
    printed = [table for table in tables if table.printed]
    masks = [_mask(table, hidden) for table in printed]
    system = assemble(tables, threshold=threshold, known=known)
    covered = system.hideable.copy()
    for cells, mask in zip(system.rows, masks, strict=True):
        covered[cells[~mask]] = False
    limits = _limits(system, covered)
    rows = []
    for table, cells, mask in zip(printed, system.rows, masks, strict=True):
        for cell in cells[mask]:
            count = int(system.count[cell])
            low, high = limits.get(int(cell), (count, count))
            away = protection if system.small[cell] else 1
            safe = high is None or max(high - count, count - low) >= away
            name = describe(system.keys[cell])
            rows.append([table.name, name, count, bool(system.primary[cell]), low, high, safe])
    found = pd.DataFrame(rows, columns=AUDIT_COLUMNS)
    return found.assign(
        count=found["count"].astype("Int64"),
        lower=found["lower"].astype("Int64"),
        upper=found["upper"].astype("Int64"),
        primary=found["primary"].astype(bool),
        safe=found["safe"].astype(bool),
    )


def audit_differencing(first: Build, second: Build) -> pd.DataFrame:
    """Return the hidden cells that two builds over the same data disclose together.

    A reader who has both sees every cell that either shows. Cells are listed that one of the
    builds hides, that are small by the higher of the two thresholds or hidden as such by a table,
    and that are not safe from such a reader: shown outright by the other build, or worked out.

    Returns:
        Rows as from `audit`, the name of the table preceded by `first` or `second`.

    Raises:
        ContractError: as `audit`; also where the two builds do not count the same data.
    """
    tables, hidden = [], {}
    for label, build in (("first", first), ("second", second)):
        for table in build.tables:
            tables.append(replace(table, name=f"{label} {table.name}"))
            hidden[f"{label} {table.name}"] = build.hidden.get(table.name, [])
    found = audit(tables, hidden, threshold=max(first.threshold, second.threshold))
    return found[found["primary"] & ~found["safe"]].reset_index(drop=True)


def _mask(table: CountTable, hidden: Mapping[str, npt.ArrayLike]) -> Bools:
    mask = np.asarray(hidden.get(table.name, []), dtype=bool)
    if mask.shape != (len(table.counts),):
        raise ContractError(
            f"table {table.name!r} has {len(table.counts)} rows, expected as many in hidden, "
            f"found {mask.size}"
        )
    return mask


def _limits(system: System, covered: Bools) -> dict[int, tuple[int, int | None]]:
    """Return the least and the most of each covered cell, one group of bound cells at a time."""
    unknown = np.flatnonzero(covered | system.unseen)
    matrix = system.sums[:, unknown]
    size = abs(matrix)
    count, label = connected_components(size.T @ size, directed=False)
    limits: dict[int, tuple[int, int | None]] = {}
    for group in range(count):
        cells = unknown[label == group]
        part = system.sums[:, cells]
        part = part[np.diff(part.indptr) > 0]
        for at, cell in enumerate(cells):
            if covered[cell]:
                low = _end(part, system.count[cells], at, 1)
                limits[int(cell)] = (low or 0, _end(part, system.count[cells], at, -1))
    return limits


def _end(matrix: sparse.csr_array, count: Whole, at: int, sign: int) -> int | None:
    """Return the least (sign 1) or most (-1) that one cell can be, None if nothing limits it."""
    aim = np.zeros(len(count))
    aim[at] = sign
    total = matrix @ count.astype(float)
    zeros, none = np.zeros(len(count)), np.full(len(count), np.inf)
    for whole in (False, True):
        result = solve(aim, matrix, zeros, none, whole=whole, rows=(total, total))
        if result.status == UNBOUNDED:
            return None
        if np.abs(result.x - np.rint(result.x)).max() < 1e-6:
            break
    return int(np.rint(result.x[at]))
