"""Requests for joint funding by decision, and how long those without one have waited."""

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.joint import JOINT_OUTCOME, JOINT_WAITING
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import everything, table

RECORDS = Records(everything(), 2019, 2025)


def test_requests_are_counted_by_decision_and_a_blank_without_date_is_none_yet():
    (part,) = JOINT_OUTCOME.count(RECORDS)
    assert part.period == "2023 to 2024"
    assert dict(zip(part.counts["outcome"], part.counts["count"], strict=True)) == {
        "agreed": 9, "pending": 9, "refused": 2, "Total": 20,
    }  # fmt: skip


def test_what_waits_is_counted_by_months_up_to_the_last_date_of_the_file():
    (part,) = JOINT_WAITING.count(RECORDS)
    assert part.where == {"outcome": "pending"}
    assert dict(zip(part.counts["waiting"], part.counts["count"], strict=True)) == {
        "0-2": 9, "Total": 9,
    }  # fmt: skip


def test_without_requests_there_is_nothing_to_count():
    empty = Records(LocalTables({"joint_funding": table("joint_funding", request_id=[])}), 2019, 25)
    assert JOINT_OUTCOME.count(empty) == JOINT_WAITING.count(empty) == []
