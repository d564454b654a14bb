"""The authors' own words in a notebook: set apart, and leading somewhere."""

import pytest
from nbformat.v4 import new_code_cell, new_output

from sendlib.errors import RenderError
from sendlib.params.load import from_notebook
from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.report.pdf import render_pdf
from sendlib.report.placeholders import require_finished
from sendlib.report.prose import written_by_authors
from sendlib.views.prose import authors_words


def authors(text, chapter="market"):
    params = from_notebook(area="York", commissioning={"prose": {chapter: text}})
    data, metadata = authors_words(params, chapter)._repr_mimebundle_()
    shown = new_output("execute_result", data=data, metadata=metadata)
    return new_code_cell("authors_words(params, ...)", outputs=[shown])


def notebook_of(views, *cells):
    return views.notebook(views.cover(), "# Market {#market}", views.table(), *cells)


def test_the_authors_words_stand_as_a_quotation_under_a_line_that_says_so(views):
    text = "None of them **met**, see [](#tab-plans).\n\n- one\n- two"
    notebook = notebook_of(views, authors(text))
    document = read_document(notebook)
    require_finished(document)
    page = render_html(document)
    assert "In the authors&#39; own words" in page
    quoted = page.partition("<blockquote>")[2].partition("</blockquote>")[0]
    assert '<strong>met</strong>, see <a href="#tab-plans">Table 1</a>' in quoted
    assert "<li>two</li>" in quoted
    assert render_pdf(document).startswith(b"%PDF")
    assert [one.chapter for one in written_by_authors(notebook)] == ["market"]


def test_references_that_lead_nowhere_are_all_named_with_the_nearest_label(views):
    cells = authors("See [](#tab-plan)."), authors("And [it](#zzzz).", "spend")
    with pytest.raises(RenderError) as error:
        read_document(notebook_of(views, *cells))
    assert str(error.value).splitlines() == [
        "params: commissioning.prose.market: refers to #tab-plan, and no heading, figure or table "
        "of the report has that label; did you mean #tab-plans?",
        "params: commissioning.prose.spend: refers to #zzzz, and no heading, figure or table of "
        "the report has that label",
    ]


def test_a_reference_to_a_heading_leads_somewhere(views):
    read_document(notebook_of(views, authors("See [above](#market).")))
