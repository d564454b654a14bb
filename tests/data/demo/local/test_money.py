import pandas as pd
import pytest

from sendlib.data.demo.finance import net_expenditure
from sendlib.data.demo.local.here import Here
from sendlib.data.demo.local.money import INDEPENDENT, spent_in
from sendlib.data.demo.rates import rates
from tests.data.demo.local.conftest import Records


def test_education_spends_what_is_published_on_high_needs(place: Here, drawn: Records) -> None:
    budgets = drawn["budgets"]
    spent = budgets[budgets["agency"] == "education"].groupby("financial_year")["spend_gbp"].sum()
    published = net_expenditure(place.demo)["high_needs"][place.at]
    years = rates()["finance"]["years"]
    assert spent.to_dict() == {year: published[years.index(year)] for year in spent.index}
    assert (budgets["spend_gbp"] > 0).all()


def test_independent_schools_cost_what_their_packages_cost(drawn: Records) -> None:
    budgets, packages = drawn["budgets"], drawn["packages"]
    placed = packages[packages["package_type"].isin(["education", "residential_education"])]
    for year in ("2020-21", "2024-25"):
        line = budgets[(budgets["line"] == INDEPENDENT) & (budgets["financial_year"] == year)]
        cost = spent_in(placed, placed["weekly_cost_education_gbp"], year).sum()
        assert line["spend_gbp"].item() == round(cost)


def test_a_package_costs_by_the_days_of_the_year_it_ran() -> None:
    packages = pd.DataFrame(
        {
            "start_date": pd.to_datetime(["2024-04-01", "2023-01-01", "2025-03-31"]),
            "end_date": pd.to_datetime(["2025-03-31", "2023-12-31", None]),
            "weeks_a_year": [38.0, 38.0, 52.0],
        }
    )
    spent = spent_in(packages, pd.Series([100.0, 100.0, 100.0]), "2024-25")
    assert spent.tolist() == pytest.approx([3800 * 365 / 365.25, 0.0, 5200 / 365.25])


def test_agencies_bear_all_of_a_schemes_risk(drawn: Records) -> None:
    funds = drawn["pooled_funds"]
    shares = funds.groupby(["scheme", "financial_year"])["risk_share_percent"].sum()
    assert (shares == 100).all()
    assert "section_75" in set(funds["purpose"])
