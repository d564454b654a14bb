"""Ends of contracts, and lots at risk."""

import pandas as pd
import pytest

from sendlib.measures.local.contracts import REST, ends_by_quarter, owners_at_risk
from tests.measures.local.drawn_market import contracts, providers

DAY = pd.Timestamp("2025-01-16")


def test_lots_stand_by_the_quarter_in_which_they_end_with_no_quarter_left_out():
    ends = ends_by_quarter(contracts().rows, as_of=DAY)
    assert ends["quarter"].tolist() == ["2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4", "2026 Q1"]
    assert ends["lots_count"].tolist() == [1, 0, 2, 0, 1]
    assert ends["value_gbp"].tolist() == [1_000_000, 0, 750_000.5, 0, 10_000]


def test_a_quarter_with_a_lot_of_unknown_value_has_none():
    rows = contracts().rows
    rows.loc[rows["lot"] == "2", "annual_value_gbp"] = None
    assert ends_by_quarter(rows, as_of=DAY)["value_gbp"].isna().tolist() == [
        False, False, True, False, False,
    ]  # fmt: skip


def test_an_owner_that_fails_takes_the_lots_of_all_its_providers():
    risk = owners_at_risk(contracts().rows, providers().rows, as_of=DAY).set_index("owner_name")
    alder = risk.loc["Alder Group"]
    assert (alder["lots_count"], alder["providers_count"]) == (2, 2)
    assert alder["value_gbp"] == 1_500_000.5
    assert "not recorded" in risk.index  # a provider that is not in the list
    assert "House PR4" not in risk.index  # its lot has ended
    assert risk["value_gbp"].sum() == 1_760_000.5
    assert risk["value_percent"].sum() == pytest.approx(100)


def test_beyond_the_eight_largest_owners_stand_together():
    rows = pd.DataFrame({
        "contract_id": "C", "lot": [str(n) for n in range(12)],
        "provider_id": [f"Q{n}" for n in range(12)], "end_date": pd.Timestamp("2026-01-01"),
        "annual_value_gbp": [float(100 - n) for n in range(12)],
    })  # fmt: skip
    listed = pd.DataFrame({
        "provider_id": rows["provider_id"], "provider_name": rows["provider_id"],
        "parent_owner": None,
    })  # fmt: skip
    risk = owners_at_risk(rows, listed, as_of=DAY)
    assert risk["owner_name"].tolist() == [*(f"Q{n}" for n in range(8)), REST]
    assert risk["lots_count"].iloc[-1] == 4
    assert risk["value_gbp"].sum() == rows["annual_value_gbp"].sum()


def test_without_contracts_to_come_there_is_nothing():
    late = pd.Timestamp("2030-01-01")
    assert ends_by_quarter(contracts().rows, as_of=late).empty
    assert owners_at_risk(contracts().rows, providers().rows, as_of=late).empty
    free = contracts().rows.assign(annual_value_gbp=0.0)
    assert owners_at_risk(free, providers().rows, as_of=DAY)["value_percent"].isna().all()
