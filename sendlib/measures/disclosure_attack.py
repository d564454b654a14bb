"""What an attacker can find out about hidden cells, in whole numbers.

The attacker sees every cell that is not hidden, and knows the sums and that counts are whole and
not negative. A hidden cell is safe when another table of whole numbers fits all of that and has a
different number in the cell. Such a table is kept as the moves from the true one: 0 for every cell
seen, 0 over every sum, and nowhere so far down that a count falls below 0. The true table is the
other of the two whole numbers, so one table of moves is proof for every cell that it moves.

Linear programming finds the moves; where its answer is not whole, integer programming decides
(HiGHS in both cases). A proof is checked in whole numbers before it is believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from sendlib.errors import SendlibError
from sendlib.measures.disclosure_cells import System
from sendlib.measures.disclosure_tables import Bools, Floats, Whole

TRIES = 4  # linear programs for moves of one cell, before an integer program
NODES = 50  # branches of that one
SAFETY = 60.0  # seconds after which a program is given up; those that were measured took under 8
ROUNDS = 12  # tries at moving many cells at once, before each is taken by itself
TIMES = (1, 2, 3, 4, 5, 6, 8, 10, 12)  # what parts of people are multiplied by to be whole
OPTIMAL, LIMIT, INFEASIBLE, UNBOUNDED, OTHER = range(5)  # how scipy's milp says it ended


@dataclass
class Proof:
    """Moves that protect cells, and the cells for which there are none.

    Attributes:
        moves: tables of moves, each to a table that fits all the attacker sees.
        by: for each protected cell, which of `moves` proves it.
        stuck: the cells that the attacker recovers.
        undecided: those of `stuck` of which that is not certain.
        programs: how many programs it took.
    """

    moves: list[Whole]
    by: dict[int, int]
    stuck: list[int]
    undecided: list[int] = field(default_factory=list)
    programs: int = 0


def solve(
    cost: Floats,
    matrix: sparse.csr_array,
    lower: Floats,
    upper: Floats,
    *,
    whole: bool,
    rows: tuple[Floats, Floats] | None = None,
    nodes: int | None = None,
) -> OptimizeResult:
    """Minimise a cost over columns within bounds and rows within theirs (0, if not given).

    Raises:
        SendlibError: the solver ends in a way that is neither an answer nor a limit.
    """
    constraints = []
    if matrix.shape[0]:
        least, most = rows if rows is not None else (np.zeros(matrix.shape[0]),) * 2
        constraints = [LinearConstraint(matrix, least, most)]
    # the default of 0.0001 would pass for proof what is not quite
    options = {"mip_rel_gap": 0.0, "time_limit": SAFETY}
    if nodes is not None:
        options["node_limit"] = nodes
    result = milp(
        cost,
        integrality=np.full(len(cost), int(whole)),
        bounds=Bounds(lower, upper),
        constraints=constraints,
        options=options,
    )
    if result.status == OTHER and whole:  # unbounded or infeasible: the plain program says which
        return solve(cost, matrix, lower, upper, whole=False, rows=rows)
    if result.status == OTHER:
        raise SendlibError(f"the solver gave no answer: {result.message}")
    return result


def proof(
    system: System,
    hidden: Bools,
    targets: Sequence[int],
    *,
    away: Whole,
    first: Sequence[Whole] = (),
    all_or_none: bool = False,
) -> Proof:
    """Return moves for as many of the targets as can be protected.

    Args:
        system: the cells.
        hidden: cells the attacker does not see; unseen totals are taken as hidden as well.
        targets: cells to protect.
        away: for each cell, how far another possible number must be from the true one.
        first: moves that may serve; those that move a cell which is seen are passed over.
        all_or_none: whether to end with the first cell that is stuck.
    """
    unknown = peeled(system, hidden | system.unseen)
    found = Proof(moves=[], by={}, stuck=[cell for cell in targets if not unknown[cell]])
    left = [cell for cell in targets if unknown[cell]]
    for moves in first:
        if left and not moves[~unknown].any():
            left = credit(found, moves, left, away)
    if all_or_none and found.stuck:
        return found
    generator = np.random.default_rng(0)
    for _ in range(ROUNDS):
        before = len(left)
        found.programs += bool(left)
        together = _many(system, unknown, left, away=away, generator=generator) if left else None
        if together is not None:
            left = credit(found, together, left, away)
        if len(left) == before:
            break
    while left and not (all_or_none and found.stuck):
        found.programs += 1
        tried = attempt(system, unknown, left[0], away=int(away[left[0]]))
        if tried.moves is not None:
            left = credit(found, tried.moves, left, away)
            continue
        if not tried.certain:
            found.undecided.append(left[0])
        found.stuck.append(left.pop(0))
    return found


@dataclass(frozen=True)
class Attempt:
    """Moves found for one cell or None, and whether it is certain that there are none."""

    moves: Whole | None
    certain: bool = True


def alternative(
    system: System, unknown: Bools, cell: int, *, away: int, cost: Floats | None = None
) -> Whole | None:
    """Return the moves that `attempt` finds, or None."""
    return attempt(system, unknown, cell, away=away, cost=cost).moves


def attempt(
    system: System,
    unknown: Bools,
    cell: int,
    *,
    away: int,
    cost: Floats | None = None,
    exact: bool = True,
) -> Attempt:
    """Find cheap moves of unknown cells that take one cell so far up, or else down.

    Args:
        system: the cells.
        unknown: cells that may move.
        cell: the cell to protect.
        away: how far its number must move.
        cost: price of moving each cell by one; 1 if not given.
        exact: whether to go on to an integer program where linear ones give no whole moves.
    """
    up = _one_way(system, unknown, cell, away, cost, exact=exact)
    if up.moves is not None or system.count[cell] < away:
        return up
    down = _one_way(system, unknown, cell, -away, cost, exact=exact)
    return down if down.moves is not None else Attempt(None, up.certain and down.certain)


def peeled(system: System, unknown: Bools) -> Bools:
    """Return the unknown cells less those that one sum after another gives away by itself."""
    lines = abs(system.sums)
    left = unknown.copy()
    while True:
        alone = lines @ left.astype(float) == 1
        if not alone.any():
            return left
        left[np.unique(lines[alone].indices)] = False


def credit(found: Proof, moves: Whole, left: list[int], away: Whole) -> list[int]:
    """Note which cells the moves protect, and return those that are left."""
    protected = [cell for cell in left if abs(moves[cell]) >= away[cell]]
    if protected:
        found.by.update(dict.fromkeys(protected, len(found.moves)))
        found.moves.append(moves)
    return [cell for cell in left if cell not in found.by]


def _many(
    system: System,
    unknown: Bools,
    left: Sequence[int],
    *,
    away: Whole,
    generator: np.random.Generator,
) -> Whole | None:
    """Return moves that take many of the cells left away at once, or None if not whole."""
    cells, matrix = _part(system, unknown)
    reach = float(max(away[cell] for cell in left))
    aim = np.zeros(len(system.count))
    aim[list(left)] = 1 + generator.random(len(left))
    down = system.count >= away
    aim *= np.where(down & (generator.random(len(aim)) < 0.5), 1.0, -1.0)
    lower = -np.minimum(system.count[cells], reach)
    result = solve(aim[cells], matrix, lower, np.full(len(cells), reach), whole=False)
    return _checked(system, cells, result)


def _one_way(
    system: System, unknown: Bools, cell: int, by: int, cost: Floats | None, *, exact: bool
) -> Attempt:
    cells, matrix = _part(system, unknown)
    at = int(np.searchsorted(cells, cell))
    price = np.ones(len(cells)) if cost is None else cost[cells]
    count = system.count[cells].astype(np.float64)
    lower = np.zeros(2 * len(cells))
    upper = np.concatenate([np.full(len(cells), np.inf), count])
    own, other = (at, at + len(cells)) if by > 0 else (at + len(cells), at)
    lower[own], upper[other] = abs(by), 0.0
    both = sparse.csr_array(sparse.hstack([matrix, -matrix]))
    generator = np.random.default_rng(cell)
    for tries in range(TRIES + exact):
        # where parts of people are cheapest, prices a little off may lead to whole ones
        off = 1 + tries * generator.random(2 * len(cells))
        whole = tries == TRIES
        result = solve(
            np.concatenate([price, price]) * (1 if whole else off),
            both,
            lower,
            upper,
            whole=whole,
            nodes=NODES if whole else None,
        )
        if result.x is None:
            return Attempt(None, certain=result.status == INFEASIBLE)
        result.x = result.x[: len(cells)] - result.x[len(cells) :]
        moves = _checked(system, cells, result)
        if moves is not None:
            return Attempt(moves)
    return Attempt(None, certain=False)


def _part(system: System, unknown: Bools) -> tuple[Whole, sparse.csr_array]:
    """Return the cells that may move, and the sums over them."""
    cells = np.flatnonzero(unknown)
    matrix = system.sums[:, cells]
    return cells, matrix[np.diff(matrix.indptr) > 0]


def _checked(system: System, cells: Whole, result: OptimizeResult) -> Whole | None:
    """Return the solver's moves as whole numbers that hold exactly, or None if they do not.

    Moves in halves, thirds and so on are whole when taken two, three and so on times as far.
    """
    if result.x is None:
        return None
    for times in TIMES:
        far = times * result.x
        whole = np.rint(far)
        if np.abs(whole - far).max(initial=0) > 1e-6 * times:
            continue
        moves = np.zeros(len(system.count), dtype=np.int64)
        moves[cells] = whole.astype(np.int64)
        if (system.count + moves >= 0).all() and not (system.sums @ moves).any():
            return moves
    return None
