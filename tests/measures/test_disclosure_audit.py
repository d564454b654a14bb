"""What the analyst is told an attacker can make of each hidden cell."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.disclosure import protect, protect_together
from sendlib.measures.disclosure_attack import proof
from sendlib.measures.disclosure_audit import AUDIT_COLUMNS, Build, audit, audit_differencing
from sendlib.measures.disclosure_cells import assemble
from sendlib.measures.disclosure_tables import CountTable, cell_key
from tests.independent.disclosure_attacker import People, cells_of
from tests.independent.disclosure_tables import crossed, random_case

NAMES = ["a", "b"]


def two_way(rows, name="t"):
    return CountTable(name, crossed(np.array(rows), NAMES, {}), NAMES)


def hiding(table, *cells):
    frame = table.counts
    return [(one, two) in cells for one, two in zip(frame["a"], frame["b"], strict=True)]


def audited(table, *cells, **options):
    return audit([table], {"t": hiding(table, *cells)}, **options).set_index("cell")


def test_a_cell_that_is_alone_in_its_row_is_found_out():
    found = audited(two_way([[3, 20], [30, 40]]), ("a0", "b0"), ("a1", "b1"))
    assert found.loc["a a0, b b0", ["count", "lower", "upper"]].tolist() == [3, 3, 3]
    assert not found["safe"].any()
    assert found["primary"].tolist() == [True, False]
    assert list(found.reset_index()[AUDIT_COLUMNS].columns) == AUDIT_COLUMNS


def test_the_interval_is_what_the_sums_leave_open():
    square = [("a0", "b0"), ("a0", "b1"), ("a1", "b0"), ("a1", "b1")]
    found = audited(two_way([[3, 20], [30, 40]]), *square)
    assert found["lower"].tolist() == [0, 0, 10, 37]
    assert found["upper"].tolist() == [23, 23, 33, 60]
    assert found["safe"].all()


def test_a_cell_that_nothing_limits_has_no_upper_end():
    table = CountTable("t", pd.DataFrame({"a": ["x", "y"], "count": [3, 7]}), ["a"])
    found = audit([table], {"t": [True, False]})
    assert found["lower"].tolist() == [0]
    assert found["upper"].isna().all()
    assert found["safe"].all()


def test_hidden_in_one_table_and_shown_in_another_is_not_hidden():
    first, second = two_way([[3, 20], [30, 40]], "t"), two_way([[3, 20], [30, 40]], "again")
    square = [("a0", "b0"), ("a0", "b1"), ("a1", "b0"), ("a1", "b1")]
    found = audit([first, second], {"t": hiding(first, *square), "again": hiding(second)})
    assert found["table"].unique().tolist() == ["t"]
    assert not found["safe"].any()


def test_more_protection_makes_an_interval_too_narrow():
    square = [("a0", "b0"), ("a0", "b1"), ("a1", "b0"), ("a1", "b1")]
    table = two_way([[3, 6], [9, 40]])
    assert audited(table, *square, protection=6)["safe"].all()
    assert audited(table, *square, protection=7)["safe"].tolist() == [False, True, True, True]


def test_a_figure_known_from_elsewhere_is_no_secret():
    square = [("a0", "b0"), ("a0", "b1"), ("a1", "b0"), ("a1", "b1")]
    found = audited(
        two_way([[3, 6], [9, 40]]), *square, known=[cell_key("", {"a": "a1", "b": "b1"})]
    )
    assert not found["safe"].any()


def test_masks_of_another_length_are_refused():
    with pytest.raises(ContractError, match="table 't' has 9 rows, expected as many in hidden"):
        audit([two_way([[3, 6], [9, 40]])], {"t": [True]})
    with pytest.raises(ContractError, match="found 0"):
        audit([two_way([[3, 6], [9, 40]])], {})


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_an_attacker_written_apart_finds_the_same_intervals(seed):
    case = random_case(seed)
    tables = [
        CountTable(str(at), table, names, hierarchies={n: case.parents.get(n, {}) for n in names})
        for at, (table, names) in enumerate(case.tables)
    ]
    shown = protect_together(tables).tables
    people = People(case.tables, case.parents)
    hidden = {
        cell
        for table in tables
        for cell in cells_of(shown[table.name].query("hidden"), table.dimensions)
    }
    found = audit(tables, {name: table["hidden"] for name, table in shown.items()})
    assert found["safe"].all()
    assert len(found) == sum(table["hidden"].sum() for table in shown.values())
    far = 10 * (int(people.true.max()) + 10)
    for row in found.itertuples():
        cell = (
            tuple(tuple(one.split(" ")) for one in row.cell.split(", ")) if " " in row.cell else ()
        )
        low, high = people.range_of(cell, hidden)
        assert row.lower == low
        assert pd.isna(row.upper) if high >= far else row.upper == high


def test_what_a_lower_threshold_shows_outright_is_listed_too():
    table = CountTable("t", crossed(np.array([3, 20, 8, 9]), ["a"], {}), ["a"])
    builds = [
        Build(
            [table],
            {"t": protect(table.counts, dimensions=["a"], threshold=least)["hidden"]},
            least,
        )
        for least in (5, 10)
    ]
    found = audit_differencing(*builds)
    assert found[["table", "cell"]].to_numpy().tolist() == [["second t", "a a3"]]


def test_two_builds_that_hide_the_same_give_no_more_than_one():
    table = two_way([[3, 20], [30, 40]])
    build = Build([table], {"t": protect(table.counts, dimensions=NAMES)["hidden"]})
    assert audit_differencing(build, build).empty


def test_two_patterns_that_are_safe_alone_may_not_be_together():
    table = two_way([[3, 20, 25], [30, 40, 45], [50, 60, 65]])
    one = hiding(table, ("a0", "b0"), ("a0", "b1"), ("a1", "b0"), ("a1", "b1"))
    other = hiding(table, ("a0", "b0"), ("a0", "b2"), ("a2", "b0"), ("a2", "b2"))
    found = audit_differencing(Build([table], {"t": one}), Build([table], {"t": other}))
    assert found["cell"].tolist() == ["a a0, b b0"] * 2
    assert (found["lower"] == found["upper"]).all()


def test_builds_of_other_data_are_not_compared():
    first, second = two_way([[3, 20], [30, 40]]), two_way([[3, 20], [30, 41]])
    build = Build([first], {"t": hiding(first)})
    with pytest.raises(ContractError, match="in table 'second t', expected"):
        audit_differencing(build, Build([second], {"t": hiding(second)}))


MOST = 13  # above any sum of four counts of 3 at most, so that what gets there has no limit
PLACES = np.indices((MOST + 1,) * 4).reshape(4, -1)
HIERARCHY = {"a": {"a0": "up", "a1": "up"}}


def listed(table, dimensions, parents, mask):
    """Return all numbers that each row can have, by listing every table of people."""
    people = People([(table, dimensions)], parents)
    rows = [people.cells.index(cell) for cell in cells_of(table, dimensions)]
    matrix = people.matrix.toarray().astype(int)[rows]
    seen = matrix[~mask] @ PLACES == table["count"].to_numpy()[~mask, None]
    return [np.unique(numbers) for numbers in matrix @ PLACES[:, seen.all(axis=0)]]


@pytest.mark.parametrize(("shape", "parents"), [((2, 2), {}), ((4,), {}), ((4,), HIERARCHY)])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_intervals_and_proofs_are_those_of_listing_every_table(shape, parents, data):
    names = ["a", "b"][: len(shape)]
    counts = data.draw(st.lists(st.integers(0, 3), min_size=4, max_size=4))
    table = crossed(np.array(counts).reshape(shape), names, parents)
    size = len(table)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    away = data.draw(st.integers(1, 3))
    given_table = CountTable("t", table, names, hierarchies=parents)
    found = audit([given_table], {"t": mask}, protection=away)
    system = assemble([given_table], threshold=5)
    possible = listed(table, names, parents, mask)
    (cells,) = system.rows
    hidden = np.zeros(len(system.count), dtype=bool)
    hidden[cells[mask]] = True
    needed = np.where(system.small, away, 1)
    proven = proof(system, hidden, cells[mask].tolist(), away=needed)
    for row, place in zip(found.itertuples(), np.flatnonzero(mask), strict=True):
        numbers, count = possible[place], int(table["count"].iloc[place])
        assert row.count == count
        assert row.lower == numbers.min()
        assert pd.isna(row.upper) if numbers.max() >= MOST else row.upper == numbers.max()
        is_safe = bool((np.abs(numbers - count) >= needed[cells[place]]).any())
        assert row.safe == is_safe
        assert (cells[place] not in proven.stuck) == is_safe
    assert proven.undecided == []
