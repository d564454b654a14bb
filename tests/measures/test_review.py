from dataclasses import replace

import pytest

from sendlib.measures.indicator import Selection
from sendlib.measures.review import SUMMARY_LENGTH, Review, is_of_few, most_telling

COUNCILS = ("885", "916", "933", "884", "893", "878", "908")


def standing_at(compared, share, *, place=None, topic="plans", measure="m", kind="proportion"):
    """Compare a council at a share with six others at 30% to 55%, on 100 or 100,000 each."""
    shares = dict(zip(COUNCILS, (share, 30, 35, 40, 45, 50, 55), strict=True))
    lines = [f"{code} | 2025 | {n * 10} | 1000" for code, n in shares.items()]
    lines.append("ENG | 2025 | 42000 | 100000")
    text = "area | period | count | whole\n" + "\n".join(lines)
    more = {} if place is None else {"place": place}
    return compared(text, topic=topic, measure=measure, kind=kind, **more)


def test_an_indicator_is_compared_once(compared, tables, facts, worcestershire):
    found = standing_at(compared, 20)
    rows = facts("area_code | period | field | value\n885 | 2025 | a | 1")
    review = Review(tables(drawn=rows), worcestershire)
    number = replace(
        found.indicator, kind="count", count=Selection("drawn", ("a",)), denominator=None
    )
    first = review.compare(number)
    assert first.own["value"] == 1.0
    assert review.compare_all([number, number]) == [first, first]


def test_significant_differences_come_first_then_ranks_far_from_the_middle(compared):
    middle = standing_at(compared, 42, measure="a")
    end = standing_at(compared, 56, measure="b", topic="needs")
    far = standing_at(compared, 99, measure="c", topic="ages")
    assert far.at_latest("ENG")["significance"] == "higher"
    assert end.at_latest("ENG")["significance"] == "similar"
    assert most_telling([middle, end, far]) == [far, end, middle]


def test_no_more_than_two_of_a_section_and_nine_in_all(compared):
    many = [
        standing_at(compared, 56 + n, measure=f"m{n:02}", topic=f"topic {n // 3}")
        for n in range(18)
    ]
    chosen = most_telling(many)
    assert len(chosen) == SUMMARY_LENGTH
    topics = [one.indicator.topic for one in chosen]
    assert max(topics.count(topic) for topic in topics) == 2


def test_without_england_ranks_alone_decide(compared, worcestershire):
    alone = replace(worcestershire, comparators=())
    one = standing_at(compared, 99, place=alone)
    assert most_telling([one]) == [one]


@pytest.mark.parametrize("text", ["885 | 2025 | unavailable | 10", "885 | 2025 | 1 | 10"])
def test_without_a_figure_or_others_to_rank_with_nothing_is_telling(compared, text):
    assert most_telling([compared(f"area | period | count | whole\n{text}")]) == []


def test_a_share_of_fewer_than_thirty_tells_nothing_that_lasts(compared):
    lines = [f"{code} | 2025 | {n} | 29" for n, code in enumerate(COUNCILS)]
    one = compared("area | period | count | whole\n" + "\n".join(lines))
    assert is_of_few(one)
    assert most_telling([one]) == []
    assert not is_of_few(standing_at(compared, 42))
