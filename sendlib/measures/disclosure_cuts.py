"""Conditions that every safe pattern of hidden cells meets, found where a pattern breaks them.

Each is a set of cells and one cell that depends on them: if the one is hidden, so must be some
cell of the set. Take any weights on the sums. Adding the weighted sums up gives one equation in
the moves; when it holds the one cell with weight 1 and beside it only the set, the one cell cannot
move while the set is seen (capacity and bridgeless inequalities of Fischetti and Salazar, 2001).
The weights with the least hidden in their set are the dual of the attacker's linear program.

A cell that is 0 can only move up, so its weight matters with one sign alone. A cell may then be
kept from moving up by one set and from moving down by another, and a safe pattern hides a cell
of one or the other. Where whole numbers alone stand in the way, the cells not hidden are the set,
less those that can be hidden without making the cell safe.

Conditions hold for the other hidden cells as for primary ones: in a smallest pattern each of them
moves for the sake of a primary cell, or it need not be hidden.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from sendlib.measures.disclosure_attack import attempt
from sendlib.measures.disclosure_cells import System
from sendlib.measures.disclosure_tables import Bools, Floats, Whole

NEAR = 1e-6


@dataclass(frozen=True)
class Cut:
    """If `cell` is hidden, so is one of `others`."""

    cell: int
    others: tuple[int, ...]


def line_cuts(system: System) -> list[Cut]:
    """Return what each sum demands by itself: none has just one hidden cell."""
    cuts = []
    for row in range(system.sums.shape[0]):
        cells = system.sums.indices[system.sums.indptr[row] : system.sums.indptr[row + 1]]
        if system.unseen[cells].any():
            continue
        cells = cells[system.hideable[cells]]
        primary = cells[system.primary[cells]]
        if len(primary) > 1:
            continue
        cuts += [
            Cut(int(cell), tuple(int(one) for one in cells if one != cell))
            for cell in (primary if len(primary) else cells)
        ]
    return cuts


def cut_for(system: System, hidden: Floats, cell: int, *, zeros: bool = True) -> Cut | None:
    """Return a condition that hiding each cell to such a part does not meet, by sums alone.

    Args:
        system: the cells.
        hidden: 0 to 1, 1 where a cell is hidden; parts come from linear relaxations.
        cell: the cell to be protected.
        zeros: whether to go on to conditions that rest on zeros moving up alone; they take two
            more programs.
    """
    both = _weights(system, hidden, cell, zeros_move=0)
    if both is None and zeros:
        up = _weights(system, hidden, cell, zeros_move=1)
        down = _weights(system, hidden, cell, zeros_move=-1) if system.count[cell] else None
        if up is None or (down is None and system.count[cell]):
            return None
        both = up if down is None else up | down
    if both is None or hidden[both].sum() > hidden[cell] - NEAR:
        return None
    return Cut(cell, tuple(int(one) for one in np.flatnonzero(both)))


def whole_number_cut(system: System, hidden: Bools, cell: int, *, away: Whole) -> Cut:
    """Return a condition met by no pattern in which the cell stays stuck for want of whole moves.

    Args:
        system: the cells.
        hidden: a pattern in which the cell is stuck.
        cell: the cell.
        away: for each cell, how far another possible number must be from the true one.
    """
    wide = hidden.copy()
    pending = [np.flatnonzero(system.hideable & ~hidden)]
    while pending:
        chunk = pending.pop()
        trial = wide.copy()
        trial[chunk] = True
        found = attempt(system, trial | system.unseen, cell, away=int(away[cell]))
        if found.moves is None and found.certain:
            wide = trial
        elif len(chunk) > 1:
            pending += [chunk[len(chunk) // 2 :], chunk[: len(chunk) // 2]]
    return Cut(cell, tuple(int(one) for one in np.flatnonzero(system.hideable & ~wide)))


def _weights(system: System, hidden: Floats, cell: int, *, zeros_move: int) -> Bools | None:
    """Return the set of the equation that says most against a cell, or None if all are met.

    With `zeros_move` 0, cells of 0 are taken to move both ways, as if they were not 0; with 1 the
    cell is kept from moving up, with -1 from moving down.
    """
    free = system.hideable | system.unseen
    cells = np.flatnonzero(free)
    at = int(np.searchsorted(cells, cell))
    part = np.where(system.unseen, 1.0, hidden)[cells]
    most = np.where(part >= 1 - NEAR, 1e3, part + 1e-4)
    least = -most
    if zeros_move:
        zero = system.count[cells] == 0
        (least if zeros_move > 0 else most)[zero] = 0.0
    # the furthest the cell goes when each moves as far as it is hidden; the weights are the dual
    least[at], most[at] = -np.inf, np.inf
    aim = np.zeros(len(cells))
    aim[at] = -1.0
    result = linprog(
        aim,
        A_eq=system.sums[:, cells],
        b_eq=np.zeros(system.sums.shape[0]),
        bounds=np.column_stack([least, most]),
        method="highs",
    )
    if result.status != 0:
        return None
    weight = np.zeros(len(system.count))
    weight[cells] = result.lower.marginals + result.upper.marginals
    heavy = np.abs(weight) > NEAR
    if zeros_move:
        heavy &= (system.count > 0) | (weight * zeros_move < 0)
    heavy[cell] = False
    if (heavy & system.unseen).any() or hidden[heavy].sum() > hidden[cell] - NEAR:
        return None
    return np.asarray(heavy, dtype=bool)
