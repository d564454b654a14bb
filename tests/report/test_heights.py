import pytest

from sendlib.report.document import read_document
from sendlib.report.heights import beginning_height, height_of, table_height
from sendlib.report.layout import table_layout


def block_of(views, cell):
    return read_document(views.notebook(views.cover(), cell)).blocks[-1]


def table_of(views, count, text="Worcestershire"):
    return block_of(views, views.table(rows=[[text, "1"]] * count, values=[]))


@pytest.mark.parametrize(("text", "most"), [("# A", 70), ("# A\n\n## B", 50), ("Words.", 30)])
def test_headings_and_a_line_take_little(views, text, most):
    assert most / 2 < height_of(block_of(views, text)) < most


def test_a_heading_of_the_third_level_is_low(views):
    assert height_of(block_of(views, "# A\n\n## B\n\n### C")) == 34


def test_long_text_is_higher_than_short_text(views):
    short, long = (height_of(block_of(views, "Words of text. " * n)) for n in (1, 60))
    assert long > 5 * short


def test_a_list_counts_as_high(views):
    assert height_of(block_of(views, "- a\n- b")) > 400


def test_a_callout_has_room_around_its_text(views):
    callout = views.shown("callout", "c", {"title": "T", "text": "Words."})
    statement = views.statement("s", "Words.")
    assert height_of(block_of(views, callout)) > 2 * height_of(block_of(views, statement))


def test_a_chart_is_as_high_as_it_is_set_with_caption_and_notes(views):
    assert 200 + 30 < height_of(block_of(views, views.figure())) < 200 + 60


def test_each_row_makes_a_table_higher_by_its_lines(views):
    one, two = table_of(views, 1), table_of(views, 2)
    row = height_of(two) - height_of(one)
    assert 17 < row < 20
    tall, taller = (table_of(views, count, "Long name of a council " * 9) for count in (1, 2))
    assert height_of(taller) - height_of(tall) > 1.4 * row


def test_a_table_begins_with_three_rows(views):
    three, ten = table_of(views, 3), table_of(views, 10)
    begun = beginning_height(ten, table_layout(ten))
    assert begun == beginning_height(three, table_layout(three))
    assert begun < table_height(three, table_layout(three))
