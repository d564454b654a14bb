from dataclasses import replace

from sendlib.measures.catalogue import UNAVAILABLE
from sendlib.views.glance import glance_table, telling_statement, unavailable_statement


def test_every_indicator_is_one_line_of_short_cells(course, compared):
    value = compared("area | period | count\n885 | 2024/25 | 5\nENG | 2024/25 | 4", kind="value",
                     measure="v_percent", title="Pupils", polarity=None)  # fmt: skip
    table = glance_table([course(), value])
    assert [column.title for column in table.columns] == [
        "Indicator", "When", "Council", "Neighbours", "Region", "England", "Test", "Rank",
        "Quartile", "Trend",
    ]  # fmt: skip
    assert table.rows[0] == (
        "Plans in time", "2025", "40.0%", "27.0%", "25.0%", "25.0%", "similar", "1 of 5", "A",
        "increasing",
    )  # fmt: skip
    assert table.rows[1][1:] == (
        "2024/25", "5.0%", "[x]", "[x]", "4.0%", "not tested", "1 of 1", "[z]", "not assessed",
    )  # fmt: skip
    assert len(table.rows) == 2 + len(UNAVAILABLE)
    assert set(table.rows[-1][1:]) == {"[x]"}
    assert set(table.evidence.figures["measure"]) == {"drawn_percent", "v_percent"}


def test_without_england_there_is_no_test(course, worcestershire):
    table = glance_table([course(place=replace(worcestershire, comparators=()))])
    assert [column.title for column in table.columns] == [
        "Indicator", "When", "Council", "Rank", "Quartile", "Trend",
    ]  # fmt: skip
    assert table.rows[0][3:] == ("1 of 5", "A", "increasing")
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_an_indicator_without_any_figure_keeps_its_line(compared):
    table = glance_table([compared("area | period | count | whole")])
    assert table.rows[0] == ("Plans in time", *["[x]"] * 8, "not assessed")


def test_what_no_file_gives_is_named_with_its_publisher():
    shown = unavailable_statement()
    assert shown.tone == "missing"
    assert all(gap.subject in shown.text and gap.publisher in shown.text for gap in UNAVAILABLE)
    figures = shown.evidence.figures
    assert figures["status"].tolist() == ["not_available"] * len(UNAVAILABLE)
    assert figures["unit"].tolist() == [gap.unit for gap in UNAVAILABLE]


def test_the_most_telling_are_numbered_and_there_may_be_fewer(course):
    shown = telling_statement([course()], 1)
    assert shown.label == "st-telling-1"
    assert shown.text.startswith("In 2025, ")
    empty = telling_statement([course()], 2)
    assert (empty.tone, empty.label) == ("missing", "st-telling-2")
