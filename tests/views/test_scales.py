import numpy as np
import pytest

from sendlib.views import theme
from sendlib.views.scales import write_amounts, write_names


def names_of(axes):
    return [text.get_text() for text in axes.figure.texts]


def test_names_stand_at_their_places_below_the_chart(axes):
    axes.set_xlim(0, 3)
    write_names(axes.xaxis, [1, 2], ["2024", "2025"])
    assert names_of(axes) == ["2024", "2025"]
    corner = axes.get_window_extent()
    where = [text.get_transform().transform(text.get_position()) for text in axes.figure.texts]
    assert [x for x, _ in where] == pytest.approx(
        [corner.x0 + corner.width * third / 3 for third in (1, 2)]
    )
    assert all(y < corner.y0 for _, y in where)
    assert not axes.xaxis.get_visible()
    assert axes.yaxis.get_visible()


def test_names_stand_on_the_left_of_the_chart_in_lines_as_near_as_asked(axes):
    axes.set_ylim(2, 0)
    write_names(axes.yaxis, [1], ["Statistical\nneighbours"], linespacing=0.95)
    (text,) = axes.figure.texts
    assert text.get_position() == (0, 1)
    assert text.get_horizontalalignment() == "right"
    assert text.get_window_extent().x1 < axes.get_window_extent().x0
    (marks,) = axes.figure.artists
    assert marks.get_ydata() == [1]
    assert not axes.lines


def test_amounts_are_round_within_the_ends_and_each_has_a_line_across(axes):
    axes.set_ylim(0, 43)
    write_amounts(axes.yaxis, "percent", most=5)
    assert names_of(axes) == ["0%", "10%", "20%", "30%", "40%"]
    (line,) = axes.lines
    heights = line.get_ydata()[~np.isnan(line.get_xdata())]
    assert heights.tolist() == [0, 0, 10, 10, 20, 20, 30, 30, 40, 40]


def test_an_axis_may_run_backwards_and_have_no_lines(axes):
    axes.set_xlim(100, -50)
    write_amounts(axes.xaxis, "count", most=3, lines=False)
    assert names_of(axes) == ["\N{MINUS SIGN}50", "0", "50", "100"]
    assert not axes.lines


def test_without_a_limit_there_are_as_many_amounts_as_have_room(axes):
    axes.set_xlim(0, 100)
    write_amounts(axes.xaxis, "gbp")
    assert len(names_of(axes)) > 5
    assert names_of(axes)[-1] == "£100"


def test_names_look_as_matplotlib_writes_them():
    def corners(write):
        with theme.canvas(2.0) as (figure, axes):
            axes.set(xlim=(0, 10), ylim=(0, 10))
            return write(figure, axes)

    def ours(figure, axes):
        write_names(axes.xaxis, [2, 8], ["2024", "Two\nlines"])
        write_names(axes.yaxis, [5], ["1,000"])
        return [text.get_window_extent().extents.tolist() for text in figure.texts]

    def theirs(figure, axes):
        axes.set_xticks([2, 8], ["2024", "Two\nlines"])
        axes.set_yticks([5], ["1,000"])
        figure.draw_without_rendering()
        labels = [*axes.get_xticklabels(), *axes.get_yticklabels()]
        return [text.get_window_extent().extents.tolist() for text in labels]

    assert np.array(corners(ours)) == pytest.approx(np.array(corners(theirs)))
