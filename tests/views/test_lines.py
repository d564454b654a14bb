from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from sendlib.views import theme
from sendlib.views.lines import (
    changes_in,
    draw_lines,
    over_time,
    spread_out,
    style_of,
    wrapped,
)

YEARS = ["2021", "2022", "2023", "2024", "2025"]


def lines_by_colour(axes):
    return {line.get_color(): line for line in axes.lines}


def test_the_council_and_its_comparators_are_lines_with_names_at_their_ends(course, axes):
    draw_lines(axes, course(), YEARS)
    drawn = lines_by_colour(axes)
    assert drawn[theme.AREA].get_ydata().tolist() == [10.0, 15.0, 20.0, 30.0, 40.0]
    assert drawn[theme.AREA].get_xdata().tolist() == [2021.0, 2022.0, 2023.0, 2024.0, 2025.0]
    # England has no figures of 2022 and 2023: a gap
    assert np.isnan(drawn[theme.NATION].get_ydata().astype(float)).tolist() == [
        False, True, True, False, False,
    ]  # fmt: skip
    names = [text.get_text() for text in axes.texts]
    assert set(names[:2]) == {"West Midlands", "England"}
    assert names[2:] == ["Statistical neighbours", "Worcestershire"]
    styles = {line.get_linestyle() for line in axes.lines if line.get_color() != theme.FAINT}
    assert len(styles) == 4


def test_shares_start_at_zero_and_never_go_far_beyond_100(course, axes):
    draw_lines(axes, course({"| 400 ": "| 1000"}), YEARS)
    assert axes.get_ylim()[0] == 0
    assert 100 < axes.get_ylim()[1] <= 104
    assert [text.get_text() for text in axes.figure.texts][:5] == YEARS


def test_the_interval_is_a_band_and_neighbours_are_thin(course, axes):
    draw_lines(axes, course(), YEARS)
    thin, _band = axes.collections
    assert to_hex(thin.get_color()[0]).upper() == theme.FAINT
    assert [line[:, 1].tolist() for line in thin.get_segments()] == [[30.0], [20.0, 24.0]]


def test_a_questioned_figure_is_a_cross_beside_a_gap_in_the_line(course, axes):
    draw_lines(axes, course({"885       | 2023   | 200": "885 | 2023 | 200?"}), YEARS)
    line = lines_by_colour(axes)[theme.AREA]
    assert np.isnan(line.get_ydata()[2])
    cross = axes.collections[-1]
    assert cross.get_offsets().tolist() == [[2023.0, 20.0]]


def test_a_questioned_figure_far_above_stands_at_the_edge_and_flattens_no_line(course, axes):
    one = course({"885       | 2023   | 200": "885 | 2023 | 990?"})
    draw_lines(axes, one, YEARS)
    top = axes.get_ylim()[1]
    assert 40 < top < 80
    assert axes.collections[-1].get_offsets().tolist() == [[2023.0, top]]
    assert "99.0%" in [text.get_text() for text in axes.texts]


def test_no_line_crosses_a_break_and_a_dotted_one_marks_it(course, axes):
    one = course(break_before="2023")
    draw_lines(axes, one, YEARS)
    line = lines_by_colour(axes)[theme.AREA]
    assert line.get_xdata().tolist() == [2021.0, 2022.0, 2022.5, 2023.0, 2024.0, 2025.0]
    assert np.isnan(line.get_ydata()[2])
    assert axes.lines[-2].get_xdata() == [2022.5, 2022.5]
    assert changes_in(one, YEARS) == ["2023"]
    assert changes_in(one, YEARS[2:]) == []
    assert changes_in(course(dataset="requests"), YEARS) == ["2022"]


def test_a_number_is_drawn_alone(compared, axes):
    text = "area | period | count\n885 | 2024 | 5\n885 | 2025 | 0\nENG | 2025 | 9\n916 | 2025 | 4"
    draw_lines(axes, compared(text, kind="count"), ["2024", "2025"])
    assert [line.get_color() for line in axes.lines if line.zorder > 1] == [theme.AREA]
    assert axes.get_ylim()[0] == 0


def test_what_lies_below_zero_is_shown_with_the_zero_line(compared, axes):
    text = "area | period | count\n885 | 2020-21 | -5\n885 | 2021-22 | -2"
    draw_lines(axes, compared(text, kind="value"), ["2020-21", "2021-22"])
    low, high = axes.get_ylim()
    assert low < -5
    assert high > 0
    assert any(set(line.get_ydata()) == {0} for line in axes.lines)


def test_only_zeros_still_have_an_axis(compared, axes):
    text = "area | period | count\n885 | 2024 | 0\n885 | 2025 | 0"
    draw_lines(axes, compared(text, kind="count"), ["2024", "2025"])
    assert axes.get_ylim() == (0.0, pytest.approx(0.08))


def test_many_years_have_fewer_names_than_marks(compared, axes, worcestershire):
    years = [str(year) for year in range(2010, 2026)]
    text = "area | period | count\n" + "\n".join(f"885 | {year} | 5" for year in years)
    place = replace(worcestershire, years=(2010, 2025))
    draw_lines(axes, compared(text, kind="value", place=place), years)
    labels = [text.get_text() for text in axes.figure.texts if text.get_text().startswith("20")]
    assert len(labels) == 8
    assert labels[-1] == "2025"


def test_a_council_without_any_figure_leaves_its_comparators(course, axes):
    old = {f"885       | {year} ": f"886 | {year} " for year in YEARS}
    draw_lines(axes, course(old), YEARS)
    assert theme.AREA not in lines_by_colour(axes)
    assert "England" in [text.get_text() for text in axes.texts]


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.sampled_from([6.0, 12.0])), min_size=1, max_size=5
    ).map(sorted)
)
def test_labels_never_overlap_or_pass_the_top(labels):
    centres, sizes = [value for value, _ in labels], [size for _, size in labels]
    placed = spread_out(centres, sizes, top=100.0)
    for at in range(len(placed) - 1):
        assert placed[at + 1] - placed[at] >= (sizes[at] + sizes[at + 1]) / 2 - 1e-9
    assert placed[-1] + sizes[-1] / 2 <= 100 + 1e-9


def test_long_names_are_wrapped_and_every_area_has_a_style_of_its_own():
    assert wrapped("Bournemouth, Christchurch and Poole") == [
        "Bournemouth,", "Christchurch and Poole",
    ]  # fmt: skip
    codes = ["885", "SN-885", "OWN-885", "E12000005", "ENG"]
    colours = [style_of(code, "885")[0] for code in codes]
    assert len(set(colours)) == len({style_of(code, "885")[2] for code in codes}) == 5


def test_the_same_figures_give_the_same_bytes(course):
    first = over_time(course(), YEARS)
    assert first == over_time(course(), YEARS)
    assert first.startswith("<?xml")
