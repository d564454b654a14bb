import math

import pytest

from tests.measures.drawn_actions import drawn_plan


def found(plan):
    rows = plan.slippage
    return [
        (row.lower_months, row.upper_months, row.finding) for row in rows.itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("due", "ratings", "expected"),
    [
        # reviews in January, March and October 2024
        ("2024-02", "t | t | c", (1, 8, "late")),
        ("2024-03", "t | t | c", (0, 7, "either")),
        ("2024-06", "t | t | e", (-3, 4, "either")),
        ("2024-10", "t | t | c", (-7, 0, "on_time")),
        ("2024-12", "t | c | c", (-11, -9, "on_time")),
        ("2024-02", "t | c | d", (-1, 1, "either")),  # the first review that says so counts
    ],
)
def test_slippage_lies_between_the_review_before_and_the_first_that_found_it_done(
    due, ratings, expected
):
    plan = drawn_plan(
        f"id | start | due | 2024-01 | 2024-03 | 2024-10\n1 | 2023-01 | {due} | {ratings}"
    )
    assert found(plan) == [expected]


def test_what_was_done_at_the_first_review_was_done_after_its_start():
    plan = drawn_plan("""
        id | start   | due     | 2024-06
        1  | 2024-01 | 2024-03 | c
        2  |         | 2024-03 | c
        3  | 2024-09 | 2024-12 | c
    """)
    rows = found(plan)
    assert rows[0] == (-2, 3, "either")
    assert math.isnan(rows[1][0])
    assert rows[1][1:] == (3, "either")
    assert math.isnan(rows[2][0])  # it started after it was found done
    assert rows[2][2] == "on_time"


def test_an_action_without_a_due_month_is_neither_late_nor_in_time():
    plan = drawn_plan("""
        id | start   | due | 2024-06 | 2024-09
        1  | 2024-01 |     | t       | c
        2  | 2024-01 |     | t       | d
    """)
    assert plan.slippage["finding"].to_list() == ["no_due", "no_due"]
    assert plan.slippage[["lower_months", "upper_months"]].isna().all(axis=None)


def test_an_open_action_is_late_by_what_has_passed_and_has_no_upper_end():
    plan = drawn_plan("""
        id | start   | due     | 2024-06 | 2024-09
        1  | 2024-01 | 2024-05 | t       | d
        2  | 2024-01 | 2024-09 | t       | t
        3  | 2024-01 | 2024-05 | t       | x
    """)
    rows = plan.slippage
    assert rows["lower_months"].to_list() == [4, 0, 4]
    assert rows["upper_months"].isna().all()
    assert rows["finding"].to_list() == ["open_late", "open_in_time", "closed"]
    assert rows["reached"].isna().all()
    assert rows["before"].isna().all()
