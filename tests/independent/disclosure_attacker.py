"""An attacker on tables with hidden cells, written without a line of sendlib.

The unknowns are not the cells but the people: how many there are in each combination of the finest
categories of all variables. Every cell shown says what some of those numbers sum to. Whatever
whole numbers fit all that is shown, the attacker holds for possible.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, hstack, lil_array, vstack

TOTAL = "Total"
Cell = tuple[tuple[str, str], ...]
Parents = Mapping[str, Mapping[str, str]]


def cells_of(table: pd.DataFrame, dimensions: Sequence[str]) -> list[Cell]:
    rows = table[list(dimensions)].astype(str).itertuples(index=False, name=None)
    return [
        tuple(sorted((n, v) for n, v in zip(dimensions, row, strict=True) if v != TOTAL))
        for row in rows
    ]


class People:
    """The combinations of finest categories, and which of them each cell counts."""

    def __init__(self, tables: Iterable[tuple[pd.DataFrame, Sequence[str]]], parents: Parents):
        tables = list(tables)
        self.parents = parents
        found: dict[str, set[str]] = {}
        for table, dimensions in tables:
            for name in dimensions:
                found.setdefault(name, set()).update(set(table[name].astype(str)) - {TOTAL})
        self.names = sorted(found)
        above = {name: set(parents.get(name, {}).values()) for name in self.names}
        finest = [sorted(found[name] - above[name]) for name in self.names]
        self.leaves = list(product(*finest))
        self.counts: dict[Cell, int] = {}
        for table, dimensions in tables:
            self.counts.update(
                zip(cells_of(table, dimensions), table["count"].astype(int), strict=True)
            )
        self.cells = sorted(self.counts)
        self.true = np.array([self.counts[cell] for cell in self.cells])
        matrix = lil_array((len(self.cells), len(self.leaves)))
        for row, cell in enumerate(self.cells):
            for column, leaf in enumerate(self.leaves):
                matrix[row, column] = float(self._counts(cell, leaf))
        self.matrix = matrix.tocsr()

    def _counts(self, cell: Cell, leaf: tuple[str, ...]) -> bool:
        person = dict(zip(self.names, leaf, strict=True))
        return all(value in self._lineage(name, person[name]) for name, value in cell)

    def _lineage(self, name: str, value: str) -> Iterator[str]:
        while value != TOTAL:
            yield value
            value = self.parents.get(name, {}).get(value, TOTAL)

    def range_of(self, cell: Cell, hidden: set[Cell]) -> tuple[float, float]:
        """Return the least and the most that a cell can be, infinite where nothing limits it."""
        row = self.matrix[[self.cells.index(cell)]].toarray()[0]
        return tuple(self._extreme(sign * row, hidden) * sign for sign in (1, -1))

    def _extreme(self, aim: np.ndarray, hidden: set[Cell]) -> float:
        seen = np.array([one not in hidden for one in self.cells])
        limits = (
            [LinearConstraint(self.matrix[seen], self.true[seen], self.true[seen])]
            if seen.any()
            else []
        )
        # far above every count: a cell that gets there is as good as unlimited
        far = 10 * (int(self.true.max()) + 10)
        result = milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=Bounds(0, far),
            constraints=limits,
            options={"mip_rel_gap": 0.0},
        )
        assert result.status == 0, result.message
        return round(result.fun)

    def recovered_by_rule(self, hidden: set[Cell], threshold: int) -> list[Cell]:
        """Return small hidden cells certain for one who knows that some hidden cell is small.

        Nothing would be hidden if there were no small count, so tables without one are ruled out.
        """
        leaves = len(self.leaves)
        seen = np.array([one not in hidden for one in self.cells])
        covered = np.flatnonzero(~seen)
        far = 10 * (int(self.true.max()) + 10)
        link = lil_array((2 * len(covered) + 1, leaves + len(covered)))
        low, high = np.zeros(link.shape[0]), np.full(link.shape[0], np.inf)
        for at, cell in enumerate(covered):
            for leaf in self.matrix[[cell]].nonzero()[1]:
                link[2 * at, leaf], link[2 * at + 1, leaf] = 1, -1
            link[2 * at, leaves + at] = -1  # a cell called small is 1 or more
            link[2 * at + 1, leaves + at] = -far
            low[2 * at + 1] = -far - threshold + 1
            link[-1, leaves + at] = 1
        low[-1] = 1
        shown = hstack([self.matrix[seen], coo_array((int(seen.sum()), len(covered)))])
        certain = []
        for cell in sorted(one for one in hidden if 0 < self.counts[one] < threshold):
            found = set()
            row = self.matrix[[self.cells.index(cell)]].toarray()[0]
            for sign in (1, -1):
                result = milp(
                    np.concatenate([sign * row, np.zeros(len(covered))]),
                    integrality=np.ones(leaves + len(covered)),
                    bounds=Bounds(0, np.concatenate([np.full(leaves, far), np.ones(len(covered))])),
                    constraints=[
                        LinearConstraint(shown.tocsr(), self.true[seen], self.true[seen]),
                        LinearConstraint(link.tocsr(), low, high),
                    ],
                )
                assert result.status == 0, result.message
                found.add(sign * round(result.fun))
            if len(found) == 1:
                certain.append(cell)
        return certain

    def recovered(self, hidden: set[Cell]) -> list[Cell]:
        """Return the hidden cells for which one whole number alone is possible."""
        return [one for one in sorted(hidden) if len(set(self.range_of(one, hidden))) == 1]

    def fewest(self, threshold: int, reach: int = 12) -> int | None:
        """Return the least number of cells to hide, by one integer program over all of them.

        Each small cell has a second table of people of its own, at most `reach` away in a cell.
        None where the program is too large to be solved.
        """
        small = np.flatnonzero((self.true > 0) & (self.true < threshold))
        if not len(small):
            return 0
        cells, leaves = self.matrix.shape
        base = self._some_people()
        blocks, lower, upper = [], [], []
        width = cells + len(small) * (leaves + 1)
        for at, cell in enumerate(small):
            start = cells + at * (leaves + 1)
            empty = coo_array((cells, start - cells))
            after = coo_array((cells, width - start - leaves - 1))
            hide = coo_array((np.ones(cells), (range(cells), range(cells))))
            none = coo_array((cells, 1))
            for sign in (1, -1):  # sign * moves <= reach * hidden
                blocks.append(hstack([-reach * hide, empty, sign * self.matrix, none, after]))
                lower.append(np.full(cells, -np.inf))
                upper.append(np.zeros(cells))
            move = lil_array((2, width))
            row = self.matrix[[cell]].toarray()[0]
            for one in np.flatnonzero(row):
                move[0, start + one] = move[1, start + one] = row[one]
            # up: moves >= 1 - far * side; down: moves <= -1 + far * (1 - side)
            far = 2 * reach
            move[0, start + leaves] = far
            move[1, start + leaves] = far
            blocks.append(move)
            lower.append(np.array([1, -np.inf]))
            upper.append(np.array([np.inf, far - 1]))
        low = np.zeros(width)
        high = np.ones(width)
        low[small] = 1
        for at in range(len(small)):
            start = cells + at * (leaves + 1)
            low[start : start + leaves] = -base
            high[start : start + leaves] = self.true.max()
        result = milp(
            np.concatenate([np.ones(cells), np.zeros(width - cells)]),
            integrality=np.ones(width),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(
                vstack(blocks).tocsr(), np.concatenate(lower), np.concatenate(upper)
            ),
            options={"mip_rel_gap": 0.0, "node_limit": 200},
        )
        return round(result.fun) if result.status == 0 else None

    def _some_people(self) -> np.ndarray:
        """Return numbers of people that give every cell its count; tables need not name them."""
        result = milp(
            np.zeros(len(self.leaves)),
            integrality=np.ones(len(self.leaves)),
            constraints=LinearConstraint(self.matrix, self.true, self.true),
        )
        assert result.status == 0, result.message
        return np.rint(result.x)


def possible_tables(
    counts: Mapping[Cell, int], people: People, hidden: set[Cell], most: int
) -> Iterator[np.ndarray]:
    """Yield every table of people that fits what is shown, none above `most`, one by one."""
    seen = [at for at, cell in enumerate(people.cells) if cell not in hidden]
    matrix = people.matrix.toarray().astype(int)[seen]
    target = np.array([counts[people.cells[at]] for at in seen], dtype=int)
    last = [max(np.flatnonzero(row)) for row in matrix]

    def fill(at: int, chosen: list[int]) -> Iterator[np.ndarray]:
        if at == len(people.leaves):
            yield np.array(chosen)
            return
        for value in range(most + 1):
            trial = np.array([*chosen, value])
            sums = matrix[:, : at + 1] @ trial
            if (sums > target).any():
                break
            done = [row for row, end in enumerate(last) if end == at]
            if (sums[done] == target[done]).all():
                yield from fill(at + 1, [*chosen, value])

    yield from fill(0, [])


def safe_by_listing(people: People, hidden: set[Cell], targets: Iterable[Cell], most: int) -> bool:
    """Say whether every target has two numbers, by listing tables until it has."""
    wanted = {people.cells.index(cell) for cell in targets}
    matrix = people.matrix.toarray().astype(int)
    for found in possible_tables(people.counts, people, hidden, most):
        moved = matrix @ found != people.true
        wanted -= {at for at in wanted if moved[at]}
        if not wanted:
            return True
    return not wanted


def any_smaller(people: People, threshold: int, size: int, most: int) -> bool:
    """Say whether some pattern of a size keeps all small cells safe, by trying every one."""
    small = [cell for cell in people.cells if 0 < people.counts[cell] < threshold]
    rest = [cell for cell in people.cells if cell not in small]
    if size < len(small):
        return False
    return any(
        safe_by_listing(people, {*small, *more}, small, most)
        for more in combinations(rest, size - len(small))
    )
