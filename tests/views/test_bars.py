import pandas as pd

from sendlib.views.bars import paired_bars

COLOURS = {"York": "#12436D", "England": "#28A197"}


def drawn(axes, rows):
    data = pd.DataFrame(rows, columns=["part", "area", "value"])
    return paired_bars(axes, data, x="value", y="part", hue="area", colours=COLOURS)


def test_the_second_series_has_stripes_and_both_are_in_the_legend(axes):
    rows = [("a", "York", 1.0), ("a", "England", 2.0), ("b", "York", 3.0), ("b", "England", 4.0)]
    own, england = drawn(axes, rows)
    assert [bar.get_width() for bar in own] == [1.0, 3.0]
    assert {bar.get_hatch() for bar in own} == {""}
    assert {bar.get_hatch() for bar in england} == {"///"}
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["York", "England"]


def test_a_series_that_is_not_there_has_no_place_in_the_legend(axes):
    assert len(drawn(axes, [("a", "York", 1.0)])) == 1
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["York"]
