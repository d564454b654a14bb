import io
import os
import re
from xml.etree import ElementTree

import pytest
from matplotlib import font_manager

from sendlib.views import theme
from sendlib.views.svg_canvas import LETTERING

WORDS = ("Statistical neighbours", "2025", "$x^2$", "Île-de-France", "A\nB", "2025", "ŵ → -")


def drawn(backend):
    with theme.canvas(2.0) as (figure, axes):
        axes.plot([2020, 2025], [0.1, 0.9], label=WORDS[0])
        axes.set_xlabel("Year", alpha=0.5)
        for place, words in enumerate(WORDS):
            axes.text(2021, 0.1 * place, words, rotation=10 * place, color="C1", fontsize=8 + place)
        axes.text(2024, 0.5, "bold", weight="bold", clip_on=True)
        axes.legend()
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", backend=backend, metadata={"Date": None})
        return buffer.getvalue()


def elements(svg):
    """Return what a picture shows: all but blanks between its elements."""
    return re.sub(r">\s+<", "><", svg)


def test_what_is_drawn_is_what_matplotlib_draws():
    expected = elements(drawn("svg"))
    assert elements(drawn(theme.CANVAS)) == expected
    assert elements(drawn(theme.CANVAS)) == expected  # once more, from what was kept


def test_a_chart_asks_no_font_for_texts_that_were_drawn_before(monkeypatch):
    first = drawn(theme.CANVAS)
    monkeypatch.setattr(LETTERING, "_get_font", None)
    assert drawn(theme.CANVAS) == first


def test_an_axis_without_a_name_is_drawn_like_any_other():
    with theme.canvas(2.0) as (figure, axes):
        axes.plot([0, 1], [0, 1])
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        assert elements(theme.svg_of(figure)) == elements(buffer.getvalue())
    assert ElementTree.fromstring(buffer.getvalue()).tag.endswith("svg")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_a_fork_opens_fonts_of_its_own():
    drawn(theme.CANVAS)
    drawn("svg")
    assert font_manager._get_font.cache_info().currsize
    process = os.fork()
    if not process:
        os._exit(font_manager._get_font.cache_info().currsize)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
