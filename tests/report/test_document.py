import pytest
from nbformat.v4 import new_raw_cell

from sendlib.errors import RenderError
from sendlib.report.blocks import Callout, Figure, Footnote, Heading, Prose, Statement, Table
from sendlib.report.document import read_document
from sendlib.report.words import Link, NoteMark, Paragraph, Reference, Text


def blocks_of(views, *cells):
    return read_document(views.notebook(views.cover(), *cells)).blocks


def refused(views, *cells, match):
    with pytest.raises(RenderError, match=match):
        read_document(views.notebook(views.cover(), *cells))


def test_blocks_come_in_the_order_of_the_cells(views):
    blocks = blocks_of(
        views,
        "# One\n\nText.",
        views.statement("st", "A finding."),
        views.figure(),
        views.table(),
        views.shown("callout", "c", {"title": "T", "text": "t", "tone": "info"}),
        views.shown("prose", "p", {"paragraphs": ["Words."]}),
        views.shown("contents", "toc", {}),
    )
    assert [type(block) for block in blocks] == [
        Heading, Prose, Statement, Figure, Table, Callout, Prose,
    ]  # fmt: skip


def test_the_realistic_report_has_all_its_blocks(sample):
    document = read_document(sample)
    kinds = [type(block).__name__ for block in document.blocks]
    assert (kinds.count("Figure"), kinds.count("Table")) == (7, 8)
    assert document.language == "en-GB"
    assert [note.number for note in document.footnotes] == [1, 2, 3]


def test_sections_figures_and_tables_are_numbered_in_order(views):
    blocks = blocks_of(
        views,
        "## A\n\n### B\n\n#### C",
        views.figure("f1"),
        views.table("t1"),
        "### D\n\n## E\n\n### F",
        views.figure("f2"),
    )
    headings = [block.number for block in blocks if isinstance(block, Heading)]
    assert headings == ["1", "1.1", "", "1.2", "2", "2.1"]
    assert [block.number for block in blocks if isinstance(block, Figure | Table)] == [1, 1, 2]


def test_the_shallowest_heading_used_is_level_1(views):
    blocks = blocks_of(views, "## A\n\n### B")
    assert [block.level for block in blocks] == [1, 2]


def test_a_reference_without_words_gets_the_name_of_its_goal(views):
    blocks = blocks_of(
        views,
        "See [](#fig-plans), [](#tab-plans), [](#later), [](#deep), [](#st) and [that](#later).",
        views.figure(),
        views.table(),
        "# A\n\n## Later {#later}\n\n### Deeper {#deep}",
        views.statement("st", "A finding."),
    )
    content = blocks[0].parts[0].content
    words = [piece.content[0].text for piece in content if isinstance(piece, Reference)]
    assert words == ["Figure 1", "Table 1", "section 1.1", "Deeper", "section 1.1", "that"]


def test_a_heading_keeps_its_words_without_its_label(views):
    (heading,) = blocks_of(views, "# How *many*? {#many}")
    assert heading.label == "many"
    assert heading.content[0] == Text("How ")


def test_a_heading_that_ends_in_stressed_words_needs_no_label(views):
    (heading,) = blocks_of(views, "# How *many*")
    assert heading.label == "section-how-many"


def test_headings_alike_get_labels_of_their_own(views):
    blocks = blocks_of(views, "# What stands out\n\n# What stands out\n\n# 数")
    assert [block.label for block in blocks] == [
        "section-what-stands-out", "section-what-stands-out-2", "section-x",
    ]  # fmt: skip


def test_footnotes_work_across_cells_and_count_their_calls(views):
    notebook = views.notebook(
        views.cover(),
        "First[^b] and[^a] again[^b].",
        views.statement("st", "A finding.", footnotes=["Provisional, see https://x.uk."]),
        views.statement("st-2", "Another.", footnotes=["Provisional, see https://x.uk."]),
        "[^a]: Text *a*.\n\n[^b]: Text b.",
    )
    document = read_document(notebook)
    assert [(note.number, note.calls) for note in document.footnotes] == [(1, 2), (2, 1), (3, 2)]
    assert document.blocks[1].marks == (NoteMark(3, 1),)
    assert document.blocks[2].marks == (NoteMark(3, 2),)
    assert document.footnotes[0] == Footnote(1, 2, (Paragraph((Text("Text b."),)),))
    assert isinstance(document.footnotes[2].parts[0].content[1], Link)


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        (["Text", "See [it](#nowhere)."], r"cell 3: .*\[it\]\(#nowhere\) leads nowhere"),
        (["# A\n\n### C"], r"cell 2: the heading 'C' is of level ###; expected # or ##"),
        (["## A\n\n# B"], r"cell 2: the heading 'B' is of level #; expected ## or ###"),
        (["# A {#a}", "# B {#a}"], r"cell 3: the label a is that of cell 2"),
        (["# A {#A b}"], r"cell 2: the heading's label 'A b'"),
        (["#\n\nText"], r"cell 2: a heading without words"),
        (["Text[^1]"], r"cell 2: footnote \[\^1\] has no text"),
        (["[^1]: Text"], r"cell 2: footnote \[\^1\] is called nowhere"),
        (["A[^1]\n\n[^1]: a", "[^1]: b"], r"cell 3: footnote \[\^1\] is defined in cell 2"),
        (["A[^1][^2]\n\n[^1]: a[^2]\n\n[^2]: b"], r"footnote \[\^1\] calls a footnote"),
        (["A[^1]\n\n[^1]: [x](#y)"], r"footnote \[\^1\]: the cross-reference"),
        (["A \ue000 b"], r"cell 2: the private sign"),
        (["![a chart](x.png)"], r"cell 2: a picture is shown by a view"),
        (["| a |\n|---|\n| b |"], r"cell 2: Markdown table: a table is shown by a view"),
        (["Text\n\n---"], r"cell 2: Markdown hr"),
        (["> # A"], r"cell 2: Markdown heading: a heading stands by itself"),
        (["[x](notes.html)"], r"cell 2: the link to 'notes.html'"),
        (["[](https://x.uk)"], r"cell 2: the link to 'https://x.uk' has no words"),
    ],
)  # fmt: skip
def test_a_fault_in_markdown_is_refused_and_its_cell_named(views, cells, match):
    refused(views, *cells, match=match)


def test_markdown_that_swallows_an_output_is_refused(views):
    refused(views, "```\nnever closed", views.figure(), match="cell 3: Markdown above it swallows")


def test_a_repeated_label_of_two_views_is_refused(views):
    refused(views, views.figure("a"), views.table("a"), match="cell 3: the label a is that of cell")


def test_a_report_without_a_cover_is_refused(views):
    with pytest.raises(RenderError, match="exactly one cover; found: none"):
        read_document(views.notebook("# A"))


def test_a_second_cover_is_refused_and_both_cells_named(views):
    second = views.shown("cover", "cover-2", {})
    refused(views, second, match="exactly one cover; found: cell 1, cell 2")


def test_html_and_scripts_in_markdown_are_text(views):
    (prose,) = blocks_of(views, "A <b>word</b> <script>alert(1)</script>")
    assert prose.parts[0].content == (Text("A <b>word</b> <script>alert(1)</script>"),)


def test_a_document_of_nothing_but_a_cover_is_a_document(views):
    assert blocks_of(views) == ()


def test_raw_cells_are_left_out(views):
    assert blocks_of(views, new_raw_cell("raw")) == ()
