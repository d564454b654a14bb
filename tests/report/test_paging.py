import pytest

from sendlib.report.document import read_document
from sendlib.report.layout import table_layout
from sendlib.report.paging import TOGETHER, kept_with_next, together


def blocks_of(views, *cells):
    return read_document(views.notebook(views.cover(), *cells)).blocks


def kept(views, *cells):
    return kept_with_next(blocks_of(views, *cells))


def svg(width, height):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"></svg>'


def rows(count):
    return [[f"Council {line}", str(line)] for line in range(count)]


def test_a_heading_stays_with_what_follows(views):
    assert kept(views, "# A\n\n## B\n\nText.") == [True, True, False]


def test_a_finding_stays_with_its_chart_and_the_short_text_before_it(views):
    cells = ["# A\n\nShort.", views.statement("s", "Finding."), views.figure(), "More."]
    assert kept(views, *cells) == [True, True, True, False, False]


def test_a_finding_before_text_stands_alone(views):
    cells = ["# A\n\nShort.", views.statement("s", "Finding."), "Text.", views.figure()]
    assert kept(views, *cells) == [True, False, False, False, False]


def test_short_text_stays_with_a_chart_without_finding(views):
    assert kept(views, "# A\n\nShort.", views.figure()) == [True, True, False]


def test_the_opening_of_a_section_stays_with_its_first_part(views):
    cells = ["# A\n\nShort.\n\n## B", views.figure()]
    assert kept(views, *cells) == [True, True, True, False]


@pytest.mark.parametrize("text", ["Long text. " * 40, "- a list"])
def test_long_text_and_lists_may_be_parted_from_the_chart(views, text):
    assert kept(views, f"# A\n\n{text}", views.figure()) == [True, False, False]


def test_text_may_be_parted_from_a_chart_that_takes_half_a_page(views):
    cells = ["# Chapter\n\n- a list\n\n## A\n\nShort.", views.statement("s", "Finding.")]
    chart = views.figure(svg=svg(445, 340))
    assert kept(views, *cells, chart) == [True, False, True, False, True, False]


def test_the_opening_of_a_chapter_keeps_its_finding_and_lets_such_a_chart_go(views):
    cells = ["# A\n\nShort.\n\n## B", views.statement("s", "Finding.")]
    high, low = views.figure(svg=svg(445, 340)), views.figure(svg=svg(445, 160))
    assert kept(views, *cells, high) == [True, True, True, False, False]
    assert kept(views, *cells, low) == [True, True, True, True, False]
    higher_than_a_page = views.statement("s", "A long finding. " * 300)
    assert kept(views, cells[0], higher_than_a_page) == [True, False, True, False]


def test_a_finding_may_be_parted_from_what_would_leave_a_page_nearly_empty(views):
    finding = views.statement("s", "A long finding. " * 80)
    assert kept(views, finding, views.figure(svg=svg(445, 340))) == [False, False]


def test_a_finding_stays_with_the_beginning_of_a_table_that_is_split(views):
    cells = [views.statement("s", "Finding."), views.table(rows=rows(60), values=[])]
    assert kept(views, *cells) == [True, False]


@pytest.mark.parametrize(("count", "is_whole"), [(4, True), (15, True), (30, False)])
def test_a_table_is_split_only_if_it_is_high(views, count, is_whole):
    (table,) = blocks_of(views, views.table(rows=rows(count), values=[]))
    begun = together(table, table_layout(table))
    assert (begun is None) == is_whole
    assert begun is None or begun < TOGETHER / 3
