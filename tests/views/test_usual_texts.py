import pytest

from sendlib.views import theme
from sendlib.views.svg_canvas import LETTERING
from sendlib.views.usual_texts import lay_out, usual_texts


@pytest.mark.parametrize(
    "text",
    ["2024", "2024-25", "2024/25", "12%", "7.5%", "2,000", "£500", "£10m", "England", "difficulty"],
)
def test_what_axes_of_many_reports_say_is_among_usual_texts(text):
    assert text in usual_texts()


def test_no_usual_text_has_two_lines():
    assert not [text for text in usual_texts() if "\n" in text]


def test_a_chart_of_usual_texts_asks_no_font(monkeypatch):
    lay_out()
    monkeypatch.setattr(LETTERING, "_get_font", None)
    with theme.canvas(1.0) as (figure, axes):
        axes.text(0, 0, "Speech, language and communication\nneeds")
        axes.text(0, 1, "2024/25", fontsize=7)
        axes.set_axis_off()
        assert "SourceSansPro-Regular" in theme.svg_of(figure)
