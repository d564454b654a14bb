"""References in the words of views."""

import io

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from sendlib.errors import RenderError
from sendlib.report.document import read_document
from sendlib.report.docx import render_docx
from sendlib.report.html import render_html
from sendlib.report.pdf import render_pdf
from sendlib.report.pointers import DeadPointer, pointed, referring, worded
from sendlib.report.words import Link, Reference, Text

NAMES = {"tab-a": "Table 1", "tab-b": "Table 12", "market": "section 4"}


def test_a_reference_without_words_takes_the_name_of_its_block():
    assert pointed("See [](#tab-a), and [the market](#market).", NAMES) == (
        Text("See "),
        Reference("tab-a", (Text("Table 1"),)),
        Text(", and "),
        Reference("market", (Text("the market"),)),
        Text("."),
    )


def test_web_addresses_beside_a_reference_stay_links():
    pieces = pointed("https://example.org/ and [](#tab-a)", NAMES)
    assert pieces[0] == Link("https://example.org/", (Text("https://example.org/"),))
    assert pieces[-1] == Reference("tab-a", (Text("Table 1"),))


def test_a_reference_to_nothing_is_refused_by_its_label():
    with pytest.raises(DeadPointer, match="#tab-z, and no heading or block has that label"):
        pointed("See [](#tab-z).", NAMES)
    with pytest.raises(DeadPointer, match="#tab-z"):
        worded("[](#tab-z)", NAMES)


def test_a_cell_keeps_plain_words_and_which_of_them_lead_somewhere():
    text, references = worded("[](#tab-b), [the market](#market)", NAMES)
    assert text == "Table 12, the market"
    assert references == (("Table 12", "tab-b"), ("the market", "market"))


def test_the_longer_name_is_found_where_a_shorter_one_begins_it():
    found = referring("Table 12 and Table 1", (("Table 1", "tab-a"), ("Table 12", "tab-b")))
    assert found == (
        Reference("tab-b", (Text("Table 12"),)),
        Text(" and "),
        Reference("tab-a", (Text("Table 1"),)),
    )


def test_a_name_within_a_longer_word_is_no_reference():
    assert referring("Table 100.", (("Table 1", "tab-a"),)) == (Text("Table 100."),)


def test_words_of_a_table_without_references_stay_as_they_are():
    assert referring("Table 1", ()) == (Text("Table 1"),)
    assert referring("", (("Table 1", "tab-a"),)) == (Text(""),)


@pytest.fixture
def referring_notebook(views):
    rows = [["Agree a plan", "Too few places: [](#tab-plans)"], ["Review", "See [needs](#needs)"]]
    prose = {"paragraphs": [], "list": ["Spend rose ([](#tab-plans))."]}
    return views.notebook(
        views.cover(),
        "# Needs {#needs}",
        views.table(),
        views.shown("prose", "found", prose),
        views.table("tab-decide", rows=rows, values=rows),
    )


def test_references_of_views_become_links_in_every_format(referring_notebook):
    document = read_document(referring_notebook)
    page = render_html(document)
    assert 'Too few places: <a href="#tab-plans">Table 1</a></td>' in page
    assert '<li>Spend rose (<a href="#tab-plans">Table 1</a>).</li>' in page
    assert "](#" not in page
    with pikepdf.open(io.BytesIO(render_pdf(document))) as pdf:
        goals = [note for sheet in pdf.pages for note in sheet.get("/Annots", [])]
        assert len(goals) >= 3
    word = docx.Document(io.BytesIO(render_docx(document)))
    links = [link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))]
    assert len([link for link in links if "tab_plans" in str(link)]) == 2


def test_a_table_downloads_the_words_that_it_shows(referring_notebook):
    table = read_document(referring_notebook).blocks[-1]
    assert table.values[0] == ("Agree a plan", "Too few places: Table 1")


def test_a_dead_reference_of_a_view_names_cell_and_block(views):
    prose = views.shown("prose", "found", {"paragraphs": ["See [](#nowhere)."]})
    with pytest.raises(RenderError, match="cell 2: prose found: it refers to #nowhere"):
        read_document(views.notebook(views.cover(), prose))
