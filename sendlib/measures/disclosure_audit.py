"""What an attacker makes of tables with hidden cells: the audit that the analyst keeps.

The audit takes nothing from the search that chose the cells. For each hidden cell it finds the
least and the most whole number that fit all that is shown, by linear programming and, where that
gives parts of people, by integer programming. A cell is called safe only if a table of whole
numbers was found that proves it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.optimize import OptimizeResult
from scipy.sparse.csgraph import connected_components

from sendlib.errors import ContractError
from sendlib.measures.disclosure_attack import NODES, TRIES, UNBOUNDED, solve
from sendlib.measures.disclosure_cells import System, assemble
from sendlib.measures.disclosure_tables import Bools, CountTable, Key, Whole, describe

PASSES = 8  # times that limits are carried from sum to sum
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
            found_out = _Limits(low=count, high=count, seen_low=count, seen_high=count)
            limit = limits.get(int(cell), found_out)
            safe = limit.is_safe(count, protection if system.small[cell] else 1)
            name, primary = describe(system.keys[cell]), bool(system.primary[cell])
            rows.append([table.name, name, count, primary, limit.low, limit.high, safe])
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


@dataclass(frozen=True)
class _Limits:
    """What is possible for one cell: the ends, and the furthest numbers seen in whole tables."""

    low: int
    high: int | None
    seen_low: int
    seen_high: int

    def is_safe(self, count: int, away: int) -> bool:
        """Whether some table of whole numbers has a number so far from the count."""
        return self.high is None or max(self.seen_high - count, count - self.seen_low) >= away


def _limits(system: System, covered: Bools) -> dict[int, _Limits]:
    """Return what is possible for each covered cell, one group of bound cells at a time."""
    unknown = np.flatnonzero(covered | system.unseen)
    matrix = system.sums[:, unknown]
    size = abs(matrix)
    count, label = connected_components(size.T @ size, directed=False)
    limits: dict[int, _Limits] = {}
    for group in range(count):
        cells = unknown[label == group]
        part = system.sums[:, cells]
        ends = _Group(part[np.diff(part.indptr) > 0], system.count[cells])
        for at, cell in enumerate(cells):
            if covered[cell]:
                limits[int(cell)] = ends.of(at)
    return limits


class _Group:
    """Cells that sums bind together, and all tables of whole numbers found for them so far.

    Each table that a program finds tells of all cells. Where one reaches what the sums allow at
    most, one sum after the other, no program is needed.
    """

    def __init__(self, matrix: sparse.csr_array, count: Whole) -> None:
        self._matrix = matrix
        self._total = matrix @ count.astype(np.float64)
        self._low, self._high = outer_limits(matrix, self._total)
        self._seen_low, self._seen_high = count.copy(), count.copy()

    def of(self, at: int) -> _Limits:
        low, high = self._end(at, 1), self._end(at, -1)
        return _Limits(
            low=0 if low is None else low,
            high=high,
            seen_low=int(self._seen_low[at]),
            seen_high=int(self._seen_high[at]),
        )

    def _end(self, at: int, sign: int) -> int | None:
        """Return the least (sign 1) or most (-1) that one cell can be, None if nothing limits it.

        Where the integer program ends at its limit, it is what parts of people would allow.
        """
        outer, seen = (self._low, self._seen_low) if sign > 0 else (self._high, self._seen_high)
        if seen[at] == outer[at]:
            return int(seen[at])
        aim = np.zeros(len(seen))
        aim[at] = sign
        best = outer[at]
        for whole in (False, True):
            result = self._solve(aim, whole=whole)
            if result.status == UNBOUNDED:
                return None
            bound = result.mip_dual_bound if whole else result.fun
            if bound is not None and np.isfinite(bound):
                best = sign * np.ceil(bound - 1e-6)
            for number in range(0 if whole else TRIES):
                if seen[at] == best:
                    break
                # other tables with as much in this cell: one of them may be whole
                self._solve(np.random.default_rng(number).random(len(seen)), (at, float(best)))
            if seen[at] == best:
                break
        return int(best)

    def _solve(
        self,
        aim: npt.NDArray[np.float64],
        fixed: tuple[int, float] | None = None,
        *,
        whole: bool = False,
    ) -> OptimizeResult:
        low, high = np.zeros(len(aim)), np.full(len(aim), np.inf)
        if fixed is not None:
            low[fixed[0]] = high[fixed[0]] = fixed[1]
        result = solve(
            aim,
            self._matrix,
            low,
            high,
            whole=whole,
            rows=(self._total, self._total),
            nodes=NODES if whole else None,
        )
        if result.x is not None:
            self._note(result.x)
        return result

    def _note(self, found: npt.NDArray[np.float64]) -> None:
        """Take in a table, if it is whole and holds exactly."""
        table = np.rint(found).astype(np.int64)
        if np.abs(table - found).max() > 1e-6 or (table < 0).any():
            return
        if (self._matrix @ table == self._total).all():
            np.minimum(self._seen_low, table, out=self._seen_low)
            np.maximum(self._seen_high, table, out=self._seen_high)


def outer_limits(
    matrix: sparse.csr_array,
    total: npt.NDArray[np.float64],
    within: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None = None,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return limits of each cell that follow from one sum after the other.

    Args:
        matrix: a row per sum, 1 for each part and -1 for a total.
        total: what each sum comes to.
        within: the least and the most of each cell that are known before; 0 and no limit if not
            given.
    """
    entries = sparse.coo_array(matrix)
    rows, cells, sign = entries.row, entries.col, entries.data
    size = matrix.shape[0]
    low, high = np.zeros(matrix.shape[1]), np.full(matrix.shape[1], np.inf)
    if within is not None:
        low, high = within[0].copy(), within[1].copy()
    for _ in range(PASSES):
        # the least and the most that each part of a sum adds to it
        least = np.where(sign > 0, low[cells], -high[cells])
        most = np.where(sign > 0, high[cells], -low[cells])
        sum_least = np.bincount(rows, least, size)[rows]
        sum_most = np.bincount(rows, most, size)[rows]
        with np.errstate(invalid="ignore"):  # what other parts without a limit leave open
            up = total[rows] - (sum_least - least)
            down = total[rows] - (sum_most - most)
        up, down = np.nan_to_num(up, nan=np.inf), np.nan_to_num(down, nan=-np.inf)
        np.minimum.at(high, cells, np.where(sign > 0, up, -down))
        np.maximum.at(low, cells, np.where(sign > 0, down, -up))
    return low, high
