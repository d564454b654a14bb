"""Other tables of whole numbers that fit what is shown."""

import numpy as np
import pytest

from sendlib.errors import SendlibError
from sendlib.measures.disclosure_attack import alternative, proof, solve
from sendlib.measures.disclosure_cells import System, assemble
from sendlib.measures.disclosure_tables import CountTable
from tests.independent.disclosure_tables import crossed


def square(rows) -> System:
    return assemble(
        [CountTable("t", crossed(np.array(rows), ["a", "b"], {}), ["a", "b"])], threshold=5
    )


def inner(system):
    return np.array([len(key[1]) == 2 for key in system.keys])


def at(system, *cell):
    return system.keys.index(("", tuple(zip("ab", cell, strict=True))))


def test_a_square_moves_as_one():
    system = square([[3, 20], [30, 40]])
    cell = at(system, "a0", "b0")
    moves = alternative(system, inner(system), cell, away=1)
    assert moves[inner(system)].tolist() in ([1, -1, -1, 1], [-1, 1, 1, -1])
    assert alternative(system, inner(system), cell, away=21) is None


def test_a_cell_moves_down_where_it_cannot_move_up():
    system = square([[3, 0], [0, 40]])
    moves = alternative(system, inner(system), at(system, "a0", "b0"), away=2)
    assert moves[at(system, "a0", "b0")] == -2


def test_a_zero_moves_up_alone():
    system = square([[0, 20], [30, 0]])
    assert alternative(system, inner(system), at(system, "a0", "b0"), away=1) is not None
    system = square([[0, 0], [0, 40]])
    assert alternative(system, inner(system), at(system, "a0", "b0"), away=1) is None


def test_the_cheaper_way_is_taken():
    system = square([[3, 20], [30, 40]])
    cell, cost = at(system, "a0", "b0"), np.ones(len(system.count))
    moves = alternative(system, system.hideable, cell, away=1, cost=cost)
    assert np.abs(moves).sum() == 4


def test_what_cannot_move_is_named_and_the_rest_proven():
    system = square([[3, 20, 9], [30, 40, 9], [9, 9, 9]])
    hidden = inner(system) & np.array([("a", "a2") not in key[1] for key in system.keys])
    hidden &= np.array([("b", "b2") not in key[1] for key in system.keys])
    alone = at(system, "a2", "b2")
    hidden[alone] = True
    away = np.ones(len(system.count), dtype=np.int64)
    found = proof(system, hidden, np.flatnonzero(hidden).tolist(), away=away)
    assert found.stuck == [alone]
    assert len(found.by) == 4
    again = proof(system, hidden, [at(system, "a0", "b0")], away=away, first=found.moves)
    assert len(again.moves) == 1
    assert again.moves[0] is found.moves[0]


def test_moves_of_cells_that_are_seen_do_not_count():
    system = square([[3, 20], [30, 40]])
    away = np.ones(len(system.count), dtype=np.int64)
    cell = at(system, "a0", "b0")
    moves = alternative(system, inner(system), cell, away=1)
    only = np.zeros(len(system.count), dtype=bool)
    only[cell] = True
    assert proof(system, only, [cell], away=away, first=[moves]).stuck == [cell]


def test_a_program_without_an_answer_is_not_passed_over():
    # a cost that is not finite makes the solver give up
    system = square([[3, 20], [30, 40]])
    with pytest.raises((SendlibError, ValueError)):
        solve(np.full(9, np.inf), system.sums, np.zeros(9), np.ones(9), whole=False)
