"""Patterns put together from swaps, and bettered."""

import numpy as np
import pytest

from sendlib.measures.disclosure_attack import proof
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_cover import Cover
from sendlib.measures.disclosure_tables import CountTable
from tests.independent.disclosure_tables import crossed, random_case


def built(tables, steps=0, least=0, **options):
    system = assemble(tables, threshold=5)
    ones = np.ones(len(system.count), dtype=np.int64)
    cover = Cover(system, price=np.ones(len(system.count)), away=ones)
    cover.build(np.flatnonzero(system.primary).tolist(), **options)
    cover.better(steps, least)
    return system, ones, cover


def three_way(seed=0, shape=(5, 5, 4)):
    counts = np.random.default_rng(seed).poisson(9, size=shape)
    return [CountTable("t", crossed(counts, list("abc"), {}), list("abc"))]


@pytest.mark.parametrize("programs_first", [False, True])
def test_every_cell_of_the_pattern_is_proven_by_the_moves_it_comes_with(programs_first):
    system, ones, cover = built(three_way(), programs_first=programs_first)
    moves = cover.moves()
    assert not any((system.sums @ one).any() for one in moves)
    held = proof(
        system, cover.hidden, np.flatnonzero(cover.hidden).tolist(), away=ones, first=moves
    )
    assert held.stuck == []
    assert held.programs == 0
    assert (cover.hidden >= system.primary).all()


def test_taking_it_apart_again_and_again_hides_fewer_cells_and_ends_at_the_least():
    before = built(three_way())[2].hidden.sum()
    system, _, cover = built(three_way(), steps=150)
    after = int(cover.hidden.sum())
    assert after < before
    assert cover.price == pytest.approx(after - system.primary.sum())
    assert int(built(three_way(), steps=150, least=after + 2)[2].hidden.sum()) >= after


def test_linked_tables_get_what_swaps_cannot_give():
    case = random_case(7)
    tables = [CountTable(str(at), table, names) for at, (table, names) in enumerate(case.tables)]
    system, ones, cover = built(tables, steps=20)
    hidden = cover.hidden
    held = proof(system, hidden, np.flatnonzero(hidden).tolist(), away=ones, first=cover.moves())
    assert held.stuck == []


def test_the_cells_of_a_pattern_at_hand_are_taken_first():
    frame = crossed(np.array([[3, 20, 20], [30, 40, 40], [30, 40, 40]]), ["a", "b"], {})
    system = assemble([CountTable("t", frame, ["a", "b"])], threshold=5)
    corner = [
        system.keys.index(("", tuple(zip("ab", cell, strict=True))))
        for cell in [("a0", "b0"), ("a0", "b2"), ("a2", "b0"), ("a2", "b2")]
    ]
    pattern = np.zeros(len(system.count), dtype=bool)
    pattern[corner] = True
    ones = np.ones(len(system.count), dtype=np.int64)
    cover = Cover(system, price=np.ones(len(ones)), away=ones, pattern=pattern)
    cover.build([corner[0]])
    assert (cover.hidden == pattern).all()
