"""Findings that chapters hand to the summary."""

import pytest

from sendlib.views.blocks import PUBLISHED
from sendlib.views.key_points import KeyPoint


def test_a_point_is_of_published_data_unless_it_says_otherwise():
    point = KeyPoint("spend", "Spend rose by 4%.", "", ("tab-spend",), 0.5)
    assert point.origin == PUBLISHED


@pytest.mark.parametrize(
    ("chapter", "text", "figures"),
    [
        ("", "Spend rose.", ("tab-spend",)),
        ("spend", " ", ("tab-spend",)),
        ("spend", "It rose.", ()),
    ],
)
def test_a_point_without_chapter_sentence_or_figure_is_refused(chapter, text, figures):
    with pytest.raises(ValueError, match="needs a chapter, a sentence and figures"):
        KeyPoint(chapter, text, "", figures, 0.5)


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_a_weight_outside_0_to_1_is_refused(weight):
    with pytest.raises(ValueError, match="0 to 1"):
        KeyPoint("spend", "Spend rose.", "", ("tab-spend",), weight)
