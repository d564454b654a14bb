"""Budgets and spend as read."""

import pytest

from sendlib.views import local_resource
from tests.measures.commissioning.drawn_files import ALL, BUDGETS, nothing_given, partners

FILES = {"budgets": BUDGETS}


@pytest.fixture(scope="module")
def given():
    return partners(**FILES)


def test_the_statement_says_the_sums_and_the_difference(given, block):
    text = block(local_resource.budgets_statement(given))["text"]
    assert text == (
        "In 2024\N{EN DASH}25, the budgets for SEND in York came to £1,700 over 2 agencies and "
        "spend to £1,790, £90 (5.3%) over. Education holds 64.7% of it. Some or all of the spend "
        "is a forecast."
    )


def test_tables_add_up_by_agency_category_and_level(given, block):
    for by in ("agency", "category", "level"):
        rows = block(local_resource.budgets_table(given, by))["rows"]
        assert rows[-1] == ["All", "£1,700", "£1,790", "£90", "5.3%"]
    assert rows[0][0] == "Individual, for one person"


def test_the_chart_tells_its_numbers_in_words(given, block):
    shown = block(local_resource.budgets_chart(given))
    assert "education £1,100 and £1,180" in shown["alt"]
    assert shown["rows"][1] == ["Health", 600.0, 610.05]


def test_a_spend_that_is_missing_is_said_and_not_drawn(block, leaks):
    text = BUDGETS.replace("| 80        |", "|           |")
    given = partners(budgets=text)
    shown = local_resource.budgets_chart(given)
    assert "education £1,100 and not given" in block(shown)["alt"]
    assert leaks(shown) == []
    table = block(local_resource.budgets_table(given, "agency"))
    assert table["rows"][0] == ["Education", "£1,100", "[x]", "[x]", "[x]"]
    assert any(note.startswith("[x] not given") for note in table["notes"])
    assert "and spend to" not in block(local_resource.budgets_statement(given))["text"]


def test_spend_as_budgeted_is_said_so(block):
    line = "2024-25 | education | Places | Placements | individual | 10 | 10 | no"
    given = partners(budgets=BUDGETS.strip("\n").splitlines()[0] + "\n" + line)
    text = block(local_resource.budgets_statement(given))["text"]
    assert "over one agency and spend to £10, as budgeted." in text


def test_without_levels_there_is_no_table_of_levels():
    text = BUDGETS
    for level in ("individual ", "strategic  ", "operational"):
        text = text.replace(level, " " * 11)
    assert local_resource.budgets_table(partners(budgets=text), "level") is None


def test_without_the_file_nothing_is_shown(block):
    nothing = nothing_given()
    assert block(local_resource.budgets_statement(nothing))["kind"] == "contents"
    assert local_resource.budgets_chart(nothing) is None
    assert local_resource.budgets_table(nothing, "agency") is None
    assert set(ALL) >= set(FILES)
