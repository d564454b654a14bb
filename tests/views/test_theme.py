import matplotlib
import matplotlib.pyplot as plt
import pytest

from sendlib.views import theme


def contrast_with_white(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


@pytest.mark.parametrize(
    "colour", [theme.AREA, theme.NEIGHBOURS, theme.NATION, theme.OWN_LIST, theme.PALE]
)
def test_lines_and_words_stand_out_from_white(colour):
    assert contrast_with_white(colour) >= 3


def test_a_figure_is_known_to_no_other_drawing():
    with theme.canvas(2.0) as (figure, axes):
        axes.plot([1, 2], [3, 4])
        theme.svg_of(figure)
    assert plt.get_fignums() == []


def test_the_same_drawing_gives_the_same_bytes_without_a_date():
    def drawn():
        with theme.canvas(2.0) as (figure, axes):
            axes.plot([1, 2], [3, 4])
            return theme.svg_of(figure)

    assert drawn() == drawn()
    assert "<dc:date>" not in drawn()
    assert matplotlib.rcParams["svg.hashsalt"] == "sendlib"
