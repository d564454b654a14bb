"""Evidence of an improvement plan beside its measures."""

import pytest

from sendlib.measures.improvement import improvement
from sendlib.params.progress import Progress
from sendlib.views.blocks import Absent
from sendlib.views.local_progress_evidence import LONGEST, evidence_table
from tests.measures.drawn_actions import drawn_actions, drawn_plan

PLAN = """
    id   | start   | due     | measure_of_success                       | 2024-01
    2.1A | 2024-01 | 2024-06 | 90% of cases by March 2024. All agree    | c
    2.1B | 2024-01 | 2024-06 | 90% of cases by March 2024. All agree    | c
    2.2  | 2024-01 | 2024-06 | 5 schemes                                | t
"""


@pytest.fixture
def told():
    actions = drawn_actions(PLAN)
    words = {"2.1A": "Board paper 7", "2.1B": "Board paper 7", "2.2": "long " * 100}
    actions["evidence"] = actions["action_id"].map(words).astype("string")
    return improvement(actions, Progress())


def test_actions_of_one_evidence_stand_together_beside_what_can_be_counted(told, leaks):
    table = evidence_table(told)
    assert table.rows[0] == (
        "2.1A and 2.1B",
        "90%, by March 2024; 1 measure has neither",
        "Board paper 7",
        "Completed",
    )
    assert table.rows[1][1] == "5"
    assert len(table.rows[1][2]) <= LONGEST + 1
    assert leaks(table) == []


def test_without_evidence_or_measures_there_is_nothing():
    assert isinstance(evidence_table(drawn_plan(PLAN)), Absent)
    bare = "id | start | due | 2024-01\n1 | 2023-10 | 2024-04 | e"
    assert isinstance(evidence_table(drawn_plan(bare)), Absent)
