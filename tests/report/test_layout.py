import pytest

from sendlib.report.blocks import Figure
from sendlib.report.document import read_document
from sendlib.report.layout import FIGURE_WIDTH, figure_width, kept_with_next, table_layout


def table_of(views, columns, rows):
    columns = [{"key": str(n), "title": title} for n, title in enumerate(columns)]
    cell = views.table(columns=columns, rows=rows, values=[])
    return read_document(views.notebook(views.cover(), cell)).blocks[0]


def kept(views, *cells):
    return kept_with_next(read_document(views.notebook(views.cover(), *cells)).blocks)


def svg(width, height):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"></svg>'


def test_a_table_of_little_text_takes_half_the_line(views):
    layout = table_layout(table_of(views, ["A", "B"], [["x", "1"]]))
    assert (layout.width, layout.size) == (0.5, 9.0)


def test_a_column_is_as_wide_as_its_text(views):
    layout = table_layout(table_of(views, ["A", "B"], [["a much longer text", "1"]]))
    assert layout.widths[0] > 3 * layout.widths[1]
    assert layout.width == 0.5


def test_words_after_figures_stand_off_from_them(views):
    after_words = table_layout(table_of(views, ["A", "B"], [["x", "y"]])).widths[1]
    columns = [{"key": "a", "title": "A", "align": "right"}, {"key": "b", "title": "B"}]
    cell = views.table(columns=columns, rows=[["1", "y"]], values=[])
    (table,) = read_document(views.notebook(views.cover(), cell)).blocks
    assert table_layout(table).widths[1] == after_words + 2


def test_nine_columns_fill_the_line_in_smaller_type(views):
    rows = [["Indicator of some length", *["12.3 to 14.5"] * 8]]
    layout = table_layout(table_of(views, list("ABCDEFGHI"), rows))
    assert layout.width == 1.0
    assert 7.0 <= layout.size < 9.0


def test_text_columns_give_way_before_type_gets_small(views):
    rows = [["word " * 12, "word " * 12, "word " * 12, "word " * 12]]
    assert table_layout(table_of(views, list("ABCD"), rows)).size >= 7.9


def test_type_has_a_smallest_size(views):
    rows = [["Unbreakable" * 8, "Unbreakable" * 8]]
    assert table_layout(table_of(views, list("AB"), rows)).size == 7.0


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(300, 200, 300), (890, 400, FIGURE_WIDTH), (400, 880, 200)],
)
def test_a_chart_is_set_as_wide_as_line_and_page_allow(views, width, height, expected):
    cell = views.figure(svg=svg(width, height))
    (figure,) = read_document(views.notebook(views.cover(), cell)).blocks
    assert isinstance(figure, Figure)
    assert figure_width(figure) == expected


def test_a_finding_stays_with_its_chart_and_the_short_text_before_it(views):
    cells = ["# A\n\nShort.", views.statement("s", "Finding."), views.figure(), "More."]
    assert kept(views, *cells) == [False, True, True, False, False]


def test_a_finding_before_text_stands_alone(views):
    cells = ["# A\n\nShort.", views.statement("s", "Finding."), "Text.", views.figure()]
    assert kept(views, *cells) == [False] * 5


def test_short_text_stays_with_a_chart_without_finding(views):
    assert kept(views, "# A\n\nShort.", views.figure()) == [False, True, False]


@pytest.mark.parametrize("text", ["Long text. " * 40, "- a list"])
def test_long_text_and_lists_may_be_parted_from_the_chart(views, text):
    assert kept(views, f"# A\n\n{text}", views.figure()) == [False] * 3


def test_text_may_be_parted_from_a_chart_that_takes_half_a_page(views):
    cells = ["# A\n\nShort.", views.statement("s", "Finding."), views.figure(svg=svg(445, 440))]
    assert kept(views, *cells) == [False, False, True, False]
