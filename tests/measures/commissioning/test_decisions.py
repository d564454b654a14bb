"""What the rules say of a service, one figure at a time."""

import pandas as pd
import pytest

from sendlib.measures.commissioning.decisions import decided
from sendlib.params.commissioning import DecisionRules

RULES = DecisionRules(high_use_percent=100)
TODAY = pd.Timestamp("2025-03-31")
NONE = {
    "use_percent": None, "median_wait_weeks": None, "gap_points": None, "cost_ratio": None,
    "contract_end": None,
}  # fmt: skip


def one(**figures):
    rows = pd.DataFrame([NONE | figures])
    rows["contract_end"] = pd.to_datetime(rows["contract_end"])
    numbers = [name for name in NONE if name != "contract_end"]
    return decided(rows.astype(dict.fromkeys(numbers, float)), RULES, as_of=TODAY).iloc[0]


@pytest.mark.parametrize(
    ("figures", "decision"),
    [
        ({"use_percent": 59, "gap_points": -5}, "decommission"),
        ({"use_percent": 59, "gap_points": -5, "median_wait_weeks": 19}, "commission_differently"),
        ({"use_percent": 60, "gap_points": -5}, "commission_differently"),
        ({"use_percent": 59, "gap_points": -4}, "commission_differently"),
        ({"use_percent": 80, "gap_points": -4}, "continue"),
        ({"use_percent": 101}, "commission"),
        ({"use_percent": 100}, "continue"),
        ({"use_percent": 101, "median_wait_weeks": 30}, "commission"),
        ({"use_percent": 99, "median_wait_weeks": 18.1}, "commission_differently"),
        ({"use_percent": 99, "median_wait_weeks": 18}, "continue"),
        ({"use_percent": 101, "gap_points": -9}, "commission_differently"),
        ({"use_percent": 80, "cost_ratio": 1.5}, "commission_differently"),
        ({"use_percent": 80, "cost_ratio": 1.5, "gap_points": 0}, "continue"),
        ({"use_percent": 80, "cost_ratio": 1.49}, "continue"),
        ({"gap_points": 3}, "continue"),
        ({"cost_ratio": 1.0}, "review"),
        ({}, "review"),
    ],
)
def test_the_rules_are_as_they_are_written(figures, decision):
    assert one(**figures)["decision"] == decision


def test_with_no_points_allowed_meeting_the_target_is_enough():
    rows = pd.DataFrame([NONE | {"gap_points": gap} for gap in (0.0, -0.1)])
    rows["contract_end"] = pd.to_datetime(rows["contract_end"])
    rows = rows.astype({"use_percent": float, "median_wait_weeks": float, "cost_ratio": float})
    found = decided(rows, DecisionRules(outcome_points=0), as_of=TODAY)
    assert found["decision"].tolist() == ["continue", "commission_differently"]


def test_a_contract_ends_soon_within_the_months_of_the_rules():
    assert one(contract_end="2026-03-30")["ends_soon"]
    assert not one(contract_end="2026-04-30")["ends_soon"]
    assert one(contract_end="2024-12-31")["end_months"] < 0
    assert not one()["ends_soon"]
