import numpy as np
import pytest

from sendlib.data.demo.local.prices import split
from tests.data.demo.local.conftest import Records

SHARES = ["education_share_percent", "health_share_percent", "social_care_share_percent"]


def test_decided_shares_make_100_and_undecided_ones_are_blank(drawn: Records) -> None:
    joint = drawn["joint_funding"]
    decided = ~joint["decision"].isin(["pending", "deferred"])
    assert joint.loc[decided, SHARES].sum(axis=1).tolist() == pytest.approx([100.0] * decided.sum())
    assert joint.loc[~decided, SHARES].isna().all(axis=None)
    assert 0.05 < 1 - decided.mean() < 0.5


def test_health_has_not_said_in_some_requests(drawn: Records) -> None:
    joint = drawn["joint_funding"]
    agreed = joint[joint["decision"].isin(["agreed", "part_agreed", "refused"])]
    assert agreed["health_share_percent"].isna().any()


def test_no_decision_comes_before_its_request(drawn: Records) -> None:
    joint = drawn["joint_funding"].dropna(subset=["decision_date"])
    assert (joint["decision_date"] >= joint["request_date"]).all()


def test_a_package_costs_its_agencies_what_the_decision_says(drawn: Records) -> None:
    joint = drawn["joint_funding"].merge(drawn["packages"], on=["package_id", "person_id"])
    decided = joint[joint["health_share_percent"].notna()]
    expected = decided["weekly_cost_gbp"] * decided["health_share_percent"] / 100
    assert decided["weekly_cost_health_gbp"].tolist() == pytest.approx(expected.tolist(), abs=0.01)


def test_parts_of_a_cost_add_up_to_the_penny() -> None:
    total = np.array([100.0, 1234.5])
    parts = split(total, np.array([[33.3, 33.3, 33.4], [50, 20, 30]]))
    assert parts.sum(axis=1).tolist() == pytest.approx(total.tolist())
    assert parts[1].tolist() == [617.25, 246.9, 370.35]
