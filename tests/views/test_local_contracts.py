"""Contracts as a reader meets them."""

import pytest

from sendlib.views.local_contracts import ends_chart, risk_table
from tests.measures.local.drawn_market import contracts, opened


def test_bars_are_quarters_with_lots_and_value(worcestershire, leaks):
    chart = ends_chart(opened(), worcestershire)
    assert chart.rows[0] == ("2025 Q1", 1, 1_000_000.0)
    assert chart.alt.endswith("most in 2025 Q1, 1 lot of £1.0 million a year.")
    assert chart.origin.protection == "not_personal"
    assert leaks(chart) == []
    figures = chart.evidence.figures
    assert set(figures["breakdown"]) == {f"quarter=Q{n}" for n in range(1, 5)}
    assert not figures.duplicated(["measure", "period", "breakdown"]).any()


def test_a_value_that_is_not_given_is_told(worcestershire, words):
    some = contracts()
    some.rows["annual_value_gbp"] = float("nan")
    chart = ends_chart(opened(contracts=some), worcestershire)
    assert "value not given" in words(chart)


def test_owners_stand_by_what_would_be_without_a_provider(worcestershire, leaks):
    table = risk_table(opened(), worcestershire)
    assert table.rows[0] == ("Alder Group", "2", "2", "£1,500,001", "85.2%")
    assert leaks(table) == []


@pytest.mark.parametrize("view", [ends_chart, risk_table])
def test_without_contracts_there_is_nothing(view, worcestershire):
    assert view(opened(contracts=None), worcestershire) is None
