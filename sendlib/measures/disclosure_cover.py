"""A safe pattern with few cells, put together from swaps and bettered by taking it apart.

Every primary cell gets a swap (`disclosure_swaps`), or where there is none the cheapest moves that
a linear program finds. All cells that any of these moves are hidden, so each is proven safe. Then,
again and again, all swaps over a few of the further cells are dropped and found anew at the prices
that the rest leaves; a dearer pattern is kept at first now and then, later never (ruin and
recreate: Schrimpf et al. 2000, Journal of Computational Physics 159). The steps are counted and
the draws come from a fixed seed: the same tables give the same pattern.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from sendlib.measures.disclosure_attack import attempt
from sendlib.measures.disclosure_cells import System
from sendlib.measures.disclosure_swaps import BARRED, Swap, Swaps
from sendlib.measures.disclosure_tables import Bools, Floats, Whole

PATTERN_PRICE = 0.01  # share of the price of a cell, for those of a pattern that is given
HIDDEN_PRICE = 0.002  # of a further cell that is hidden anyway: swaps rest on few of them
WARM, COLD = 0.6, 0.05  # how much dearer a pattern may be, at the start and at the end


class Cover:
    """Moves for every primary cell, and the pattern they make.

    A pattern that may be unsafe can be given: its cells cost little.
    """

    def __init__(
        self, system: System, *, price: Floats, away: Whole, pattern: Bools | None = None
    ) -> None:
        if pattern is not None:
            price = np.where(pattern, PATTERN_PRICE * price, price)
        self._system = system
        self._price = price
        self._away = away
        self._swaps = Swaps(system.grids, len(system.count))
        self._random = np.random.default_rng(0)
        self._used = np.zeros(len(price), dtype=np.int64)
        self._of: dict[int, Swap] = {}
        self._firm: list[Whole] = []
        self.price = 0.0
        self._now = np.where(system.hideable, price, BARRED)  # of moving each cell as things stand
        self._now[system.primary | system.unseen] = 0.0
        self._paid = system.hideable & ~system.primary

    @property
    def hidden(self) -> Bools:
        """The primary cells and all that move with them."""
        return np.asarray(self._system.primary | (self._used > 0))

    def moves(self) -> list[Whole]:
        """Return moves that prove every cell of the pattern safe."""
        found = {}
        for cell, swap in sorted(self._of.items()):
            moves = np.zeros(len(self._price), dtype=np.int64)
            moves[swap.cells] = swap.signs * self._away[cell]
            found[moves.tobytes()] = moves
        return [*self._firm, *found.values()]

    def build(
        self, targets: Iterable[int], given: Sequence[Whole] = (), *, programs_first: bool = False
    ) -> None:
        """Find moves for all primary cells among the targets, beside moves that are given.

        Args:
            targets: cells that are hidden; those that are not primary need not stay so.
            given: moves that lie in the pattern at hand.
            programs_first: whether swaps are for cells that programs fail to move, and not the
                other way round. It takes longer and hides fewer cells.
        """
        for moves in given:
            self._fix(moves)
        for cell in targets:
            if not self._system.primary[cell] or self._is_moved(cell):
                continue
            if programs_first and self._program(cell, exact=False):
                continue
            if not self._add(cell):
                self._program(cell)

    def better(self, steps: int, least: int) -> None:
        """Take the pattern apart and together again, to a number of steps or the least cells."""
        best, kept = dict(self._of), self.price
        for step in range(steps):
            extra = np.flatnonzero((self._used > 0) & self._loose())
            if not len(extra) or int(self.hidden.sum()) <= least:
                break
            before, price = dict(self._of), self.price
            self._again(extra)
            warmth = WARM * (COLD / WARM) ** (step / steps)
            if self.price > price - warmth * np.log(1 - self._random.random()):
                self._set(before)
            elif self.price < kept - 1e-9:
                best, kept = dict(self._of), self.price
        self._set(best)

    def _loose(self) -> Bools:
        fixed = np.zeros(len(self._price), dtype=bool)
        for moves in self._firm:
            fixed |= moves != 0
        return np.asarray(self._paid & ~fixed)

    def _again(self, extra: Whole) -> None:
        """Drop the swaps over one to three further cells, and find others."""
        number = min(len(extra), int(self._random.integers(1, 4)))
        barred = self._random.choice(extra, size=number, replace=False)
        hit = set(barred.tolist())
        lost = [cell for cell, swap in self._of.items() if hit.intersection(swap.cells.tolist())]
        for cell in lost:
            self._remove(cell)
        self._random.shuffle(lost)
        for cell in lost:
            if not self._add(cell, barred):
                self._add(cell)

    def _add(self, cell: int, barred: Whole | None = None) -> bool:
        up = self._now
        if barred is not None:
            up = up.copy()
            up[barred] = BARRED
        down = np.where(self._system.count < self._away[cell], BARRED, up)
        swap = self._swaps.cheapest(cell, up, down)
        if swap is None:
            return False
        self._take(cell, swap)
        return True

    def _program(self, cell: int, *, exact: bool = True) -> bool:
        system = self._system
        cost = np.where(self.hidden | system.unseen, 0.5 * PATTERN_PRICE, self._price)
        unknown = system.hideable | system.unseen
        found = attempt(system, unknown, cell, away=int(self._away[cell]), cost=cost, exact=exact)
        if found.moves is not None:
            self._fix(found.moves)
        return found.moves is not None

    def _is_moved(self, cell: int) -> bool:
        return any(abs(moves[cell]) >= self._away[cell] for moves in self._firm)

    def _fix(self, moves: Whole) -> None:
        self._firm.append(moves)
        self._count(np.flatnonzero(moves), 1)

    def _take(self, cell: int, swap: Swap) -> None:
        self._of[cell] = swap
        self._count(swap.cells, 1)

    def _remove(self, cell: int) -> None:
        self._count(self._of.pop(cell).cells, -1)

    def _count(self, cells: Whole, by: int) -> None:
        paid = cells[self._paid[cells]]
        change = paid[self._used[paid] == (0 if by > 0 else 1)]
        self.price += by * float(self._price[change].sum())
        self._now[change] = HIDDEN_PRICE if by > 0 else self._price[change]
        self._used[paid] += by

    def _set(self, swaps: dict[int, Swap]) -> None:
        for cell in [one for one in self._of if self._of[one] is not swaps.get(one)]:
            self._remove(cell)
        for cell, swap in swaps.items():
            if cell not in self._of:
                self._take(cell, swap)
