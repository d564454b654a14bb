import math

import pandas as pd

from tests.measures.drawn_actions import drawn_plan

PLAN = """
    id | start | due | measure_of_success | measured | evidence | 2024-01 | 2024-06
    1 | 2024-01 | 2024-05 | 5 schemes run by March 2024 | 5 |  | t | c
    2 | 2024-01 | 2024-05 | 5 schemes run. Families join | 3 schemes |  | t | e
    3 | 2024-01 | 2024-05 | Vacancies under 10% | 8% |  | t | d
    4 | 2024-01 | 2024-05 | 40 trained |  | 30 trained | t | t
    5 | 2024-01 | 2024-05 | 40 trained |  | Milestones met | t | c
    6 | 2024-01 | 2024-05 |  |  |  | t | c
"""


def test_a_rating_stands_beside_the_figure_measured():
    rows = drawn_plan(PLAN).measures
    told = rows[["action_id", "measure", "verdict"]].to_numpy().tolist()
    assert told == [
        ["1", "5 schemes run by March 2024", "agrees"],
        ["2", "5 schemes run.", "rated_ahead"],
        ["2", "Families join", "no_target"],
        ["3", "Vacancies under 10%", "rated_behind"],
        ["4", "40 trained", "agrees"],
        ["5", "40 trained", "no_figure"],
    ]
    assert rows["figure"].fillna(-1).to_list() == [5, 3, -1, 8, 30, -1]
    assert rows["months_past"].iloc[0] == 3
    assert math.isnan(rows["months_past"].iloc[1])


def test_an_action_rated_as_begun_before_its_start_is_told():
    plan = drawn_plan("""
        id | start   | due     | 2024-01 | 2024-03 | 2024-06
        1  | 2024-03 | 2024-12 | t       | t       | c
        2  | 2024-03 | 2024-12 | n       | t       | c
        3  |         | 2024-12 | t       | t       | c
    """)
    assert plan.too_early[["action_id", "review", "rating"]].to_numpy().tolist() == [
        ["1", pd.Timestamp(2024, 1, 1), "on_track"]]  # fmt: skip
