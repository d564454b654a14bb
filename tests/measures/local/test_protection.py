"""The gate: all declared tables protected at once, and nothing behind what is hidden."""

import pandas as pd
import pytest

from sendlib.contracts.local_files import local_files
from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.measures.disclosure_tables import cell_key
from sendlib.measures.local.auditing import audited
from sendlib.measures.local.catalogue import LOCAL_TABLES
from sendlib.measures.local.packages import PACKAGES_NEED, PACKAGES_TYPE
from sendlib.measures.local.plans import PLANS_BY_NEED, PLANS_NEED_AGE, PLANS_NEED_SETTING
from sendlib.measures.local.protected import Protected
from sendlib.measures.local.protection import protected_local, solve
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.local.spend import SPEND_NEED
from tests.measures.local.drawn_review import everything, york


@pytest.fixture
def published(tables):
    """No figure is published."""
    return tables()


def published_needs(facts, tables, **needs):
    lines = [f"816 | 2025 | number_{code} | {count}" for code, count in needs.items()]
    return tables(needs=facts("\n".join(["area_code | period | field | value", *lines])))


@pytest.fixture(scope="module")
def memory():
    return {}


@pytest.fixture
def own(published, memory):
    if "own" not in memory:
        memory["own"] = protected_local(york(), everything(), published)
    return memory["own"]


def value(table, **where):
    rows = table.latest
    for name, category in where.items():
        rows = rows[rows[name] == category]
    return rows.iloc[0]


def test_every_table_whose_files_are_there_is_protected_whatever_is_built(own):
    # one takes two definitions of complex needs, the other packages of an earlier January
    without = {"cohort-both", "packages-moves"}
    possible = {one.name for one in LOCAL_TABLES if all(map(own.has, one.files))}
    assert set(own.tables) == possible - without
    only = protected_local(
        york(), LocalTables({"packages": everything().tables["packages"]}), _nothing(own)
    )
    assert (
        set(only.tables)
        == {one.name for one in LOCAL_TABLES if one.files == ("packages",)} - without
    )


def _nothing(_own):
    from sendlib.data.tables import Tables

    heads = ["dataset", "key", "first", "last", "publication", "source", "file"]
    return Tables(pd.DataFrame(columns=heads, dtype=object), store=None)


def test_small_counts_are_hidden_and_so_is_all_that_is_worked_out_from_them(own):
    cell = value(own.table(PLANS_BY_NEED), need="HI")
    assert cell["reason"] == "confidential"
    assert cell[["value", "percent"]].isna().all()
    money = value(own.table(SPEND_NEED), need="SENSORY")
    assert money["reason"] == "confidential"
    assert pd.isna(money["value"])


def test_a_hidden_cell_is_hidden_in_every_table_that_shows_it(own):
    for measure, other in ((PLANS_NEED_SETTING, "setting"), (PLANS_NEED_AGE, "age")):
        assert value(own.table(measure), **{"need": "HI", other: "Total"})["reason"]


def test_every_hidden_cell_is_safe_by_the_audit(published):
    solved = solve(york(), everything(), published)
    found = audited(solved, york().disclosure)
    assert len(found) == sum(int(one.hidden.sum()) for one in solved.parts)
    small = found["count"].astype(float) < 5
    assert found["safe"].all() or found.loc[small, "safe"].all()


def test_a_protected_table_holds_no_number_that_is_hidden(own):
    found = own.table(PLANS_NEED_SETTING)
    for name in dir(found):
        held = getattr(found, name)
        if isinstance(held, pd.DataFrame):
            assert set(held) <= {"period", "need", "setting", "value", "percent", "reason"}
            assert held.loc[held["reason"] != "", ["value", "percent"]].isna().all().all()
    assert found.origin == LOCAL_ORIGIN
    with pytest.raises(AttributeError, match="cannot be changed: _rows"):
        found._rows = 1
    copy = found.rows
    copy["value"] = 7.0
    assert not (found.rows["value"] == 7.0).all()


def test_a_row_that_says_it_is_hidden_loses_its_number_even_if_given_one():
    rows = pd.DataFrame(
        {"period": "2025", "need": ["ASD"], "value": [3.0], "percent": [1.0],
         "reason": ["confidential"], "count": [3]}
    )  # fmt: skip
    found = Protected(PLANS_BY_NEED, rows)
    assert found.rows["value"].isna().all()
    assert "count" not in found.rows


def test_a_figure_that_is_published_as_it_is_counted_is_shown(facts, tables):
    own = protected_local(york(), everything(), published_needs(facts, tables, hi=2, mld=8))
    assert value(own.table(PLANS_BY_NEED), need="HI")["value"] == 2
    solved = solve(york(), everything(), published_needs(facts, tables, hi=3))
    assert cell_key("plans in force, January 2025", {"need": "HI"}) not in solved.known


def test_params_set_threshold_fields_and_rounding(published):
    own = protected_local(york(withhold=("need",)), everything(), published)
    assert own.table(PACKAGES_NEED) is None
    assert "packages-need" in own.withheld
    strict = protected_local(york(thresholds={"need": 8}, rounding=5), everything(), published)
    assert value(strict.table(PLANS_BY_NEED), need="MLD")["reason"] == "confidential"
    rounded = strict.table(PACKAGES_TYPE).rows["value"].dropna()
    assert rounded.max() >= 15
    assert (rounded % 5 == 0).all()


def test_numbers_of_rows_about_persons_are_told_only_as_they_can_be(published):
    contracts = local_files()

    def told(name, rows_in, left_out):
        table = LocalTable(name, contracts[name], everything().table(name), rows_in,
                           left_out=frozenset(range(left_out)))  # fmt: skip
        (given,) = protected_local(york(), LocalTables({name: table}), published).given
        return given.rows, given.left_out

    assert told("personal_budgets", 1234, 12) == ("about 1,230", "about 10")
    assert told("personal_budgets", 4, 2) == ("fewer than 10", "fewer than 5")
    assert told("budgets", 95, 2) == ("95", "2")
    assert told("budgets", 95, 0) == ("95", "none")


def test_without_files_there_is_nothing_to_protect(published):
    own = protected_local(york(), LocalTables(), published)
    assert (own.tables, own.given, own.hidden_count, own.gap) == ({}, (), 0, 0)
    assert not own.has("packages")


def test_the_same_files_always_give_the_same_pattern(own, published):
    again = protected_local(york(), everything(), published)
    for name, table in own.tables.items():
        pd.testing.assert_frame_equal(table.rows, again.tables[name].rows)
