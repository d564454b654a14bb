"""The pages of PDFs, and that each fault of them would be told."""

import pytest

from sendlib.report import layout
from sendlib.report.document import read_document
from sendlib.report.pdf import render_pdf
from tests.report.pdf_pages import Leaf, Run, endings, gaps, overlaps, page_faults

HIGH = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 445 700"></svg>'
BOTTOM, MIDDLE = 70.0, 400.0


def pdf_of(views, *cells):
    return render_pdf(read_document(views.notebook(views.cover(), *cells)))


def test_the_pages_of_a_report_have_no_fault(sample):
    assert page_faults(render_pdf(read_document(sample))) == []


def test_a_chart_too_high_for_its_page_leaves_the_one_before_nearly_empty(views, monkeypatch):
    cells = ["# A\n\nWords.[^1]\n\n[^1]: A note.", views.figure(svg=HIGH)]
    assert page_faults(pdf_of(views, *cells)) == []
    monkeypatch.setattr(layout, "FIGURE_HEIGHT", 620.0)
    (fault,) = page_faults(pdf_of(views, *cells))
    assert fault.startswith("page 2 is 1")


def test_words_wider_than_their_column_are_told(views, monkeypatch):
    rows = [["A council of a long name", "words " * 99, str(line)] for line in range(9)]
    columns = [{"key": key, "title": key} for key in "abc"]
    cell = views.table(rows=rows, columns=columns, values=[])
    assert page_faults(pdf_of(views, cell)) == []
    narrow = layout.Layout([12.0, 250.0, 12.0], 1.0, 9.0, 4.0, 8.0)
    monkeypatch.setattr("sendlib.report.setting.table_layout", lambda _: narrow)
    assert "page 2 has words over others" in page_faults(pdf_of(views, cell))


def test_words_beyond_the_edge_are_told():
    assert list(overlaps([Run(1, 1, MIDDLE, 60, 538)])) == []
    assert list(overlaps([Run(1, 1, MIDDLE, 60, 545)])) == ["page 2 has words beyond its edge"]


@pytest.mark.parametrize(
    ("kinds", "what"),
    [
        (("/Document", "/H2", "/Span"), "a heading"),
        (("/Document", "/Caption"), "a caption"),
        (("/Document", "/Table", "/THead", "/TR", "/TH"), "a table's header"),
    ],
)
def test_what_hangs_at_the_end_of_a_page_is_told(kinds, what):
    hanging, note = Leaf(2, kinds, BOTTOM), Leaf(2, ("/Document", "/Note"), BOTTOM)
    following = Leaf(3, ("/Document", "/P"), MIDDLE)
    assert list(endings([hanging, note, following])) == [f"page 3 ends in {what}"]
    assert list(endings([hanging, Leaf(2, ("/Document", "/P"), BOTTOM), following])) == []


def test_footnotes_do_not_fill_a_page_and_the_last_may_be_empty():
    leaves = [Leaf(2, ("/P",), 700.0), Leaf(2, ("/Note",), BOTTOM), Leaf(3, ("/P",), 700.0)]
    assert list(gaps(leaves, last=3)) == ["page 3 is 10% full"]
