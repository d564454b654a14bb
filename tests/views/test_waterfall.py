"""A waterfall by what it draws."""

import matplotlib.pyplot as plt

from sendlib.views import theme
from sendlib.views.waterfall import waterfall


def test_steps_lead_from_one_amount_to_the_other(monkeypatch):
    drawn = []
    monkeypatch.setattr(theme, "svg_of", lambda figure: drawn.append(figure) or "<svg/>")
    monkeypatch.setattr(plt, "close", lambda _figure: None)
    parts = [("More weeks", 30.0), ("Lower prices", -10.0)]
    texts = ["£100", "+£30", "-£10", "£120"]
    found = waterfall(("2023", 100.0), parts, ("2024", 120.0), texts=texts, unit="gbp")
    assert found == "<svg/>"
    (axes,) = drawn[0].axes
    bars = [(bar.get_y(), bar.get_height()) for bar in axes.patches]
    assert bars == [(0, 100.0), (100.0, 30.0), (120.0, 10.0), (0, 120.0)]
    assert [text.get_text() for text in axes.texts] == texts
    assert [bar.get_hatch() or "" for bar in axes.patches] == ["", "", "///", ""]
    names = [label.get_text() for label in axes.get_xticklabels()]
    assert names == ["2023", "More weeks", "Lower prices", "2024"]
    plt.close("all")
