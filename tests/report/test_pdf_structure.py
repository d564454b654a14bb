"""The structure of PDFs, and that each fault of it would be told."""

import io

import pikepdf
import pytest
from pikepdf import Name, String

from sendlib.report.document import read_document
from sendlib.report.pdf import render_pdf
from tests.report.pdf_structure import elements, faults_of, of_kind, text_of

MARKS = ("Draft", "OFFICIAL")


@pytest.fixture(scope="module")
def content(views):
    cells = ["# One\n\n## Two\n\nWords.", views.figure(), views.table()]
    return render_pdf(read_document(views.notebook(views.cover(), *cells)))


def test_a_report_has_no_fault(sample):
    document = read_document(sample)
    assert faults_of(render_pdf(document), marks=document.cover.marks) == []


def test_words_of_a_page_are_read_with_its_header(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        words = " ".join(text_of(pdf.pages[1]).split())
    assert words.startswith(
        "Special educational needs and disabilities in Worcestershire: evidence"
    )
    assert "Draft · OFFICIAL Contents" in words
    assert "Page 2 of 2" in words


def first(pdf, kind):
    return of_kind(list(elements(pdf.Root.StructTreeRoot)), kind)[0]


def untagged(pdf):
    del pdf.Root.MarkInfo


def without_language(pdf):
    del pdf.Root.Lang


def without_title(pdf):
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]


def with_file_name(pdf):
    del pdf.Root.ViewerPreferences


def without_bookmarks(pdf):
    del pdf.Root.Outlines


def without_top_headings(pdf):
    for heading in of_kind(list(elements(pdf.Root.StructTreeRoot)), "/H1"):
        heading.S = Name.P


def with_skipped_level(pdf):
    first(pdf, "/H2").S = Name.H3


def without_alt(pdf):
    first(pdf, "/Figure").Alt = String(" ")


def without_box(pdf):
    del first(pdf, "/Figure").A


def without_scope(pdf):
    del first(pdf, "/TH").A


def without_head(pdf):
    for header in list(elements(first(pdf, "/THead")))[1:]:
        header.S = Name.TD


def without_row_header(pdf):
    first(pdf, "/TBody").K[0].K[0].S = Name.TD


def with_strange_header(pdf):
    cell = first(pdf, "/TD")
    next(each for each in cell.A if "/Headers" in each).Headers[0] = String("nobody")


def without_order_of_tabs(pdf):
    del pdf.pages[0].Tabs


def without_header(pdf):
    pdf.pages[1].Contents = pdf.make_stream(b"")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (untagged, "the file is not tagged"),
        (without_language, "the file has no language"),
        (without_title, "the file has no title"),
        (with_file_name, "readers show the file's name, not its title"),
        (without_bookmarks, "the file has no bookmarks"),
        (without_top_headings, "the first heading is not of level 1"),
        (with_skipped_level, "a heading of level 3 follows one of level 1"),
        (without_alt, "picture 1 has no alt text"),
        (without_box, "picture 1 has no bounding box"),
        (without_scope, "table 1 has a header cell without scope"),
        (without_head, "table 1 has a column without header"),
        (without_row_header, "table 1 has a row without header"),
        (with_strange_header, "table 1 has a cell that does not name its headers"),
        (without_order_of_tabs, "page 1 has no order of tabs"),
        (without_header, "page 2 lacks the mark 'OFFICIAL'"),
    ],
)
def test_each_fault_is_told(content, damage, fault):
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        damage(pdf)
        pdf.save(buffer)
    assert fault in faults_of(buffer.getvalue(), marks=MARKS)
