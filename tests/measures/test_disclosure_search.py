"""How the fewest cells are found, and how far the search goes."""

import numpy as np
import pytest

from sendlib.measures.disclosure_attack import proof
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_search import Effort, fewest
from sendlib.measures.disclosure_tables import CountTable
from tests.independent.disclosure_tables import crossed, sparse_counts


def system_of(seed, shape=(3, 4, 2), population="", threshold=5):
    counts = sparse_counts(np.random.default_rng(seed), shape)
    names = list("abc")[: len(shape)]
    table = CountTable("t", crossed(counts, names, {}), names, population=population)
    return assemble([table], threshold=threshold)


def ones(system):
    return np.ones(len(system.count), dtype=np.int64)


@pytest.mark.parametrize("seed", [0, 4])
def test_a_longer_search_closes_the_gap(seed):
    system = system_of(seed)
    short = fewest(system, away=ones(system), effort=Effort(relaxed_rounds=0, rounds=0))
    long = fewest(system, away=ones(system))
    assert short.bound <= long.bound == long.hidden.sum() <= short.hidden.sum()


def test_a_bound_stays_below_what_branches_cut_short_leave_open():
    system = system_of(4)
    short = fewest(system, away=ones(system), effort=Effort(relaxed_rounds=1, rounds=2, nodes=1))
    assert short.bound <= fewest(system, away=ones(system)).bound


def test_parts_that_nothing_binds_are_solved_by_themselves():
    one = crossed(np.array([[3, 20], [30, 40]]), ["a", "b"], {})
    tables = [
        CountTable(name, one, ["a", "b"], population=name) for name in ("new plans", "all plans")
    ]
    system = assemble(tables, threshold=5)
    found = fewest(system, away=ones(system))
    assert (found.hidden.sum(), found.bound) == (8, 8)


def test_the_same_tables_give_the_same_pattern_again():
    system = system_of(6)
    first, second = (fewest(system, away=ones(system)) for _ in range(2))
    assert (first.hidden == second.hidden).all()


def test_nothing_small_hides_nothing():
    system = system_of(6, threshold=1)
    assert not fewest(system, away=ones(system)).hidden.any()


def test_large_tables_come_to_an_end_with_a_safe_pattern_not_far_above_the_bound():
    system = system_of(0, shape=(8, 8, 8), threshold=4)
    found = fewest(system, away=ones(system), effort=Effort(relaxed_rounds=1, steps=100, work=500))
    targets = np.flatnonzero(found.hidden).tolist()
    assert proof(system, found.hidden, targets, away=ones(system)).stuck == []
    assert found.bound <= found.hidden.sum() <= 1.2 * found.bound


def test_no_work_allowed_leaves_what_swaps_give():
    system = system_of(4)
    found = fewest(system, away=ones(system), effort=Effort(steps=0, start=-1, work=0))
    targets = np.flatnonzero(found.hidden).tolist()
    assert proof(system, found.hidden, targets, away=ones(system)).stuck == []
