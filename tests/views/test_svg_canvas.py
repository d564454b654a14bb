import io
import os
from xml.etree import ElementTree

import pytest

from sendlib.views import svg_canvas, theme
from sendlib.views.svg_canvas import Lettering

WORDS = ("Statistical neighbours", "2025", "$x^2$", "Île-de-France", "2025")


def drawn(backend):
    with theme.canvas(2.0) as (figure, axes):
        axes.plot([2020, 2025], [0.1, 0.9], label=WORDS[0])
        axes.set_xlabel("Year")
        for place, words in enumerate(WORDS):
            axes.text(2021, 0.1 * place, words, rotation=10 * place)
        axes.legend()
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", backend=backend, metadata={"Date": None})
        return buffer.getvalue()


def test_what_is_drawn_is_what_matplotlib_draws_to_the_byte():
    expected = drawn("svg")
    assert drawn(theme.CANVAS) == expected
    assert drawn(theme.CANVAS) == expected  # once more, from what was kept


def test_a_text_is_laid_out_once(monkeypatch):
    from matplotlib.textpath import TextToPath

    with theme.canvas(1.0) as (figure, _):
        letters = Lettering()
        prop = figure.text(0, 0, "x").get_fontproperties()
    size = letters.get_text_width_height_descent("2025", prop, False)
    font = letters._get_font(prop)
    places, new, _ = letters.get_glyphs_with_font(font, "2025", {}, True)
    monkeypatch.delattr(TextToPath, "_get_font")
    assert letters.get_text_width_height_descent("2025", prop, False) == size
    again, none_new, _ = letters.get_glyphs_with_font(font, "2025", new, True)
    assert again == places
    assert not none_new


def test_an_axis_without_a_name_is_drawn_like_any_other():
    with theme.canvas(2.0) as (figure, axes):
        axes.plot([0, 1], [0, 1])
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        assert theme.svg_of(figure) == buffer.getvalue()
    assert ElementTree.fromstring(buffer.getvalue()).tag.endswith("svg")


def test_other_ways_of_asking_are_matplotlib_s_own():
    letters = Lettering()
    with theme.canvas(1.0) as (figure, _):
        prop = figure.text(0, 0, "x").get_fontproperties()
    font = letters._get_font(prop)
    assert letters.get_glyphs_with_font(font, "ab")[1].keys()
    assert letters.get_text_width_height_descent("$x$", prop, True)[0] > 0
    with pytest.raises(TypeError):
        letters.get_glyphs_with_font(font, "ab", {}, True, language=3)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_a_fork_opens_fonts_of_its_own():
    drawn(theme.CANVAS)  # fonts are kept
    assert svg_canvas._LETTERING._fonts
    process = os.fork()
    if not process:
        os._exit(len(svg_canvas._LETTERING._fonts))
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert svg_canvas._LETTERING._fonts
