"""Conditions that every safe pattern meets, and that the pattern they are found for breaks."""

from itertools import combinations

import numpy as np
import pytest

from sendlib.measures.disclosure_attack import alternative
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_cuts import Cut, cut_for, line_cuts, whole_number_cut
from sendlib.measures.disclosure_tables import CountTable, cell_key
from tests.independent.disclosure_tables import crossed


def system_of(rows, **options):
    table = CountTable("t", crossed(np.array(rows), ["a", "b"], {}), ["a", "b"])
    return assemble([table], threshold=5, **options)


def safe_patterns(system, most):
    """Every pattern of so many cells beyond the primary ones in which all hidden cells move."""
    rest = np.flatnonzero(system.hideable & ~system.primary)
    for size in range(most + 1):
        for more in combinations(rest, size):
            hidden = system.primary.copy()
            hidden[list(more)] = True
            moving = [
                alternative(system, hidden, int(cell), away=1) is not None
                for cell in np.flatnonzero(hidden)
            ]
            if all(moving):
                yield hidden


def holds(cut, hidden):
    return not hidden[cut.cell] or hidden[list(cut.others)].any()


GRIDS = [[[3, 0, 9], [8, 7, 0]], [[2, 9], [0, 9]]]


@pytest.mark.parametrize("grid", GRIDS)
def test_conditions_hold_for_every_safe_pattern_and_not_for_the_one_at_hand(grid):
    system = system_of(grid)
    away = np.ones(len(system.count), dtype=np.int64)
    safe = list(safe_patterns(system, 3))
    assert safe
    rng = np.random.default_rng(0)
    cuts = line_cuts(system)
    for _ in range(5):
        hidden = system.primary | (system.hideable & (rng.random(len(system.count)) < 0.5))
        for cell in np.flatnonzero(hidden):
            if alternative(system, hidden, int(cell), away=1) is None:
                cut = cut_for(system, hidden.astype(float), int(cell))
                assert cut is None or not holds(cut, hidden)
                by_number = whole_number_cut(system, hidden, int(cell), away=away)
                assert not holds(by_number, hidden)
                cuts += [by_number, *([] if cut is None else [cut])]
    assert all(holds(cut, hidden) for cut in cuts for hidden in safe)


def test_parts_of_cells_that_do_not_reach_break_a_condition():
    system = system_of([[3, 20], [30, 40]])
    part = np.where(system.primary, 1.0, 0.2)
    cut = cut_for(system, part, int(np.flatnonzero(system.primary)[0]))
    assert part[list(cut.others)].sum() < 1
    whole = system.hideable.astype(float)
    assert cut_for(system, whole, cut.cell) is None


def test_a_cell_in_no_sum_has_no_condition():
    table = CountTable("t", crossed(np.array([3, 9]), ["a"], {}).query("a != 'Total'"), ["a"])
    system = assemble([table], threshold=5)
    assert line_cuts(system) == []
    assert cut_for(system, system.primary.astype(float), 0) is None


def test_sums_with_a_total_that_nobody_sees_demand_nothing():
    frame = crossed(np.array([[3, 9], [9, 9]]), ["a", "b"], {})
    frame = frame.query("(a == 'Total') == (b == 'Total')")
    system = assemble([CountTable("t", frame, ["a", "b"])], threshold=5)
    assert system.unseen.any()
    assert line_cuts(system) == []


def test_known_cells_are_in_no_condition():
    known = cell_key("", {"a": "a0", "b": "b1"})
    system = system_of([[3, 20], [30, 40]], known=[known])
    at = system.keys.index(known)
    assert all(at not in (cut.cell, *cut.others) for cut in line_cuts(system))
    assert isinstance(line_cuts(system)[0], Cut)
