import math

import pytest

from sendlib.report.blocks import Figure
from sendlib.report.document import read_document
from sendlib.report.layout import FIGURE_WIDTH, figure_width, table_layout
from sendlib.report.lettering import width_of


def table_of(views, columns, rows):
    columns = [{"key": str(n), "title": title} for n, title in enumerate(columns)]
    cell = views.table(columns=columns, rows=rows, values=[])
    return read_document(views.notebook(views.cover(), cell)).blocks[0]


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
    columns = [{"key": "a", "title": "A", "align": "right"}, {"key": "b", "title": "B"}]
    cell = views.table(columns=columns, rows=[["1", "1"]], values=[])
    (table,) = read_document(views.notebook(views.cover(), cell)).blocks
    layout = table_layout(table)
    assert layout.standing_off == 8
    assert layout.widths[1] > layout.widths[0]


def test_nine_columns_fill_the_line_in_smaller_type(views):
    rows = [["Indicator of some length", *["12.3 to 14.5"] * 8]]
    layout = table_layout(table_of(views, list("ABCDEFGHI"), rows))
    assert layout.width == 1.0
    assert 7.0 <= layout.size < 9.0


def test_short_texts_and_short_heads_stay_on_one_line(views):
    rows = [["Indicator of some length that is read on two lines", *["113= of 152"] * 7]]
    layout = table_layout(table_of(views, ["Indicator", *["95% interval"] * 7], rows))
    room = [width - 2 * layout.padding for width in layout.widths]
    assert min(room[1:]) >= layout.size * width_of("113= of 152")
    assert not layout.breaks_words


def test_many_columns_stand_closer(views):
    rows = [["Indicator of some length", *["12.3 to 14.5"] * 9]]
    layout = table_layout(table_of(views, list("ABCDEFGHIJ"), rows))
    assert (layout.padding, layout.standing_off) == (3, 3)


def test_text_columns_give_way_before_type_gets_small(views):
    rows = [["word " * 12, "word " * 12, "word " * 12, "word " * 12]]
    assert table_layout(table_of(views, list("ABCD"), rows)).size >= 8


def test_what_is_left_of_the_line_goes_to_the_columns_whose_text_is_longest(views):
    rows = [["word " * 40, "word " * 5, "word"]]
    long, some, short = table_layout(table_of(views, list("ABC"), rows)).widths
    assert long > 2 * some > 4 * short


def test_type_has_a_smallest_size_and_words_are_broken_then(views):
    rows = [["Unbreakable" * 8, "Unbreakable" * 8]]
    layout = table_layout(table_of(views, list("AB"), rows))
    assert (layout.size, layout.breaks_words) == (7.0, True)


def test_names_of_files_may_be_parted_after_an_underscore(views):
    parted, whole = (
        table_layout(table_of(views, list("ABCD"), [[name * 4, *["word " * 12] * 3]]))
        for name in ("published_figures_", "publishedfigures")
    )
    assert parted.widths[0] < whole.widths[0]


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(300, 200, 300), (890, 400, FIGURE_WIDTH), (400, 700, 200)],
)
def test_a_chart_is_set_as_wide_as_line_and_page_allow(views, width, height, expected):
    cell = views.figure(svg=svg(width, height))
    (figure,) = read_document(views.notebook(views.cover(), cell)).blocks
    assert isinstance(figure, Figure)
    assert figure_width(figure) == expected


def test_the_line_is_shared_so_that_rows_have_few_lines(views):
    long, some = "word " * 24, "word " * 8
    rows = [[some, long, some, "word"], ["word", long, "word", some]] * 3
    layout = table_layout(table_of(views, ["First", "Second", "Third", "Fourth"], rows))
    assert sum(layout.widths) == pytest.approx(481.9, abs=0.1)
    lines = [
        math.ceil(width_of(text) * layout.size / (width - 2 * layout.padding))
        for row in rows
        for text, width in zip(row, layout.widths, strict=True)
    ]
    assert max(lines) <= 5
