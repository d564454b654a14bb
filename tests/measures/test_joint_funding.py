"""Health's share that is missing, and parity."""

import pandas as pd
import pytest

from sendlib.measures.joint_funding import with_parity


def requests(*rows):
    return pd.DataFrame(
        rows, columns=["decision", "health_need", "health_share_percent", "yearly_gbp"]
    )


def test_parity_is_the_share_health_pays_for_needs_of_the_same_rating_weighted_by_cost():
    found = with_parity(
        requests(
            ("agreed", "high", 40.0, 100_000), ("agreed", "high", 10.0, 200_000),
            ("agreed", "high", None, 50_000), ("refused", "high", 0.0, 30_000),
            ("part_agreed", "low", 0.0, 20_000), ("agreed", "medium", None, 10_000),
        )
    )  # fmt: skip
    assert found["is_missing"].tolist() == [False, False, True, True, False, True]
    assert found["agreed_percent"].iloc[0] == pytest.approx((4_000_000 + 2_000_000) / 300_000)
    assert found["parity_gbp"].iloc[2:4].tolist() == [10_000, 6_000]
    assert found["parity_gbp"].isna().tolist() == [False] * 5 + [True]  # no medium share agreed


def test_requests_without_a_decision_or_a_rating_are_left_out():
    rows = requests(("pending", "high", None, 9), ("agreed", None, None, 9), (None, "low", 5.0, 9))
    assert with_parity(rows).empty
