from collections.abc import Callable

import pandas as pd
import pytest

from sendlib.data.demo.finance import (
    BENCHMARKING_PATH,
    DEFICIT_PATH,
    S251_PATH,
    SPECIALIST_PATH,
)
from sendlib.data.tables import Tables

Published = Callable[[str], pd.DataFrame]


def test_plans_of_the_benchmarking_tool_are_those_of_the_caseload(published: Published) -> None:
    table = published(BENCHMARKING_PATH).set_index("old_la_code")
    settings = [column for column in table if column.startswith("ehcp_") and column != "ehcp_total"]
    values = table[[*settings, "ehcp_total"]].astype(float)
    assert (values[settings].sum(axis=1) == values["ehcp_total"]).all()
    assert (values >= 0).all(axis=None)
    caseload = published("caseload")
    stock = caseload[(caseload["time_period"] == "202021") & (caseload["old_la_code"] != "")]
    plans = stock.set_index("old_la_code")["ehcplans"].astype(float)
    assert values["ehcp_total"][plans.index].tolist() == plans.tolist()


@pytest.mark.parametrize("kind", ["budget", "outturn"])
def test_totals_of_lines_follow_the_published_rule(kind: str, published: Published) -> None:
    values = published(BENCHMARKING_PATH).filter(like=f"{kind}_").astype(float)
    place = [f"{kind}_place_{line}" for line in ("special", "pru_ap", "post_school")]
    assert (values[place].sum(axis=1) == values[f"{kind}_place_total"]).all()
    for funded in ("state", "indep"):
        parts = values.filter(like=f"{kind}_topup_{funded}_")
        total = parts.pop(f"{kind}_topup_{funded}_total")
        assert (parts.sum(axis=1) == total).all()


def test_spending_on_specialist_places_is_state_and_independent(published: Published) -> None:
    table = published(SPECIALIST_PATH)
    spent = table["total_spend"].astype(float)
    wide = table.assign(spent=spent).pivot_table(
        index=["la_name", "year"], columns="category", values="spent"
    )
    assert (wide["Total"] == wide["State"] + wide["Independent or non-maintained"]).all()
    per_head = spent / table["pop_est"].astype(float)
    assert (per_head - table["Spend per head"].astype(float)).abs().max() < 1e-6


def test_a_balance_is_a_deficit_turned_round(published: Published) -> None:
    table = published(DEFICIT_PATH)
    deficit = table["deficit"].astype(float)
    balance = table["DSG cumulative balance as a % of the total income"].astype(float)
    assert (deficit == -balance).all()
    england = table["geographic_level"] == "National"
    assert deficit[england].tolist() == pytest.approx([1.08, 1.69, 2.26], abs=0.02)


def test_high_needs_spending_grows_as_the_plans_do(published: Published) -> None:
    table = published(S251_PATH)
    years = table.groupby("financial_year")["High needs (SEND)"].agg(
        lambda x: x.astype(float).sum()
    )
    assert years.is_monotonic_increasing
    assert len(years) == 8


def test_the_deflator_is_the_published_one(demo_tables: Tables) -> None:
    table = demo_tables.table("deflator").set_index("financial_year")
    assert table.loc["2024-25", "index"] == 100
    assert table.loc["2024-25", "status"] == "outturn"
    assert table.loc["2025-26", "status"] == "forecast"
    assert table["note"].str.contains("OBR").all()
