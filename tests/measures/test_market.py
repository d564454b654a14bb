"""A council's published payments as a market."""

import pandas as pd
import pytest

from sendlib.measures.market import payments_of

LINES = """
    area_code | month   | cost_centre | supplier | amount_gbp
    885       | 2023-04 | HN Special  | A        | 300
    885       | 2023-05 | HN Special  | A        | 100
    885       | 2023-05 | HN Special  | B        | 400
    885       | 2023-07 | HN College  | A        | 250
    885       | 2023-07 | HN College  | C        | -50
    885       | 2023-03 | HN Special  | D        | 9000
    212       | 2024-05 | Special     | E        | 7000
"""


@pytest.fixture
def payments(drawn, tables):
    def made(text=LINES, findings=()):
        table = drawn(text).astype({"amount_gbp": float})
        table = table.assign(line=range(2, len(table) + 2), source="paid.csv")
        return tables(findings, provider_payments=table)

    return made


def test_markets_are_the_cost_centres_of_the_latest_financial_year(payments, worcestershire):
    found = payments_of(payments(), worcestershire)
    assert (found.period, found.source) == ("2023-24", "paid.csv")
    assert found.months == ("2023-04", "2023-05", "2023-07")
    assert not found.is_whole_year
    assert found.markets["cost_centre"].tolist() == ["HN Special", "HN College"]
    assert found.markets["hhi_index"].tolist() == [5000, 10_000]
    assert found.markets["spend_gbp"].tolist() == [800, 200]
    assert found.whole["suppliers_count"] == 2
    assert found.whole["spend_gbp"] == found.monthly["spend_gbp"].sum() == 1000


def test_suppliers_are_ranked_over_all_markets_and_refunds_have_no_share(payments, worcestershire):
    found = payments_of(payments(), worcestershire)
    assert found.suppliers["supplier"].tolist() == ["A", "B", "C"]
    first = found.suppliers.iloc[0]
    assert (first["markets_count"], first["months_count"], first["spend_gbp"]) == (2, 3, 650)
    assert first["spend_percent"] == pytest.approx(100 * 650 / 1050)
    assert found.suppliers["spend_percent"].iloc[-1] == 0
    assert found.largest["supplier"].tolist() == ["A", "B"]


def test_months_of_the_year_without_a_payment_are_missing_not_nothing(payments, worcestershire):
    monthly = payments_of(payments(), worcestershire).monthly
    assert len(monthly) == 12
    assert monthly["month"].tolist()[0] == "2023-04"
    assert monthly["spend_gbp"].notna().sum() == 3


def test_findings_are_those_of_the_file_and_year(payments, worcestershire):
    one = {"source": "paid.csv", "area_code": "885", "period": "2023-24", "field": "x"}
    tables = payments(findings=(one, one | {"period": "2022-23"}, one | {"source": "other.csv"}))
    assert len(payments_of(tables, worcestershire).findings) == 1


def test_a_council_without_published_payments_has_no_market(payments, tables, worcestershire):
    assert payments_of(tables(), worcestershire) is None
    other = payments(LINES.replace("885", "212"))
    assert payments_of(other, worcestershire) is None


def test_worcestershire_paid_33_million_pounds_to_126_suppliers(
    published, data_raw, worcestershire
):
    # added up from the published file by hand: 424 lines, April 2023 to March 2024
    found = payments_of(published, worcestershire)
    lines = pd.read_csv(data_raw / found.source)
    assert round(found.whole["spend_gbp"], 2) == 33019930.29
    assert found.whole["suppliers_count"] == lines["supplier"].nunique() == 126
    assert found.is_whole_year
    assert found.findings.empty
    special = lines[lines["cost_centre"] == "HN Special Independent"]
    share = special.groupby("supplier")["amount_gbp"].sum() / special["amount_gbp"].sum()
    row = found.markets.iloc[0]
    assert row["cost_centre"] == "HN Special Independent"
    assert row["hhi_index"] == pytest.approx(10_000 * (share**2).sum())
    assert found.suppliers.iloc[0]["supplier"] == "ACORN CARE & EDUCATION LTD"
