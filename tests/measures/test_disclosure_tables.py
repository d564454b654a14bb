"""Tables of counts are checked before anything is hidden in them."""

import numpy as np
import pandas as pd
import pytest

from sendlib.errors import ContractError
from sendlib.measures.disclosure_tables import (
    CountTable,
    cell_key,
    describe,
    keys_of,
    lattice_of,
    sums_of,
)

ROWS = [("x", 3), ("y", 4), ("Total", 7)]


def table(rows=tuple(ROWS), dimensions=("a",), **options):
    frame = pd.DataFrame(rows, columns=["a", "count"])
    return CountTable("t", frame, list(dimensions), **options)


def test_a_cell_has_one_key_whatever_the_order_of_its_variables():
    assert cell_key("p", {"b": "2", "a": "1", "c": "Total"}) == ("p", (("a", "1"), ("b", "2")))
    assert describe(cell_key("plans", {"b": "2", "a": "1"})) == "plans: a 1, b 2"
    assert describe(cell_key("", {})) == "Total"


def test_the_cross_has_a_total_even_where_the_table_has_none():
    lattice = lattice_of(table(ROWS[:2]))
    assert lattice.axes == [["Total", "x", "y"]]
    assert lattice.count.tolist() == [7, 3, 4]
    assert lattice.row.tolist() == [-1, 0, 1]


def test_every_sum_of_the_cross_is_named():
    given = table(where={"c": "z"}, population="p")
    lattice = lattice_of(given)
    whole, parts = next(iter(sums_of(keys_of(given, lattice), lattice)))
    assert whole == ("p", (("c", "z"),))
    assert parts == (("p", (("a", "x"), ("c", "z"))), ("p", (("a", "y"), ("c", "z"))))


def test_levels_add_up_from_the_bottom():
    parents = {"a": {"u": "x", "v": "x", "x": "q"}}
    given = table([("u", 1), ("v", 2), ("q", 3), ("y", 4)], hierarchies=parents)
    lattice = lattice_of(given)
    assert dict(zip(lattice.axes[0], lattice.count, strict=True)) == {
        "Total": 7, "q": 3, "u": 1, "v": 2, "y": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([("x", 3.5)], {}, r"has count 3.5 at \['x'\], expected a whole number of 0 or more"),
        ([("x", -1)], {}, "has count -1"),
        ([("x", None)], {}, "has count None"),
        ([("x", "many")], {}, "has count many"),
        ([("x", float("inf"))], {}, "has count inf"),
        ([(None, 3)], {}, r"has rows without a category in \['a'\]"),
        ([("x", 3), ("x", 4)], {}, r"has two rows for \('x',\), expected one"),
        ([("x", 3), ("Total", 4)], {}, r"has count 4 at \{'a': 'Total'\}, expected 3, the sum"),
        (ROWS, {"dimensions": ["b"]}, r"has no column \['b'\], found \['a', 'count'\]"),
        (ROWS, {"dimensions": []}, r"has dimensions \[\]"),
        (ROWS, {"dimensions": ["a", "a"]}, r"has dimensions \['a', 'a'\], each once"),
        (ROWS, {"hierarchies": {"b": {}}}, r"name \['b'\], expected \['a'\]"),
        (ROWS, {"hierarchies": {"a": {"x": "y", "y": "x"}}}, "circle: x under y under x"),
        (ROWS, {"primary": np.array([True])}, "has 3 rows, primary 1"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(rows, options, message):
    with pytest.raises(ContractError, match=message):
        lattice_of(table(rows, **options))


def test_the_cell_that_does_not_add_up_is_named_with_what_was_found_and_expected():
    frame = pd.DataFrame(
        [("x", "m", 3), ("y", "m", 4), ("x", "Total", 5), ("Total", "Total", 9)],
        columns=["a", "b", "count"],
    )
    message = r"count 5 at \{'a': 'x', 'b': 'Total'\}, expected 3, the sum over b of \['m'\]"
    with pytest.raises(ContractError, match=message):
        lattice_of(CountTable("t", frame, ["a", "b"]))
