"""Published indicators as key points: by rule, and never beyond the test."""

import pytest

from sendlib.measures.review import Review
from sendlib.views import key_points_published as module
from sendlib.views.key_points_published import published_points, side, standing_sentence

COUNCILS = ("885", "916", "933", "884", "893", "878", "908")


@pytest.fixture
def seen(compared, monkeypatch, tables, worcestershire):
    """Return a review whose only indicators are shares drawn here, beside 30% to 55% elsewhere."""

    def made(*shares, places=worcestershire, **changes):
        found = []
        for number, share in enumerate(shares):
            each = dict(zip(COUNCILS, (share, 30, 35, 40, 45, 50, 55), strict=True))
            lines = [f"{code} | 2025 | {value * 10} | 1000" for code, value in each.items()]
            text = "\n".join(["area | period | count | whole", *lines, "ENG | 2025 | 42 | 100"])
            given = {"topic": f"topic {number}", "measure": f"m{number}", "place": places}
            found.append(compared(text, **(given | changes)))
        review = Review(tables(), places)
        review._compared = {one.indicator.measure: one for one in found}
        monkeypatch.setattr(module, "GLANCE", tuple(one.indicator for one in found))
        return review

    return made


def test_a_difference_to_the_bad_calls_for_a_decision_and_weighs_most(seen):
    [point] = published_points(seen(99, polarity="low"))
    assert "was 99.0%, significantly higher than in England (42.0%)." in point.text
    assert point.recommendation.startswith("Find out what lies behind")
    assert point.weight == pytest.approx(0.8)
    assert point.figures == ("tab-glance",)


def test_a_difference_to_the_good_calls_for_none(seen):
    [point] = published_points(seen(99, polarity="high"))
    assert point.recommendation == ""
    assert point.weight == pytest.approx(0.6)


def test_a_difference_of_which_neither_end_is_good_is_put_to_the_partners(seen):
    [point] = published_points(seen(1, polarity=None))
    assert point.recommendation.startswith("Say whether")
    assert point.recommendation.endswith("is as the partners want it: it is lower than in England.")


def test_who_children_are_is_for_nobody_to_decide(seen):
    [point] = published_points(seen(1, polarity=None, topic="ages"))
    assert "significantly lower" in point.text
    assert point.recommendation == ""


def test_without_a_sure_difference_the_rank_is_told_and_nothing_to_decide(seen):
    [point] = published_points(seen(56, polarity="low"))
    assert point.text.endswith("was 56.0%. It ranked highest of 7 councils.") or (
        "ranked lowest of 7" in point.text or "ranked 7th" in point.text
    )
    assert point.recommendation == ""
    assert point.weight < 0.4


def test_differences_from_england_are_counted_and_judged_where_one_end_is_good(seen):
    text = standing_sentence(seen(99, 1, 42, polarity="low"))
    assert text == (
        "Of 3 published indicators that can be tested, 1 is significantly higher than in England "
        "and 1 lower; the rest do not differ significantly. Of the 3 of which one end is good, 1 "
        "is better than in England and 1 worse."
    )


def test_without_a_good_end_nothing_is_judged(seen):
    text = standing_sentence(seen(42, polarity=None))
    assert text.endswith("none are significantly higher than in England and none lower; the rest "
                         "do not differ significantly.")  # fmt: skip


def test_without_england_nothing_is_counted(seen, worcestershire):
    from dataclasses import replace

    alone = replace(worcestershire, comparators=())
    review = seen(99, places=alone, polarity="low")
    assert standing_sentence(review) == ""
    assert side(next(iter(review._compared.values()))) == ""
    assert published_points(review)[0].recommendation == ""
