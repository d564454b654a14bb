"""Swaps of people at the corners of blocks, priced all at once."""

from itertools import product

import numpy as np
import pytest

from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_swaps import BARRED, Swaps, lines_of
from sendlib.measures.disclosure_tables import CountTable
from tests.independent.disclosure_tables import crossed


def system_of(counts, names="ab", parents=None):
    frame = crossed(np.array(counts), list(names), parents or {})
    return assemble([CountTable("t", frame, list(names), hierarchies=parents or {})], threshold=5)


def at(system, *labels):
    return system.keys.index(("", tuple(sorted((one[0], one) for one in labels))))


def moved(system, swap):
    moves = np.zeros(len(system.count), dtype=np.int64)
    moves[swap.cells] = swap.signs
    return moves


def test_lines_move_one_category_with_all_above_it_or_two_against_each_other():
    lines = lines_of(["Total", "p", "x", "y", "z"], {"p": ["x", "y"], "Total": ["p", "z"]})
    assert sorted(map(tuple, lines.astype(int).tolist())) == [
        (0, 0, 1, -1, 0), (0, 1, 0, 1, -1), (0, 1, 1, 0, -1),
        (1, 0, 0, 0, 1), (1, 1, 0, 1, 0), (1, 1, 1, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", [(5,), (3, 4), (3, 3, 4)])
def test_the_cheapest_swap_is_the_cheapest_of_all_blocks(shape):
    generator = np.random.default_rng(len(shape))
    names = "abc"[: len(shape)]
    system = system_of(generator.poisson(3, size=shape), names)
    price = generator.random(len(system.count))
    down = np.where(system.count == 0, BARRED, price)
    swaps = Swaps(system.grids, len(system.count))
    grid = system.grids[0].cells
    for corner in product(*(range(size) for size in shape)):
        cell = int(grid[tuple(one + 1 for one in corner)])  # Total stands first
        least = min(
            sum(
                (price if sign > 0 else down)[one]
                for one, sign in corners(grid, [one + 1 for one in corner], other, way)
            )
            for other in product(*(range(size) for size in grid.shape))
            if all(one + 1 != two for one, two in zip(corner, other, strict=True))
            for way in (1, -1)
        )
        swap = swaps.cheapest(cell, price, down)
        if least >= BARRED:
            assert swap is None
            continue
        assert swap.price == pytest.approx(least)
        moves = moved(system, swap)
        assert not (system.sums @ moves).any()
        assert (system.count + moves >= 0).all()
        assert abs(moves[cell]) == 1


def corners(grid, one, other, way):
    for place in product((0, 1), repeat=len(one)):
        sign = way
        for taken, second in zip(place, other, strict=True):
            sign *= -1 if taken and second else 1  # a total moves with its part
        yield int(grid[tuple((one, other)[t][d] for d, t in enumerate(place))]), sign


def test_cells_that_another_table_binds_are_in_no_swap():
    people = np.array([[[3, 9], [20, 11]], [[30, 8], [40, 30]]])
    tables = [
        CountTable("ab", crossed(people.sum(axis=2), ["a", "b"], {}), ["a", "b"]),
        CountTable("ac", crossed(people.sum(axis=1), ["a", "c"], {}), ["a", "c"]),
    ]
    system = assemble(tables, threshold=5)
    swaps = Swaps(system.grids, len(system.count))
    price = np.ones(len(system.count))
    assert swaps.cheapest(at(system, "a0"), price, price) is None
    inner = swaps.cheapest(at(system, "a0", "b0"), price, price)
    assert len(inner.cells) == 4
    assert not (system.sums @ moved(system, inner)).any()


def test_levels_move_with_what_they_hold():
    parents = {"a": {"a0": "p", "a1": "p", "a2": "q", "a3": "q"}}
    system = system_of([[9, 9], [9, 9], [9, 9], [9, 9]], parents=parents)
    swaps = Swaps(system.grids, len(system.count))
    price = np.ones(len(system.count))
    cell = system.keys.index(("", (("a", "p"), ("b", "b0"))))
    swap = swaps.cheapest(cell, price, price)
    assert len(swap.cells) == 6  # both levels and the total, in two columns
    assert not (system.sums @ moved(system, swap)).any()
