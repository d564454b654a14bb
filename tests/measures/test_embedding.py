import math

import pytest

from tests.measures.drawn_actions import drawn_plan


def test_times_run_from_the_start_to_between_two_reviews():
    plan = drawn_plan("""
        id | start   | due     | 2024-01 | 2024-03 | 2024-10
        1  | 2023-12 | 2024-06 | t       | c       | e
        2  | 2024-02 | 2024-06 | n       | t       | c
        3  | 2023-11 | 2024-06 | c       | c       | c
        4  | 2023-12 | 2024-06 | t       | d       | x
        5  |         | 2024-06 | t       | c       | c
        6  | 2024-05 | 2024-06 | c       | c       | c
        7  | 2024-01 | 2024-06 | x       |         |
    """)
    found = plan.time_to("completed")
    assert dict(
        zip(found.intervals["action_id"],
            zip(found.intervals["lower"], found.intervals["upper"], strict=True), strict=True)
    ) == {
        "1": (1, 3), "2": (1, 8), "3": (-1, 2), "4": (3, math.inf), "6": (-1, 0),
        "7": (-1, math.inf),
    }  # fmt: skip
    assert (found.without_start, found.reached_count) == (1, 4)
    embedded = plan.time_to("embedded")
    assert embedded.reached_count == 1
    assert embedded.times.share_by(12)[0] == pytest.approx(1 / 6, abs=0.35)


def test_without_any_start_there_are_no_times():
    found = drawn_plan("id | start | due | 2024-01\n1 |  | 2024-06 | c").time_to("completed")
    assert found.times is None
    assert found.without_start == 1
