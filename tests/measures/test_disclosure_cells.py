"""Tables given together share their cells, and the sums that bind them."""

import numpy as np
import pandas as pd
import pytest

from sendlib.errors import ContractError
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_tables import CountTable, cell_key
from tests.independent.disclosure_tables import crossed


def one_way(name, rows, dimension="a", **options):
    frame = pd.DataFrame(rows, columns=[dimension, "count"])
    return CountTable(name, frame, [dimension], **options)


def test_a_cell_that_two_tables_show_is_one():
    system = assemble(
        [
            one_way("by a", [("x", 3), ("y", 9), ("Total", 12)]),
            one_way("by b", [("m", 5), ("n", 7), ("Total", 12)], "b"),
        ],
        threshold=5,
    )
    assert len(system.keys) == 5
    assert system.rows[0][2] == system.rows[1][2]
    assert not (system.sums @ system.count).any()
    assert system.count[system.primary].tolist() == [3]


def test_a_total_that_no_table_prints_still_binds_two_tables():
    system = assemble(
        [
            one_way("by a", [("x", 3), ("y", 9)]),
            one_way("by b", [("m", 5), ("n", 7)], "b"),
        ],
        threshold=5,
    )
    assert system.count[system.unseen].tolist() == [12]
    assert system.sums.shape[0] == 2


def test_a_total_that_no_table_prints_and_nothing_binds_is_left_out():
    system = assemble([one_way("by a", [("x", 3), ("y", 9)])], threshold=5)
    assert system.sums.shape == (0, 2)
    assert not system.unseen.any()


def test_tables_of_different_people_have_nothing_in_common():
    rows = [("x", 3), ("Total", 3)]
    system = assemble(
        [one_way("p", rows, population="p"), one_way("q", rows, population="q")], threshold=5
    )
    assert len(system.keys) == 4


def test_two_tables_that_disagree_on_a_cell_are_refused():
    with pytest.raises(ContractError, match=r"Total is 12 in table 'old', expected 13 as in new"):
        assemble([one_way("old", [("Total", 12)]), one_way("new", [("Total", 13)])], threshold=5)


def test_levels_that_stand_in_other_tables_must_add_up_too():
    parents = {"a": {"x": "p", "y": "p"}}
    fine = one_way("fine", [("x", 3), ("y", 9)], hierarchies=parents)
    assert assemble([fine, one_way("coarse", [("p", 12)])], threshold=5).sums.shape[0] == 3
    with pytest.raises(ContractError, match=r"a p is 11, expected 12, the sum of \['x', 'y'\]"):
        assemble([fine, one_way("coarse", [("p", 11)])], threshold=5)


def test_categories_that_are_not_all_there_are_do_not_make_a_total():
    some = one_way("some", [("x", 3), ("y", 9)])
    system = assemble([some, one_way("all", [("m", 5), ("n", 9)], "b")], threshold=5)
    assert system.sums.shape[0] == 0
    assert assemble([some, one_way("all", [("Total", 14)], "b")], threshold=5).sums.shape[0] == 0


def test_levels_that_no_table_has_all_parts_of_bind_nothing():
    parents = {"a": {"x": "p", "y": "p", "z": "p"}}
    fine = one_way("fine", [("x", 3), ("y", 9)], hierarchies=parents)
    coarse = one_way("coarse", [("p", 20)])
    assert assemble([fine, coarse], threshold=5).sums.shape[0] == 0


def test_a_known_total_is_neither_hidden_nor_unseen():
    known = [cell_key("", {})]
    system = assemble([one_way("by a", [("x", 3), ("y", 9)])], threshold=5, known=known)
    at = system.keys.index(known[0])
    assert not system.hideable[at]
    assert not system.unseen[at]
    assert system.sums.shape[0] == 1


def test_zeros_in_tables_that_are_not_printed_are_not_known():
    whole = crossed(np.array([[3, 0], [9, 9]]), ["a", "b"], {})
    margin = crossed(np.array([3, 18]), ["a"], {})
    system = assemble(
        [CountTable("a", margin, ["a"]), CountTable("ab", whole, ["a", "b"], printed=False)],
        threshold=5,
    )
    assert 0 in system.count[system.unseen]
    assert len(system.rows) == 1


def test_totals_and_large_counts_are_dearer_to_hide():
    system = assemble([one_way("t", [("x", 6), ("y", 60), ("Total", 66)])], threshold=5)
    cost = dict(zip(system.count.tolist(), system.cost, strict=True))
    assert cost[6] < cost[60] < cost[66] <= 1
