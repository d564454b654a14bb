"""The market from the council's own files, as a reader meets it."""

import pytest

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.local.market import (
    MARKET_DISTANCE,
    MARKET_JUDGEMENT,
    RESULTS,
    TABLES,
)
from sendlib.measures.local.protected import Given, ProtectedTables
from sendlib.views.local_market import (
    dependence_table,
    market_chart,
    market_part,
    market_statement,
    market_table,
    owners_table,
)
from tests.measures.local.drawn_market import packages, protected, providers

VIEWS = (market_statement, market_chart, market_table, owners_table, dependence_table)


@pytest.fixture(scope="module")
def own():
    return protected(TABLES, RESULTS)


def test_the_statement_names_the_most_concentrated_market(own, worcestershire):
    shown = market_statement(own, worcestershire)
    assert shown.text.startswith(
        "In January 2025, Worcestershire and its partners bought 94 packages of education or care "
        "from providers other than the council, the NHS and state schools, in 4 markets. The most "
        "concentrated is “children's homes: all needs”: one owner received 100.0% of the spend of "
        "£2.3 million in 2024\N{EN DASH}25, an index of at least 10,000."
    )
    assert shown.origin.protection == "protected"


def test_markets_have_their_packages_owners_and_index(own, worcestershire):
    table = market_table(own, worcestershire)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Special schools: autism"][:3] == ("48", "4", "3")
    # three persons with one provider: no owner has ten
    assert rows["Colleges: all needs"][4:] == ("[x]", "[x]")
    assert any(note.startswith("[x] no owner has 10") for note in table.notes)


def test_bars_are_markets_with_an_owner_that_stands_alone(own, worcestershire):
    chart = market_chart(own, worcestershire)
    names = [name for name, _ in chart.rows]
    assert "Colleges: all needs" not in names
    values = [value for _, value in chart.rows]
    assert values == sorted(values, reverse=True)


def test_only_owners_of_ten_or_more_are_named(own, worcestershire, words):
    told = words(owners_table(own, worcestershire))
    assert "Alder Group" in told
    assert "House PR4" not in told
    assert "Dogwood" not in told
    assert "Other owners" in told


def test_a_hidden_cell_is_marked_and_the_mark_explained(worcestershire):
    hidden = protected(TABLES, RESULTS, hidden=lambda row: "owner" in row and row["owner"] != "1")
    table = market_table(hidden, worcestershire)
    assert any("[c]" in row for row in table.rows)
    assert any(note.startswith("[c] hidden so that nobody") for note in table.notes)
    text = market_statement(hidden, worcestershire).text
    assert "bought packages of education" in text


def test_dependence_is_in_whole_percentages(own, worcestershire):
    table = dependence_table(own, worcestershire)
    alder = next(row for row in table.rows if row[0] == "Alder Group")
    assert alder[2] == "45%"
    assert "." not in alder[1]
    bare = providers()
    bare.rows["capacity"] = bare.rows["capacity"].where(bare.rows["provider_id"] == "PR3")
    some = dependence_table(protected(TABLES, RESULTS, providers=bare), worcestershire)
    assert "[x] not available" in some.notes
    strict = dependence_table(protected(TABLES, RESULTS, threshold=40), worcestershire)
    assert "[c]" in str(strict.rows)


def test_figures_of_a_market_are_its_own(own, worcestershire):
    figures = market_table(own, worcestershire).evidence.figures
    assert list(figures.columns) == FIGURE_COLUMNS
    assert not figures.duplicated(["measure", "period", "breakdown"]).any()
    assert set(figures["measure"].str.startswith("local_")) == {True}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_view_leaks(view, own, worcestershire, leaks):
    assert leaks(view(own, worcestershire)) == []


def test_without_files_one_box_says_what_to_give(worcestershire, words):
    empty = ProtectedTables()
    assert "“Contracts and lots”" in words(market_statement(empty, worcestershire))
    assert [view(empty, worcestershire) for view in VIEWS[1:]] == [None] * 4
    assert market_part(empty, MARKET_JUDGEMENT, worcestershire) is None


def test_files_without_anything_bought_say_so(worcestershire):
    given = tuple(Given(name, name, "", "") for name in ("packages", "providers"))
    shown = market_statement(ProtectedTables(given=given), worcestershire)
    assert shown.text.startswith("The council's files hold no packages")


def test_judgement_and_distance_are_protected_tables(own, worcestershire):
    assert market_part(own, MARKET_JUDGEMENT, worcestershire).rows[0][0] == "Outstanding"
    assert market_part(own, MARKET_DISTANCE, worcestershire).rows[0][0] == "Under 10 miles"


def test_a_market_whose_owners_all_stand_together_has_no_table_of_owners(worcestershire):
    few = packages()
    few.rows["provider_id"] = [f"PR{1 + number % 40}" for number in range(len(few.rows))]
    assert owners_table(protected(TABLES, RESULTS, packages=few), worcestershire) is None
    assert market_chart(protected(TABLES, RESULTS, packages=few), worcestershire) is None
