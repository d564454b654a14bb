"""Swaps: moves of a few cells at the corners of a block, found by looking and not by a program.

In a table of two ways people swap places at the corners of a rectangle, in one of three ways at
those of a block, and no sum changes. A total may stand in a corner, as may what lies between a
category and the level above it. All swaps through one cell are priced at once: a swap is the
product of one line of moves for each dimension, so prices are summed along one dimension after
the other.

A swap proves all its corners safe. Cells that other tables bind as well are left out: the sums of
one table do not say how those may move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sendlib.measures.disclosure_tables import TOTAL, Floats, Whole

FREE, FIXED = -1, -2  # in place of a cell: bound by no sum, and not to be moved
BARRED = 1e7  # price of what cannot move; no pattern costs as much
MOST_BLOCKS = 20_000  # of the swaps through a cell, the ones with fewer corners are looked at


@dataclass(frozen=True)
class Grid:
    """One table's cross as cells of the system.

    Attributes:
        cells: the cell at each place, `FREE` or `FIXED`.
        lines: per dimension, one row for each way to move its categories and keep its sums.
    """

    cells: Whole
    lines: tuple[Floats, ...]

    def among(self, cells: Whole, size: int) -> "Grid":
        """Return the grid with cells numbered by their place in `cells`, others fixed."""
        place = np.full(size + 2, FIXED)
        place[cells] = np.arange(len(cells))
        place[FREE] = FREE
        return Grid(cells=place[self.cells], lines=self.lines)


@dataclass(frozen=True)
class Swap:
    """Cells that move together, each by one up (1) or down (-1) for every one of the first."""

    cells: Whole
    signs: Whole
    price: float


def lines_of(axis: Sequence[str], parts: Mapping[str, Sequence[str]]) -> Floats:
    """Return the shortest ways to move categories of one dimension without breaking a sum.

    Either one finest category moves with all that lies above it, or two move against each other
    with what lies above one of them alone.
    """
    above = {child: parent for parent, children in parts.items() for child in children}
    single = []
    for leaf in axis:
        if leaf in parts:
            continue
        line, label = np.zeros(len(axis)), leaf
        while True:
            line[axis.index(label)] = 1.0
            if label == TOTAL:
                break
            label = above[label]
        single.append(line)
    pairs = [one - two for at, one in enumerate(single) for two in single[at + 1 :]]
    return np.array(sorted([*single, *pairs], key=lambda line: int(np.abs(line).sum())))


class Swaps:
    """The swaps that the grids of a system allow."""

    def __init__(self, grids: Sequence[Grid], size: int) -> None:
        self._grids = grids
        self._places: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in range(size)]
        for at, grid in enumerate(grids):
            for place in zip(*np.nonzero(grid.cells >= 0), strict=True):
                whole = tuple(int(one) for one in place)
                self._places[int(grid.cells[place])].append((at, whole))
        self._through: dict[tuple[int, int, int], tuple[Floats, Floats]] = {}

    def cheapest(self, cell: int, up: Floats, down: Floats) -> Swap | None:
        """Return the swap through a cell that costs least, or None if there is none.

        Args:
            cell: the cell.
            up: price of moving each cell up; of `BARRED` or more if it cannot.
            down: price of moving each cell down.
        """
        best: Swap | None = None
        rise, fall = np.append(up, [BARRED, 0.0]), np.append(down, [BARRED, 0.0])
        for at, place in self._places[cell]:
            cells = self._grids[at].cells
            lines = [self._lines(at, axis, one) for axis, one in enumerate(place)]
            # corners that move up and those that move down: half of sum and difference
            both, signed = rise[cells] + fall[cells], rise[cells] - fall[cells]
            for moving, ways in lines:
                both, signed = _summed(both, moving), _summed(signed, ways)
            for sign in (1, -1):
                prices = (both + sign * signed) / 2
                least = int(prices.argmin())
                price = float(prices.flat[least])
                if price < BARRED / 2 and (best is None or price < best.price - 1e-9):
                    chosen = np.unravel_index(least, prices.shape)
                    corner = zip(lines, chosen, strict=True)
                    block = _product([ways[:, one] for (_, ways), one in corner])
                    moved = (block != 0) & (cells >= 0)
                    signs = (sign * block[moved]).astype(np.int64)
                    best = Swap(cells=cells[moved], signs=signs, price=price)
        return best

    def _lines(self, grid: int, axis: int, label: int) -> tuple[Floats, Floats]:
        """Return the lines of one dimension through a label, each a column with 1 there.

        The first array holds their sizes, the second has signs.
        """
        key = (grid, axis, label)
        if key not in self._through:
            lines = self._grids[grid].lines[axis]
            lines = lines[lines[:, label] != 0]
            most = int(MOST_BLOCKS ** (1 / len(self._grids[grid].lines)))
            ways = np.ascontiguousarray((lines * lines[:, [label]])[:most].T)
            self._through[key] = (np.abs(ways), ways)
        return self._through[key]


def _summed(prices: Floats, lines: Floats) -> Floats:
    """Return prices summed along the first axis by each line, the lines being the last axis.

    It is `np.tensordot` without its care for shapes, which takes longer than the sums.
    """
    whole = prices.reshape(len(prices), -1).T @ lines
    return whole.reshape(*prices.shape[1:], lines.shape[1])


def _product(lines: Sequence[Floats]) -> npt.NDArray[np.float64]:
    block = np.ones(())
    for line in lines:
        block = np.multiply.outer(block, line)
    return block
