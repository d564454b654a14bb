import pytest
from nbformat.v4 import new_code_cell, new_output

from sendlib.errors import RenderError
from sendlib.report.cells import BLOCK_MIME, block_of, cover_of, read_outputs
from sendlib.report.words import Definitions, Items, Paragraph


def read(cell):
    return list(read_outputs(cell, 4))


def block(cell, number=1, marks=()):
    return block_of(read(cell)[0], number=number, marks=marks)


def test_what_a_cell_prints_is_refused_and_quoted():
    cell = new_code_cell("x", outputs=[new_output("stream", name="stderr", text="a warning\n")])
    with pytest.raises(RenderError, match="cell 4: it wrote 'a warning' to stderr"):
        read(cell)


def test_a_failed_cell_is_refused():
    error = new_output("error", ename="KeyError", evalue="'x'", traceback=[])
    with pytest.raises(RenderError, match="cell 4: it failed: KeyError: 'x'"):
        read(new_code_cell("x", outputs=[error]))


@pytest.mark.parametrize("mime", ["text/html", "text/plain", "image/png"])
def test_an_output_without_report_metadata_is_refused(mime):
    cell = new_code_cell("x", outputs=[new_output("execute_result", data={mime: "x"})])
    with pytest.raises(RenderError, match=rf"cell 4: an output \({mime}\) without report metadata"):
        read(cell)


def test_an_output_with_metadata_but_no_block_is_refused():
    meta = {"report": {"kind": "figure", "label": "f"}}
    output = new_output("display_data", data={"text/html": "<b>"}, metadata=meta)
    with pytest.raises(RenderError, match="without application/vnd"):
        read(new_code_cell("x", outputs=[output]))


def test_a_script_is_refused_even_beside_a_block(views):
    cell = views.shown("prose", "p", {}, data={"application/javascript": "alert(1)"})
    with pytest.raises(RenderError, match="an output is application/javascript"):
        read(cell)


@pytest.mark.parametrize(
    ("kind", "label", "match"),
    [("chart", "f", "kind: Input should be"), ("figure", "Fig 1", "label: String should match")],
)
def test_faulty_metadata_is_refused(views, kind, label, match):
    with pytest.raises(RenderError, match=f"cell 4: report metadata: {match}"):
        read(views.shown(kind, label, {}))


def test_a_figure_without_alt_text_is_refused(views):
    with pytest.raises(RenderError, match="cell 4: figure fig-plans: alt: String should have at"):
        block(views.figure(alt=""))


def test_a_figure_without_caption_is_refused(views):
    with pytest.raises(RenderError, match="caption: String should have"):
        block(views.figure(caption=""))


def test_an_empty_chart_is_refused(views):
    with pytest.raises(RenderError, match="figure fig-plans: rows: Tuple should have at least 1"):
        block(views.figure(rows=[]))


def test_every_fault_of_a_block_is_listed(views):
    with pytest.raises(RenderError, match=r"(?s)row_header: .*; colour: Extra inputs"):
        block(views.table(row_header=-1, colour="red"))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"rows": [["only one"]]}, r"rows\[0\] has 1 cells for 2 columns"),
        ({"values": [["a", 1, 2], ["b", 2]]}, r"values\[0\] has 3 cells for 2 columns"),
        ({"values": [["a", 1]]}, "1 rows of values beside 2 rows"),
        ({"row_header": 2}, "row_header 2 beside 2 columns"),
    ],
)
def test_a_table_that_does_not_fit_its_columns_is_refused(views, change, match):
    with pytest.raises(RenderError, match=f"table tab-plans: content: Value error, {match}"):
        block(views.table(**change))


def test_a_figure_whose_rows_do_not_fit_is_refused(views):
    with pytest.raises(RenderError, match=r"rows\[0\] has 1 cells"):
        block(views.figure(rows=[["x"]]))


def test_a_column_is_aligned_as_it_says_else_by_what_it_holds(views):
    columns = [
        {"key": "a", "title": "A", "align": "right"},
        {"key": "b", "title": "B", "format": "number"},
    ]
    assert [column.is_right for column in block(views.table(columns=columns)).columns] == [True] * 2


def test_prose_holds_paragraphs_a_list_and_terms(views):
    content = {"paragraphs": ["a"], "list": ["b", "c"], "terms": [{"term": "d", "text": "e"}]}
    parts = block(views.shown("prose", "p", content)).parts
    assert [type(part) for part in parts] == [Paragraph, Items, Definitions]


def test_the_marks_of_a_cover_stand_once_each(views):
    cover = cover_of(read(views.cover(is_demo=True, protective_mark="Draft"))[0])
    assert cover.marks == ("Demonstration: invented data", "Draft")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"date": "July 2026"}, "date: String should match"),
        ({"branding": {"name": "x", "primary": "red", "accent": "#000000"}}, "'red' is no colour"),
        ({"title": ""}, "title: String should have"),
    ],
)
def test_a_faulty_cover_is_refused(views, change, match):
    with pytest.raises(RenderError, match=match):
        cover_of(read(views.cover(**change))[0])


def test_the_block_mime_is_the_one_views_use(views):
    assert BLOCK_MIME in views.figure().outputs[0].data
