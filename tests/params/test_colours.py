import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.params.colours import (
    GRAPHIC_CONTRAST,
    TEXT_CONTRAST,
    WHITE,
    contrast_ratio,
    nearest_darker,
    normal_hex,
    relative_luminance,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


# Published pairs: #767676 is the lightest grey that passes AA on white (WebAIM), 777777 does not
@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.0)],
)
def test_contrast_with_white_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast_ratio(colour) == pytest.approx(ratio, abs=0.005)


def test_luminance_weighs_green_most_and_blue_least() -> None:
    found = [relative_luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")]
    assert found == pytest.approx([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#1D70B8", "#1d70b8"), ("1d70b8", "#1d70b8"), (" #fa0 ", "#ffaa00"), ("blue", None)],
)
def test_a_colour_is_read_with_or_without_its_sign(text: str, colour: str | None) -> None:
    assert normal_hex(text) == colour


@settings(deadline=None)
@given(COLOURS, st.sampled_from([TEXT_CONTRAST, GRAPHIC_CONTRAST, 21.0]))
def test_the_nearest_darker_shade_passes_and_one_that_passes_is_kept(
    colour: str, contrast: float
) -> None:
    shade = nearest_darker(colour, contrast=contrast)
    assert contrast_ratio(shade) >= contrast
    assert nearest_darker(shade, contrast=contrast) == shade


def test_the_nearest_darker_shade_of_white_is_the_lightest_grey_that_passes() -> None:
    assert nearest_darker(WHITE, contrast=TEXT_CONTRAST) == "#767676"
