import pytest

from sendlib.views.bars import paired_bars

COLOURS = {"York": "#12436D", "England": "#28A197"}
ROWS = [("a", "York", 1.0), ("a", "England", 2.0), ("b", "York", 3.0), ("b", "England", 4.0)]


def test_the_second_series_has_stripes_and_both_are_in_the_legend(axes):
    names, (own, england) = paired_bars(axes, ROWS, colours=COLOURS, lying=True)
    assert names == ["a", "b"]
    assert [bar.get_width() for bar in own] == [1.0, 3.0]
    assert {bar.get_hatch() for bar in own} == {""}
    assert {bar.get_hatch() for bar in england} == {"///"}
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["York", "England"]


def test_the_two_bars_of_a_name_touch_at_its_place_the_first_name_on_top(axes):
    _, (own, england) = paired_bars(axes, ROWS, colours=COLOURS, lying=True)
    assert [bar.get_y() + bar.get_height() for bar in own] == pytest.approx([0, 1])
    assert [bar.get_y() for bar in england] == pytest.approx([0, 1])
    assert axes.get_ylim() == (1.5, -0.5)


def test_upright_bars_go_from_left_to_right(axes):
    _, (own, england) = paired_bars(axes, ROWS, colours=COLOURS)
    assert [bar.get_height() for bar in england] == [2.0, 4.0]
    assert [bar.get_x() for bar in own] == pytest.approx([-0.4, 0.6])
    assert axes.get_xlim() == (-0.5, 1.5)


def test_a_series_that_is_not_there_has_no_place_in_the_legend(axes):
    names, (own,) = paired_bars(axes, [("a", "York", 1.0)], colours=COLOURS)
    assert names == ["a"]
    assert own[0].get_width() == 0.8
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["York"]


def test_a_name_without_a_figure_of_a_series_has_one_bar(axes):
    _, (own, england) = paired_bars(axes, ROWS[:3], colours=COLOURS)
    assert (len(own), len(england)) == (2, 1)
    assert england[0].get_x() == pytest.approx(0)


def test_a_third_series_is_refused_rather_than_left_out(axes):
    rows = [*ROWS, ("a", "North", 5.0)]
    with pytest.raises(ValueError, match=r"2 series at most.*'York', 'England', 'North'"):
        paired_bars(axes, rows, colours={**COLOURS, "North": "#801650"})
