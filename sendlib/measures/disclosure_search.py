"""The fewest cells to hide: the cell suppression problem, solved by adding broken conditions.

A pattern is safe when every hidden cell can move (`disclosure_attack`). Patterns that keep all
conditions known so far (`disclosure_cuts`) are found by integer programming with the fewest cells;
the attacker's programs either prove such a pattern safe, and then it is the smallest there is, or
give conditions that it breaks, and the search goes on. The number of cells in each is a lower
bound. The search starts from a pattern put together from swaps (`disclosure_cover`), in which each
further cell is shown again if the pattern stays safe without it; patterns that are not safe are
repaired in the same way.

How long the search goes on is counted in steps and in the size of programs, never in seconds, so
that the same tables always give the same pattern. A limit in seconds ends a program only if it
takes far longer than it ever did (`disclosure_attack.SAFETY`).
What is left open then is the gap between pattern and lower bound.

Sources: Fischetti and Salazar (2001), Solving the cell suppression problem on tabular data with
linear constraints, Management Science 47; Salazar (2008), Statistical confidentiality:
optimization techniques to protect tables, Computers & Operations Research 35; Hundepool et al.
(2012), Statistical Disclosure Control, chapter 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from sendlib.measures.disclosure_attack import Proof, proof, solve
from sendlib.measures.disclosure_cells import System
from sendlib.measures.disclosure_cover import Cover
from sendlib.measures.disclosure_cuts import Cut, cut_for, line_cuts, whole_number_cut
from sendlib.measures.disclosure_tables import Bools, Floats, Whole

PREFERENCE = 0.5  # all of a pattern's costs together count for less than one cell
LARGE = 1_500  # cells from which on a pattern is taken apart less often
RISE = 0.01  # of the bound in large systems, without which no more conditions are looked for
SMALL = 2_000  # numbers in the sums up to which a pattern is repaired by programs, not by swaps
# work of programs by the numbers in them, as measured; a whole one grows with its branches
WORK_LINEAR, WORK_PROOF, WORK_WHOLE, BRANCHES = 0.01, 0.01, 0.1, 20


@dataclass(frozen=True)
class Effort:
    """How far the search for the fewest cells goes, in steps and not in seconds.

    Work is counted by the size of programs, so that a unit is about two milliseconds on a
    machine of 2025 with nothing else to do.

    Attributes:
        relaxed_rounds: rounds of conditions found on linear relaxations.
        relaxed_programs: attacker's programs solved in each of them.
        rounds: rounds of smallest patterns.
        nodes: branches the solver may open for each.
        steps: times a pattern is taken apart and put together again.
        start: work on a good pattern.
        work: work on proving it the smallest, or finding one with fewer cells.
    """

    relaxed_rounds: int = 6
    relaxed_programs: int = 30
    rounds: int = 40
    nodes: int = 400
    steps: int = 600
    start: int = 2500
    work: int = 5000


class _Meter:
    """Work left."""

    def __init__(self, left: float) -> None:
        self.left = left

    def spend(self, work: float) -> None:
        """Note work done."""
        self.left -= work


@dataclass
class Pattern:
    """A safe pattern and the least number of cells any safe pattern hides.

    Attributes:
        hidden: the cells hidden.
        bound: no safe pattern hides fewer cells.
        exposed: primary cells that figures known from elsewhere give away whatever is hidden.
    """

    hidden: Bools
    bound: int
    exposed: list[int] = field(default_factory=list)


def fewest(system: System, *, away: Whole, effort: Effort | None = None) -> Pattern:
    """Return the smallest safe pattern found, each connected part of the system by itself.

    Args:
        system: the cells.
        away: for each cell, how far another possible number must be from the true one if hidden.
        effort: how far to search.
    """
    effort = effort or Effort()
    result = Pattern(hidden=system.primary.copy(), bound=0)
    given = bool((system.count[~system.hideable & ~system.unseen] > 0).any())
    for cells in _connected(system):
        part = _restricted(system, cells)
        if part.primary.any():
            found = _Search(part, away=away[cells], effort=effort, given=given).run()
            result.hidden[cells] = found.hidden
            result.bound += found.bound
            result.exposed += [int(cells[cell]) for cell in found.exposed]
    return result


class _Search:
    """The search over one connected part."""

    def __init__(self, system: System, *, away: Whole, effort: Effort, given: bool) -> None:
        self.system = system
        self.effort = effort
        self.away = away
        self.choice = np.flatnonzero(system.hideable & ~system.primary)
        self.price = 1 + PREFERENCE * system.cost / (len(system.count) + 1)
        self.cuts: dict[Cut, None] = dict.fromkeys(line_cuts(system))
        self.lines = abs(system.sums)
        by_cell = sparse.csc_array(system.sums)
        self.lines_of = np.split(by_cell.indices, by_cell.indptr[1:-1])
        self.start, self.work = _Meter(effort.start), _Meter(effort.work)
        self.exposed: list[int] = []
        if given:
            everything = proof(system, system.hideable, self._primary(), away=self.away)
            self.exposed = everything.stuck

    def run(self) -> Pattern:
        if not len(self.choice):  # nothing to choose: all that can be hidden is
            hidden = self.system.primary.copy()
            return Pattern(hidden=hidden, bound=int(hidden.sum()), exposed=self.exposed)
        bound = self._least(self._solve(whole=False)[1])
        best, moves = self._begun(bound)
        if bound < best.sum():
            bound = max(bound, self._relax())
        for _ in range(self.effort.rounds):
            if bound >= best.sum() or self.work.left < self._size_of_program():
                break
            found, least = self._smallest()
            bound = max(bound, least)
            if found is None or bound >= best.sum():
                break
            hidden = found
            held = self._proof(hidden, moves)
            self._spend_on(self.work, held, hidden)
            moves = held.moves
            sure = [cell for cell in held.stuck if cell not in held.undecided]
            if held.stuck:
                self._cut(hidden, sure)
                hidden, moves = self._repaired(hidden, held)
            best = min(best, hidden, key=self._price_of)
            if held.stuck and not sure:
                break  # the same pattern would come back
        return Pattern(hidden=best, bound=min(bound, int(best.sum())), exposed=self.exposed)

    def _begun(self, bound: int) -> tuple[Bools, list[Whole]]:
        """Return a good pattern, of few cells at least, and moves that prove it safe."""
        cover = Cover(self.system, price=self.price, away=self.away)
        cover.build(self._targets(self.system.primary))
        cover.better(self.effort.steps * LARGE // max(LARGE, len(self.price)), bound)
        hidden = cover.hidden
        held = self._proof(hidden, cover.moves())
        self.exposed += held.stuck  # none, unless a cell is bound by what is known already
        if bound >= hidden.sum():
            return hidden, held.moves
        return self._pruned(hidden, held)

    def _primary(self) -> list[int]:
        return [int(cell) for cell in np.flatnonzero(self.system.primary)]

    def _price_of(self, hidden: Bools) -> float:
        return float(self.price[hidden].sum())

    def _targets(self, hidden: Bools) -> list[int]:
        lost = set(self.exposed)
        return [int(cell) for cell in np.flatnonzero(hidden) if int(cell) not in lost]

    def _proof(self, hidden: Bools, moves: Sequence[Whole]) -> Proof:
        return proof(self.system, hidden, self._targets(hidden), away=self.away, first=moves)

    def _cut(self, hidden: Bools, stuck: Sequence[int]) -> None:
        for cell in stuck:
            if self.work.left < 0:
                return
            self.work.spend(float(self.system.sums.nnz) * WORK_LINEAR)
            cut = cut_for(self.system, hidden.astype(float), cell)
            if cut is None:
                self.work.spend(float(self.system.sums.nnz) * WORK_LINEAR * 10)
                cut = whole_number_cut(self.system, hidden, cell, away=self.away)
            self.cuts[cut] = None

    def _repaired(self, hidden: Bools, held: Proof) -> tuple[Bools, list[Whole]]:
        """Return a safe pattern of the cells given and others, less those not needed."""
        cover = Cover(self.system, price=self.price, away=self.away, pattern=hidden)
        small = self.system.sums.nnz < SMALL
        cover.build(self._targets(hidden), given=held.moves, programs_first=small)
        hidden = cover.hidden
        return self._pruned(hidden, self._proof(hidden, cover.moves()))

    def _pruned(self, hidden: Bools, held: Proof) -> tuple[Bools, list[Whole]]:
        """Show again each cell that the others do without, the dearest first."""
        extra = np.flatnonzero(hidden & ~self.system.primary)
        for cell in extra[np.argsort(-self.price[extra], kind="stable")]:
            if self._left_alone(hidden, int(cell)):
                continue
            if self.start.left < 0:
                break
            trial = hidden.copy()
            trial[cell] = False
            need = [one for one in held.by if held.moves[held.by[one]][cell] and one != cell]
            again = proof(
                self.system, trial, need, away=self.away, first=held.moves, all_or_none=True
            )
            self._spend_on(self.start, again, trial)
            if again.stuck:
                continue
            hidden = trial
            held.by.pop(int(cell), None)
            start = len(held.moves)
            held.moves.extend(again.moves)
            held.by.update({one: start + at for one, at in again.by.items()})
        used = sorted(set(held.by.values()))
        return hidden, [held.moves[at] for at in used]

    def _left_alone(self, hidden: Bools, cell: int) -> bool:
        """Whether some sum would keep one hidden cell only, were this cell shown."""
        unknown = (hidden | self.system.unseen).astype(float)
        return bool((self.lines[self.lines_of[cell]] @ unknown == 2).any())

    def _relax(self) -> int:
        """Add conditions that linear relaxations break, and return the least number of cells."""
        before_price = -np.inf
        least, price = 0, float(self.system.sums.nnz) * WORK_LINEAR
        for _ in range(self.effort.relaxed_rounds):
            part, bound = self._solve(whole=False)
            least = max(least, self._least(bound))
            if part is None or (self.system.sums.nnz > SMALL and bound < before_price + RISE):
                break
            before_price = bound
            loose = [cell for cell in self._targets(part > 0.05) if self._in_doubt(part, cell)]
            before = len(self.cuts)
            for cell in loose[: self.effort.relaxed_programs]:
                if self.work.left < price:
                    return least
                self.work.spend(price)
                cut = cut_for(self.system, part, cell, zeros=False)
                if cut is not None:
                    self.cuts[cut] = None
            if len(self.cuts) == before:
                break
        return least

    def _size_of_program(self) -> float:
        """Return the work of a program for the smallest pattern at least: on its first branch."""
        return WORK_WHOLE * sum(1 + len(cut.others) for cut in self.cuts)

    def _branches(self) -> int:
        """Return how many branches the work left allows."""
        allowed = BRANCHES * (self.work.left / max(self._size_of_program(), 1.0) - 1)
        return max(1, min(self.effort.nodes, int(allowed)))

    def _spend_on(self, meter: _Meter, held: Proof, hidden: Bools) -> None:
        """Note the work of a proof, by the programs it must have taken at least."""
        programs = held.programs
        meter.spend(programs * WORK_PROOF * float(self.lines[:, hidden].nnz))

    def _in_doubt(self, part: Floats, cell: int) -> bool:
        """Whether parts of cells, and not whole ones alone, might be what protects a cell."""
        firm = (np.where(self.system.unseen, 1.0, part) > 1 - 1e-6).astype(float)
        return bool((self.lines[self.lines_of[cell]] @ firm < 2).any())

    def _smallest(self) -> tuple[Bools | None, int]:
        """Return the pattern with fewest cells that keeps all conditions, and its bound."""
        part, bound = self._solve(whole=True)
        return (None if part is None else part > 0.5), self._least(bound)

    def _least(self, price: float) -> int:
        """Return how many cells a pattern of such a price or more hides at least."""
        return int(np.ceil(price - PREFERENCE - 1e-6))

    def _solve(self, *, whole: bool) -> tuple[Floats | None, float]:
        system, choice = self.system, self.choice
        place = np.full(len(system.count), -1)
        place[choice] = np.arange(len(choice))
        lost = set(self.exposed)
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        least: list[float] = []
        for cut in self.cuts:
            if cut.cell in lost or any(system.primary[one] for one in cut.others):
                continue
            row = len(least)
            rows += [row] * len(cut.others)
            columns += [int(place[one]) for one in cut.others]
            values += [1.0] * len(cut.others)
            least.append(float(system.primary[cut.cell]))
            if not system.primary[cut.cell]:
                rows.append(row)
                columns.append(int(place[cut.cell]))
                values.append(-1.0)
        matrix = sparse.csr_array((values, (rows, columns)), shape=(len(least), len(choice)))
        given = self._price_of(system.primary)
        result = solve(
            self.price[choice],
            matrix,
            np.zeros(len(choice)),
            np.ones(len(choice)),
            whole=whole,
            rows=(np.array(least), np.full(len(least), np.inf)),
            nodes=self._branches() if whole else None,
        )
        bound = result.mip_dual_bound if whole else result.fun
        if whole:
            branches = int(result.mip_node_count or 0)
            self.work.spend(self._size_of_program() * (1 + branches / BRANCHES))
        part = None
        if result.x is not None:
            part = system.primary.astype(float)
            part[choice] = result.x
        return part, given + (float(bound) if bound is not None else 0.0)


def _connected(system: System) -> list[Whole]:
    """Return the cells of each part that no sum over cells in doubt joins to another."""
    doubt = system.hideable | system.unseen
    matrix = abs(system.sums[:, np.flatnonzero(doubt)])
    count, label = connected_components(matrix.T @ matrix, directed=False)
    cells = np.flatnonzero(doubt)
    return [cells[label == one] for one in range(count)]


def _restricted(system: System, cells: Whole) -> System:
    matrix = system.sums[:, cells]
    return System(
        keys=[system.keys[cell] for cell in cells],
        count=system.count[cells],
        sums=matrix[np.diff(matrix.indptr) > 0],
        hideable=system.hideable[cells],
        unseen=system.unseen[cells],
        primary=system.primary[cells],
        small=system.small[cells],
        cost=system.cost[cells],
        rows=[],
        grids=[grid.among(cells, len(system.count)) for grid in system.grids],
    )
