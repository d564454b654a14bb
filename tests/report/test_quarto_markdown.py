import re

import pytest

from sendlib.report.blocks import Figure, Heading, Table
from sendlib.report.document import read_document
from sendlib.report.quarto_markdown import report_markdown

NASTY = (
    "<b>x</b> *a* _b_ `c` [d](e) {{< meta title >}} @fig-x $y$ # \\begin{z} ~s~ ^t^ | \"q\" 'r' -- "
    "... {.k} :::n &amp; ![i](j) =1+1 <!-- k --> 1."
)


def written(views, *cells, **cover):
    return report_markdown(read_document(views.notebook(views.cover(**cover), *cells)))


def ids(markdown):
    return re.findall(r"\{#([a-z0-9-]+)", markdown)


@pytest.fixture(scope="module")
def document(sample):
    return read_document(sample)


@pytest.fixture(scope="module")
def markdown(document):
    return report_markdown(document)


def test_headings_stand_below_the_title_in_order_and_the_deep_have_no_number(document, markdown):
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    found = re.findall(r"^(#+) (.*) \{#(\S+?)( \.unnumbered)?\}$", markdown, re.M)
    assert [(len(marks) - 1, bool(number)) for marks, _, _, number in found] == [
        (heading.level, heading.number == "") for heading in headings
    ]
    assert [label for *_, label, _ in found] == [
        "sec-" + heading.label.removeprefix("section-") for heading in headings
    ]


def test_every_figure_has_its_caption_its_chart_and_its_alt_text(document, markdown):
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    found = re.findall(
        r'^!\[(.+)\]\(charts/(\S+)\)\{#(\S+) fig-alt="(.+)"\}$', markdown, re.MULTILINE
    )
    assert found == [(figure.caption, figure.label, figure.label, figure.alt) for figure in figures]


def test_every_table_has_its_caption_and_all_its_cells(document, markdown):
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) > 5
    boxes = re.findall(r"^::: \{#tbl-\S+\}\n(.*?)\n\n(.*?)\n:::$", markdown, re.M | re.S)
    assert [caption for _, caption in boxes] == [table.caption for table in tables]
    for (grid, _), table in zip(boxes, tables, strict=True):
        cells = [line[2:-2].split(" | ") for line in grid.split("\n")]
        assert cells[0] == [column.title for column in table.columns]
        assert [cell[-1] == ":" for cell in cells[1]] == [c.is_right for c in table.columns]
        plain = [tuple(cell.strip("*") for cell in row) for row in cells[2:]]
        assert plain == [tuple(cell.strip() for cell in row) for row in table.rows]


def test_figures_and_tables_come_in_the_order_of_their_numbers(document, markdown):
    for kind, prefix in ((Figure, "fig-"), (Table, "tbl-")):
        numbers = [block.number for block in document.blocks if isinstance(block, kind)]
        labels = [label for label in ids(markdown) if label.startswith(prefix)]
        assert numbers == list(range(1, len(labels) + 1))


def test_every_reference_leads_to_a_label_and_no_label_is_there_twice(markdown):
    goals = re.findall(r"\[@([a-z0-9-]+)\]|\]\(#([a-z0-9-]+)\)", markdown)
    assert len(goals) > 4
    assert {one or other for one, other in goals} <= set(ids(markdown))
    assert len(ids(markdown)) == len(set(ids(markdown)))


def test_every_footnote_that_is_called_is_written_once(markdown):
    calls = re.findall(r"\[\^(\d+)\](?!:)", markdown)
    texts = re.findall(r"^\[\^(\d+)\]:", markdown, re.M)
    assert calls == texts == ["1", "2", "3"]
    assert "[^3^](#note-3)" in markdown


def test_the_row_of_the_council_is_set_in_bold(markdown):
    assert "| **Council 084** | **3,108** | **28.0%** | **A** |" in markdown


def test_the_cover_says_what_the_built_in_one_says(markdown):
    assert markdown.startswith(
        "::: {.mark}\n**Draft** · **OFFICIAL**\n:::\n\n"
        '![](logo.png){fig-alt="Worcestershire County Council" width=4cm}\n\n'
        "Area\n:   Worcestershire\n\nDate\n:   1 July 2026\n\nVersion\n:   0.3\n"
    )


def test_a_cover_without_marks_and_logo_names_the_publisher(views):
    branding = {"name": "1. Council", "primary": "#1d4e89", "accent": "#d98e04", "logo": None}
    text = written(views, status_mark="", protective_mark="", branding=branding)
    assert text.startswith("1\\. Council\n\nArea\n")


def test_statements_say_their_standing(markdown):
    assert (
        "::: {#block-st-2 .statement .questioned}\n"
        "[Questioned figure]{.tag} **46.3% of new plans were issued within 20 weeks.**"
        "[[^2]]{#note-2}"
    ) in markdown
    assert "::: {#block-st-3 .statement .missing}\n[No figure]{.tag} Premature" in markdown


def test_only_a_callout_that_is_referred_to_has_a_label(views):
    note = views.shown(
        "callout", "note", {"title": "Low: numbers", "text": "Few.", "tone": "missing"}
    )
    box = '::: {.callout-important title="Low: numbers" icon=false}\nFew.\n:::'
    assert box in written(views, note)
    assert f"::: {{#block-note}}\n{box}" not in written(views, note)
    referred = written(views, "# A {#a}\n\nSee [it](#note).", note)
    assert ":::: {#block-note}\n" + box + "\n::::" in referred
    assert "[it](#block-note)" in referred


def test_a_chart_has_its_data_as_a_table_on_the_web_page(views):
    text = written(views, views.figure())
    data = text.partition(".content-visible")[2]
    assert "| 2025 | 4,386.5 |\n| 2026 | \\[x\\] |" in data
    assert "\\[x\\] means that there is no value." in data
    complete = written(views, views.figure(rows=[["2025", 1]]))
    assert "means that" not in complete


def test_prose_of_a_view_is_an_anchor_with_all_it_holds(views):
    content = {"paragraphs": ["Words."], "list": ["b"], "terms": [{"term": "EHC", "text": "plan"}]}
    text = written(views, views.shown("prose", "words", content))
    assert "::: {#block-words}\nWords.\n\n-   b\n\n<!-- -->\n\nEHC\n:   plan\n:::" in text


def test_whatever_words_hold_comes_out_as_words(views):
    cells = (
        views.statement("st", NASTY, footnotes=[NASTY]),
        views.shown("callout", "c", {"title": NASTY, "text": NASTY, "tone": "info"}),
        views.shown("prose", "p", {"paragraphs": [NASTY], "list": [NASTY],
                                   "terms": [{"term": NASTY, "text": NASTY}]}),
        views.figure(caption=NASTY, alt=NASTY, notes=[NASTY]),
        views.table(caption=NASTY, rows=[[NASTY, "1"], ["b", "2"]], values=[], notes=[NASTY]),
    )  # fmt: skip
    text = written(views, *cells, area_name=NASTY, contact=NASTY, status_mark=NASTY)
    bare = re.sub(r'="(?:[^"\\]|\\.)*"', "", text)  # attributes are no Markdown
    assert "{{<" not in text
    assert ">}}" not in text
    for markup in ("<b>", "*a*", "_b_", "`c`", "[d]", "@fig-x", "$y$", "~s~", "^t^", " # ", "{.k}",
                   ":::n", "&amp;", "![i]", "<!-- k"):  # fmt: skip
        assert not re.search(r"(?<!\\)" + re.escape(markup), bare), markup
    words = re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", bare).replace("\u200b", "")
    assert words.count(NASTY) >= 13
