import pytest

from sendlib.report.lettering import width_of


@pytest.mark.parametrize(("text", "ems"), [("", 0), ("0", 0.497), ("W0", 0.786 + 0.497)])
def test_words_are_as_wide_as_their_signs(text, ems):
    assert width_of(text) == pytest.approx(ems)


def test_bold_words_are_wider():
    assert width_of("Neighbours", bold=True) > width_of("Neighbours")


def test_a_sign_of_another_font_counts_as_wide():
    assert width_of("\u6570") == 0.8
