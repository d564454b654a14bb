import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest

from sendlib.report.document import read_document
from sendlib.report.html import render_html

VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Every element with its attributes, and whether each is closed in turn."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] not in (["script"], ["style"]):
            self.words.append(data)

    def all(self, tag):
        return [attrs for found, attrs in self.elements if found == tag]


@pytest.fixture(scope="module")
def page(sample):
    return Page(render_html(read_document(sample)))


def page_of(views, *cells, **cover):
    return render_html(read_document(views.notebook(views.cover(**cover), *cells)))


def test_every_element_is_closed_and_every_id_stands_once(page):
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert page.open == []
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_leads_somewhere(page):
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    goals = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert goals <= ids
    assert {"how-many", "tab-needs", "note_1", "call_1_1", "main_content"} <= goals


def test_the_page_loads_nothing(page):
    sources = [a.get("src", "data:") for tag, a in page.elements if tag in ("img", "script")]
    assert all(source.startswith("data:") for source in sources)
    assert page.all("link") == []
    policy = page.all("meta")[1]["content"]
    assert policy.startswith("default-src 'none'; img-src data:;")


def test_the_language_title_and_marks_are_given(page):
    assert page.all("html") == [{"lang": "en-GB"}]
    text = " ".join(page.words)
    assert "Draft" in text
    assert "OFFICIAL" in text


def test_every_header_cell_has_a_scope_and_every_row_a_header(page):
    assert {attrs.get("scope") for attrs in page.all("th")} == {"row", "col"}
    rows = [attrs for attrs in page.all("th") if attrs["scope"] == "row"]
    assert len(rows) + len(page.all("table")) == len(page.all("tr"))


def test_every_picture_has_the_alt_text_of_its_view(page, sample):
    given = [
        output.metadata["report"]["alt"]
        for cell in sample.cells
        for output in cell.get("outputs", [])
        if output.metadata["report"]["kind"] == "figure"
    ]
    assert [img["alt"] for img in page.all("img")] == ["Worcestershire County Council", *given]


def test_headings_start_at_one_and_skip_no_level(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = pairwise(levels)
    assert all(after <= before + 1 for before, after in steps)


def test_every_figure_and_table_can_be_downloaded(page):
    links = [a for a in page.all("a") if "download" in a]
    assert len(links) == 15
    assert unquote(links[0]["href"]) == (
        "data:text/csv;charset=utf-8,\ufeffYear,Plans\n2024,4100\n2025,4386.5\n2026,\n"
    )


def test_same_document_same_page(sample):
    assert render_html(read_document(sample)) == render_html(read_document(sample))


def test_a_questioned_and_a_missing_figure_are_marked_in_words(page):
    assert "Questioned figure" in page.words
    assert "No figure" in page.words


def test_what_a_name_holds_is_text(views):
    nasty = "<script>alert(1)</script> *not* \"quoted\" 'single' {{ 7*7 }} &amp;"
    html = page_of(
        views,
        views.figure(caption=nasty, alt=nasty, notes=[nasty], rows=[[nasty, 1]]),
        views.table(rows=[[nasty, nasty]], values=[], notes=[nasty], caption=nasty),
        views.statement("st", nasty, footnotes=[nasty]),
        views.shown("callout", "c", {"title": nasty, "text": nasty}),
        views.shown("prose", "p", {"paragraphs": [nasty], "list": [nasty]}),
        title=nasty,
        area_name=nasty,
    )
    page = Page(html)
    assert len(page.all("script")) == 1
    assert nasty in page.words
    assert page.all("img")[1]["alt"] == nasty


def test_marks_on_printed_pages_are_text(views):
    html = page_of(views, status_mark='Draft"; } </style><script>')
    assert r'content: "Draft\000022\00003b\000020\00007d' in html
    assert len(Page(html).all("style")) == 1


def test_a_formula_in_a_download_is_text(views):
    html = page_of(views, views.table(rows=[["=1+1", "2"]], values=[]))
    (link,) = [a for a in Page(html).all("a") if "download" in a]
    assert "\n'=1+1,2\n" in unquote(link["href"])


def test_a_plain_page_needs_neither_logo_marks_nor_headings(views):
    branding = {"name": "Somewhere", "primary": "#ffdd00", "accent": "#000000", "logo": None}
    html = page_of(
        views,
        "Just words.",
        branding=branding,
        status_mark="",
        protective_mark="",
        subtitle="",
        keywords=[],
        version="",
        contact="",
        signed_off_by="",
    )
    page = Page(html)
    assert page.all("nav") == []
    assert page.all("aside") == []
    assert page.all("img") == []
    assert "--on-primary: #16191d" in html


def test_prose_of_every_form_is_set(views):
    text = "a  \nb `c` *d*\n\n5. e\n\n> f\n\n```\n<g>\n```\n\nT\n: h\n\n    i\n\n- j\n\n  k"
    tags = [tag for tag, _ in Page(page_of(views, text)).elements]
    for tag in ("br", "code", "em", "ol", "blockquote", "pre", "dl", "dt", "dd", "ul"):
        assert tag in tags


def test_the_own_row_is_marked_and_long_tables_scroll(views):
    rows = [[f"Area {n}", str(n)] for n in range(40)]
    html = page_of(views, views.table(rows=rows, values=[], highlight=[3]))
    assert html.count('class="own"') == 1
    assert "scroll tall" in html
    assert 'class="sortable"' in html


def test_values_go_with_numbers_for_sorting(views):
    html = page_of(views, views.table())
    assert 'data-v="638745"' in html
