"""Tables of counts with the fewest cells hidden that keep every hidden one from being found out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.disclosure import protect, protect_together
from sendlib.measures.disclosure_search import Effort
from sendlib.measures.disclosure_tables import CountTable, cell_key
from tests.independent.disclosure_attacker import People, any_smaller, cells_of, safe_by_listing
from tests.independent.disclosure_tables import Case, crossed, random_case, sparse_counts

FAST, ALL, LISTED, KNOWN_RULE = 12, 200, 6, 16
SOLVED = 100  # small cells times people's combinations, beyond which one program takes long


def two_way(rows):
    return crossed(np.array(rows), ["a", "b"], {})


def hidden_in(case: Case, **options) -> set:
    tables = [
        CountTable(str(at), table, dimensions, hierarchies=by_dimension(case, dimensions))
        for at, (table, dimensions) in enumerate(case.tables)
    ]
    shown = protect_together(tables, **options).tables
    return {
        cell
        for at, (_, dimensions) in enumerate(case.tables)
        for cell, hidden in zip(
            cells_of(shown[str(at)], dimensions), shown[str(at)]["hidden"], strict=True
        )
        if hidden
    }


def by_dimension(case: Case, dimensions):
    return {name: parents for name, parents in case.parents.items() if name in dimensions}


def attack(case: Case):
    hidden, people = hidden_in(case), People(case.tables, case.parents)
    small = {cell for cell, count in people.counts.items() if 0 < count < 5}
    assert small <= hidden
    assert people.recovered(hidden) == []
    return hidden, people


@pytest.mark.parametrize("seed", range(FAST))
def test_an_attacker_recovers_nothing_hidden(seed):
    attack(random_case(seed))


@pytest.mark.slow
@pytest.mark.no_cover  # the dozen above cover as much
@pytest.mark.parametrize("seed", range(ALL))
def test_two_hundred_tables_are_safe_with_as_few_cells_as_one_integer_program_finds(seed):
    hidden, people = attack(random_case(seed))
    small = sum(0 < count < 5 for count in people.counts.values())
    best = people.fewest(5) if small * len(people.leaves) < SOLVED else None
    assert best is None or len(hidden) == best
    if seed < KNOWN_RULE and hidden:
        assert people.recovered_by_rule(hidden, 5) == []


@pytest.mark.parametrize("seed", range(LISTED))
def test_small_tables_agree_with_listing_every_table_and_every_smaller_pattern(seed):
    generator = np.random.default_rng(1000 + seed)
    table = two_way(generator.poisson(2.5, size=(2, 2 + seed % 2)))
    case = Case([(table, ["a", "b"])])
    hidden, people = hidden_in(case, threshold=3), People(case.tables, {})
    most = int(table["count"].max()) + 2
    assert safe_by_listing(people, hidden, hidden, most)
    assert not any_smaller(people, 3, len(hidden) - 1, most)


def test_the_investment_example_hides_four_cells():
    # Fischetti and Salazar (2001), figure 1: activity II in region C is sensitive; a rectangle
    # with two further cells of its row and column and their corner is the least there is
    table = two_way([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
    sensitive = ((table["a"] == "a1") & (table["b"] == "b2")).to_numpy()
    done = protect_together([CountTable("investment", table, ["a", "b"], primary=sensitive)])
    assert 22 in done.tables["investment"].query("hidden")["count"].to_list()
    assert (done.hidden_count, done.fewest_count, done.gap, done.exposed) == (4, 4, 0.0, [])


def test_a_zero_may_complete_a_pattern_and_is_then_no_more_certain_than_the_rest():
    table = two_way([[1, 0, 50], [0, 1, 50], [50, 50, 50]])
    hidden = protect(table, dimensions=["a", "b"]).query("hidden")
    assert sorted(hidden["count"]) == [0, 0, 1, 1]


def test_a_parent_with_one_child_is_hidden_with_it():
    parents = {"a": {"a0": "p"}}
    table = crossed(np.array([[3, 20], [30, 40]]), ["a", "b"], parents)
    hidden = protect(table, dimensions=["a", "b"], hierarchies=parents).query("hidden")
    assert {("a0", "b0"), ("p", "b0")} <= set(zip(hidden["a"], hidden["b"], strict=True))
    cells = set(cells_of(hidden, ["a", "b"]))
    assert People([(table, ["a", "b"])], parents).recovered(cells) == []


def test_levels_that_the_table_does_not_show_are_passed_over():
    parents = {"a": {"a0": "p", "a1": "p", "p": "q", "q": "Total"}}
    table = two_way([[3, 20], [30, 40]])
    plain = protect(table, dimensions=["a", "b"])
    assert protect(table, dimensions=["a", "b"], hierarchies=parents).equals(plain)


def test_a_table_without_totals_hides_small_counts_alone():
    table = two_way([[3, 20], [30, 40]]).query("a != 'Total' and b != 'Total'")
    assert protect(table, dimensions=["a", "b"])["hidden"].tolist() == [True, False, False, False]


def test_a_grand_total_alone_binds_all_cells_though_no_margin_is_shown():
    table = two_way([[3, 20], [30, 40]]).query("(a == 'Total') == (b == 'Total')")
    assert protect(table, dimensions=["a", "b"])["hidden"].sum() == 2


def test_a_missing_row_is_a_known_zero_and_hides_nothing():
    table = two_way([[3, 0, 20], [30, 9, 40], [9, 8, 7]])
    whole, given = table, table[table["count"] > 0]
    cells = set(cells_of(protect(given, dimensions=["a", "b"]).query("hidden"), ["a", "b"]))
    assert People([(whole, ["a", "b"])], {}).recovered(cells) == []
    assert len(cells) == 4


def test_a_total_too_small_to_show_is_hidden_with_its_parts():
    table = two_way([[1, 1], [30, 40]])
    hidden = protect(table, dimensions=["a", "b"]).query("hidden")
    cells = set(cells_of(hidden, ["a", "b"]))
    assert (("a", "a0"),) in cells
    assert People([(table, ["a", "b"])], {}).recovered(cells) == []


def test_an_empty_table_stays_empty():
    table = pd.DataFrame({"a": [], "count": []})
    assert protect(table, dimensions=["a"])["hidden"].tolist() == []


def test_more_protection_asks_for_numbers_further_away():
    table = two_way([[1, 2, 50], [30, 6, 40], [9, 8, 70]])
    shown = protect(table, dimensions=["a", "b"], protection=10)
    hidden = set(cells_of(shown.query("hidden"), ["a", "b"]))
    people = People([(table, ["a", "b"])], {})
    for cell in hidden:
        low, high = people.range_of(cell, hidden)
        if people.counts[cell] < 5:
            assert max(high - people.counts[cell], people.counts[cell] - low) >= 10


def test_tables_that_share_a_margin_are_protected_as_one():
    people = np.array([[[3, 9], [20, 11]], [[30, 8], [40, 30]]])
    first = (crossed(people.sum(axis=2), ["a", "b"], {}), ["a", "b"])
    second = (crossed(people.sum(axis=1), ["a", "c"], {}), ["a", "c"])
    hidden, people = attack(Case([first, second]))
    assert len(hidden) == people.fewest(5)


def test_a_cell_in_two_tables_is_hidden_in_both_or_in_neither():
    rng = np.random.default_rng(3)
    people = rng.poisson(3, size=(3, 3, 2))
    tables = [
        CountTable("by b", crossed(people.sum(axis=2), ["a", "b"], {}), ["a", "b"]),
        CountTable("by c", crossed(people.sum(axis=1), ["a", "c"], {}), ["a", "c"]),
    ]
    done = protect_together(tables).tables
    one = done["by b"].query("b == 'Total'").set_index("a")["hidden"]
    other = done["by c"].query("c == 'Total'").set_index("a")["hidden"]
    assert one.to_dict() == other.to_dict()


def test_levels_in_different_tables_are_bound_by_the_hierarchy():
    parents = {"a": {"a0": "p", "a1": "p", "a2": "q", "a3": "q"}}
    all_levels = crossed(np.array([[3, 30], [9, 8], [20, 7], [30, 9]]), ["a", "b"], parents)
    fine = all_levels[~all_levels["a"].isin(["p", "q"])]
    coarse = all_levels[all_levels["a"].isin(["p", "q", "Total"])]
    case = Case([(fine, ["a", "b"]), (coarse, ["a", "b"])], parents)
    _, people = attack(case)
    assert len(hidden_in(case)) == people.fewest(5)


def test_tables_that_hold_for_one_category_are_bound_to_the_table_by_category():
    people = np.array([[3, 9, 30], [20, 11, 40]])
    by_a = crossed(people.sum(axis=1), ["a"], {})
    inside = crossed(people[0], ["b"], {})
    done = protect_together(
        [
            CountTable("all", by_a, ["a"]),
            CountTable("first", inside, ["b"], where={"a": "a0"}),
        ]
    )
    assert done.tables["first"].query("hidden")["count"].tolist() == [3, 9]
    assert not done.tables["all"]["hidden"].any()


def test_figures_published_elsewhere_are_shown_and_not_relied_on():
    table = two_way([[3, 20], [30, 40]])
    known = [cell_key("", {"a": "a1", "b": "b0"})]
    done = protect_together([CountTable("t", table, ["a", "b"])], known=known)
    shown = done.tables["t"].query("not hidden")
    assert ("a1", "b0") in set(zip(shown["a"], shown["b"], strict=True))
    hidden = set(cells_of(done.tables["t"].query("hidden"), ["a", "b"]))
    assert People([(table, ["a", "b"])], {}).recovered(hidden) == []


def test_what_published_figures_give_away_by_themselves_is_named():
    table = two_way([[3, 20], [30, 40]])
    known = [
        cell_key("plans", {"a": one, "b": two})
        for one, two in [("a0", "Total"), ("a0", "b1"), ("Total", "Total")]
    ]
    done = protect_together([CountTable("t", table, ["a", "b"], population="plans")], known=known)
    assert done.exposed == ["plans: a a0, b b0"]
    assert done.tables["t"].query("hidden")["count"].tolist() == [3]


def test_counts_that_are_not_printed_still_bind_those_that_are():
    people = np.zeros((2, 2, 2), dtype=int)
    people[0, 0, 0] = people[1, 1, 1] = 9
    people[0, 1, 1] = 2
    pairs = [("a", "b", 2), ("a", "c", 1), ("b", "c", 0)]
    tables = [
        CountTable(x + y, crossed(people.sum(axis=axis), [x, y], {}), [x, y])
        for x, y, axis in pairs
    ]
    whole = CountTable("all", crossed(people, list("abc"), {}), list("abc"), printed=False)
    done = protect_together([*tables, whole])
    assert sorted(done.tables) == ["ab", "ac", "bc"]
    hidden = {
        cell for x, y, _ in pairs for cell in cells_of(done.tables[x + y].query("hidden"), [x, y])
    }
    attacker = People([(table.counts, table.dimensions) for table in tables], {})
    assert attacker.recovered(hidden) == []


def test_a_short_search_is_safe_all_the_same_and_says_what_it_left_open():
    table = crossed(sparse_counts(np.random.default_rng(5), (4, 4, 3)), list("abc"), {})
    effort = Effort(relaxed_rounds=0, rounds=0)
    done = protect_together([CountTable("t", table, list("abc"))], effort=effort)
    cells = set(cells_of(done.tables["t"].query("hidden"), list("abc")))
    assert People([(table, list("abc"))], {}).recovered(cells) == []
    assert done.fewest_count < done.hidden_count
    assert done.gap == (done.hidden_count - done.fewest_count) / done.fewest_count


GRID = [[3, 20, 9], [30, 40, 1]]
LABELS = {
    "levels": lambda table: table.assign(a=table["a"].astype("category")),
    "numbers and words": lambda table: table.assign(
        a=table["a"].map({"a0": 0, "a1": 1, "Total": "Total"})
    ),
    "numbers": lambda table: table[table["a"] != "Total"].assign(
        a=lambda rows: rows["a"].map({"a0": 0, "a1": 1})
    ),
    "names that two dimensions share": lambda table: table.assign(
        b=table["b"].str.replace("b", "a")
    ),
    "counts as floats": lambda table: table.assign(count=table["count"].astype(float)),
    "counts that could be missing": lambda table: table.assign(
        count=table["count"].astype("Int64")
    ),
    "other columns": lambda table: table.assign(note="x"),
    "one label for all rows": lambda table: table.set_axis([0] * len(table)),
    "labels of two levels": lambda table: table.set_axis(
        pd.MultiIndex.from_product([["x"], range(len(table))])
    ),
}


@pytest.mark.parametrize("change", LABELS.values(), ids=LABELS)
def test_rows_come_back_as_they_were_given_with_four_hidden(change):
    table = change(two_way(GRID))
    shown = protect(table, dimensions=["a", "b"])
    assert shown.drop(columns="hidden").equals(table)
    assert list(shown.columns) == [*table.columns, "hidden"]
    assert shown["hidden"].sum() == 4


@pytest.mark.parametrize(
    ("rows", "most"),
    [
        ([[3]], 4),
        ([[1, 1], [1, 0]], 8),
        ([[1, 2, 3], [4, 1, 2], [3, 3, 1]], 9),
        ([[3, 0, 0], [9, 20, 30], [10, 40, 50]], 4),
        ([[0, 0, 0], [9, 2, 30], [10, 40, 0]], 4),
    ],
)
def test_tables_with_little_in_them_are_safe_with_the_fewest_cells(rows, most):
    hidden, people = attack(Case([(two_way(rows), ["a", "b"])]))
    assert len(hidden) == most == people.fewest(5)


@pytest.mark.parametrize("rows", [[3, 20, 30], [3], [3, 0, 0]])
def test_one_small_count_of_one_dimension_needs_a_second_cell(rows):
    hidden, _ = attack(Case([(crossed(np.array(rows), ["a"], {}), ["a"])]))
    assert len(hidden) == 2


counts = st.integers(0, 40)
grids = st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=4)


@given(grid=grids, order=st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_the_pattern_does_not_depend_on_the_order_of_rows_and_keeps_them(grid, order):
    table = two_way(grid)
    table.index = [f"row {at}" for at in range(len(table))]
    before = table.copy()
    plain = protect(table, dimensions=["a", "b"])
    mixed = order.sample(list(table.index), len(table))
    assert table.equals(before)
    assert plain.drop(columns="hidden").equals(table)
    assert plain["hidden"].dtype == bool
    again = protect(table.loc[mixed], dimensions=["b", "a"])
    assert again.index.tolist() == mixed
    assert again["hidden"].loc[table.index].equals(plain["hidden"])
    assert protect(plain, dimensions=["a", "b"]).equals(plain)
    small = table["count"].between(1, 4)
    assert plain.loc[small, "hidden"].all()
    assert small.any() == plain["hidden"].any()


@given(grid=grids)
@settings(max_examples=5)
def test_a_threshold_of_one_hides_nothing(grid):
    assert not protect(two_way(grid), dimensions=["a", "b"], threshold=1)["hidden"].any()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"threshold": 0}, "threshold is 0, expected a whole number of 1 or more"),
        ({"threshold": 2.5}, "threshold is 2.5"),
        ({"protection": True}, "protection is True"),
    ],
)
def test_rules_that_make_no_sense_are_refused(options, message):
    with pytest.raises(ContractError, match=message):
        protect(two_way([[3, 20]]), dimensions=["a", "b"], **options)


def test_tables_of_one_name_are_refused():
    table = CountTable("t", two_way([[3, 20]]), ["a", "b"])
    with pytest.raises(ContractError, match="a name of its own for each"):
        protect_together([table, table])
