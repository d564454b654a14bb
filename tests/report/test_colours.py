import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.params.colours import contrast_ratio
from sendlib.report.colours import checked_colour, mixed, readable, text_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_has_the_highest_contrast():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_is_that_of_the_wcag_examples():
    # WebAIM contrast checker: grey #767676 on white is the lightest that passes 4.5
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@given(COLOURS)
def test_text_on_any_colour_can_be_read(colour):
    assert contrast_ratio(text_on(colour), colour) >= 4.2


@given(COLOURS, st.sampled_from(["#ffffff", "#14181d"]))
def test_a_colour_is_moved_until_it_can_be_read(colour, ground):
    assert contrast_ratio(readable(colour, on=ground), ground) >= 4.5


def test_a_readable_colour_stays_as_it_is():
    assert readable("#1d4e89", on="#ffffff") == "#1d4e89"


def test_half_of_black_in_white_is_grey():
    assert mixed("#ffffff", "#000000", 0.5) == "#808080"


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456;}"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="is no colour"):
        checked_colour(colour)


def test_a_colour_comes_back_in_small_letters():
    assert checked_colour("#AbCdEf") == "#abcdef"
