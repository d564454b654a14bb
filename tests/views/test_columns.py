from dataclasses import replace

import pytest

from sendlib.measures.standing import Standing
from sendlib.measures.trend import RecentTrend
from sendlib.views.columns import (
    comparator_notes,
    comparator_titles,
    difference_cell,
    quartile_cell,
    rank_cell,
    trend_cell,
)


def test_comparators_have_short_heads_and_a_note_with_their_names(worcestershire):
    with_own = replace(
        worcestershire, comparators=(*worcestershire.comparators, "OWN-885"), own_name="CIPFA"
    )
    assert comparator_titles(with_own) == ["Neighbours", "Region", "England", "Own list"]
    assert comparator_notes(with_own) == [
        "Council: Worcestershire; Neighbours: mean of the statistical neighbours; Region: West "
        "Midlands; Own list: CIPFA."
    ]
    alone = replace(worcestershire, comparators=())
    assert comparator_notes(alone) == ["Council: Worcestershire."]


@pytest.mark.parametrize(
    ("position", "rank", "quartile"),
    [
        (Standing(104, 152, False, "C"), "104 of 152", "C"),
        (Standing(104, 152, True, ""), "104= of 152", "[z]"),
        (None, "[x]", "[x]"),
    ],
)
def test_ranks_and_quartiles_are_short(course, position, rank, quartile):
    one = replace(course(), standing=position)
    assert (rank_cell(one), quartile_cell(one)) == (rank, quartile)


def test_tests_and_trends_are_a_word_or_two(course, compared, worcestershire):
    assert difference_cell(course()) == "similar"
    value = compared("area | period | count\n885 | 2025 | 5\nENG | 2025 | 4", kind="value")
    assert difference_cell(value) == "not tested"
    assert difference_cell(course(place=replace(worcestershire, comparators=()))) == "[x]"
    assert trend_cell(course()) == "increasing"
    flat = RecentTrend(0.0, 1.0, "no significant change")
    assert trend_cell(replace(course(), trend=flat)) == "no change"
