"""Budgets and spend: sums to the penny, what is missing, and real terms."""

import math

import pandas as pd
import pytest

from sendlib.measures.commissioning.budgets import (
    budget_against_spend,
    spend_over_years,
    totals,
    years_of,
)
from tests.measures.commissioning.drawn_files import BUDGETS, read


@pytest.fixture(scope="module")
def budgets():
    return read("budgets", BUDGETS)


def test_years_are_in_order(budgets):
    assert years_of(budgets.iloc[::-1]) == ["2023-24", "2024-25"]


def test_sums_by_agency_are_exact_and_the_largest_comes_first(budgets):
    found = budget_against_spend(budgets, by="agency", year="2024-25").set_index("agency")
    assert found.index.tolist() == ["education", "health"]
    money = ["budget_gbp", "spend_gbp", "over_gbp"]
    assert found.loc["education", money].tolist() == [1100.10, 1180.20, 80.10]
    assert found.loc["education", "over_percent"] == pytest.approx(7.28116, abs=1e-5)
    assert found.loc["health", "over_gbp"] == 10.05


def test_the_spend_of_a_group_with_a_line_unknown_is_missing(budgets):
    rows = budgets.copy()
    rows.loc[rows["line"] == "Advice", "spend_gbp"] = float("nan")
    found = budget_against_spend(rows, by="agency", year="2024-25").set_index("agency")
    assert math.isnan(found.loc["education", "spend_gbp"])
    assert math.isnan(found.loc["education", "over_percent"])
    assert found.loc["education", "budget_gbp"] == 1100.10
    assert math.isnan(totals(found.reset_index())["over_gbp"])


def test_lines_without_a_level_are_one_group(budgets):
    rows = budgets.copy()
    rows["level"] = pd.Series([pd.NA] * len(rows), index=rows.index, dtype="string")
    found = budget_against_spend(rows, by="level", year="2024-25")
    assert found["level"].tolist() == [""]
    assert found["budget_gbp"].tolist() == [1700.10]


def test_totals_are_those_of_all_lines(budgets):
    found = totals(budget_against_spend(budgets, by="category", year="2024-25"))
    assert found[["budget_gbp", "spend_gbp", "over_gbp"]].tolist() == [1700.10, 1790.25, 90.15]
    assert found["over_percent"] == pytest.approx(90.15 / 17.0010)


def test_no_budget_has_no_percentage(budgets):
    found = budget_against_spend(budgets.assign(budget_gbp=0.0), by="agency", year="2024-25")
    assert found["over_percent"].isna().all()
    assert math.isnan(totals(found)["over_percent"])


def test_spend_of_years_is_set_at_the_prices_of_the_latest(budgets):
    deflator = pd.Series({"2023-24": 80.0, "2024-25": 100.0})
    found = spend_over_years(budgets, by="agency", deflator=deflator)
    health = found[found["agency"] == "health"].set_index("financial_year")
    assert health.loc["2023-24", ["spend_gbp", "real_gbp"]].tolist() == [480.0, 600.0]
    assert health.loc["2024-25", "real_gbp"] == 610.05


def test_a_year_without_a_deflator_has_no_real_terms(budgets):
    found = spend_over_years(budgets, by="agency", deflator=pd.Series({"2024-25": 100.0}))
    assert found.set_index("financial_year").loc["2023-24", "real_gbp"].isna().all()
    found = spend_over_years(budgets, by="agency", deflator=pd.Series({"2023-24": 100.0}))
    assert found["real_gbp"].isna().all()
