import pickle

from matplotlib.font_manager import FontProperties

from sendlib.views import theme
from sendlib.views.lettering import Lettering


def in_size(points, **face):
    theme.use_style()
    return FontProperties(family=["Source Sans Pro", "DejaVu Sans"], size=points, **face)


def test_a_text_is_laid_out_once_for_all_sizes(monkeypatch):
    letters = Lettering()
    width, height, descent = letters.get_text_width_height_descent("2025", in_size(10), False)
    monkeypatch.setattr(letters, "_get_font", None)
    twice = letters.get_text_width_height_descent("2025", in_size(20), False)
    assert twice == (2 * width, 2 * height, 2 * descent)
    assert letters.word("2025", in_size(20)) is letters.word("2025", in_size(10))


def test_letters_of_another_face_are_other_letters():
    letters = Lettering()
    plain, bold = (
        letters.word("2025", in_size(10, weight=weight)) for weight in ("normal", "bold")
    )
    assert plain.width < bold.width
    assert not {*plain.glyphs} & {*bold.glyphs}


def test_a_face_reaches_as_far_as_its_file_says():
    assert Lettering().reach(in_size(10)) == (0.75, 0.25, 0.0)


def test_a_formula_is_measured_by_matplotlib():
    assert Lettering().get_text_width_height_descent("$x^2$", in_size(10), True)[0] > 0


def test_what_is_kept_is_plain_data_which_a_fork_may_use():
    letters = Lettering()
    letters.word("2025", in_size(10))
    letters.reach(in_size(10))
    assert pickle.dumps((letters.outlines, letters._words, letters._reaches))  # no font can
