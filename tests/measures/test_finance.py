import pytest

from sendlib.measures.compared import compare
from sendlib.measures.finance import (
    BALANCE,
    HIGH_NEEDS,
    HIGH_NEEDS_PER_CHILD,
    HIGH_NEEDS_PER_PLAN,
    SPECIALIST_STATE,
    in_real_terms,
)

SPENDING = """
    area_code | period  | field              | value
    885       | 2019-20 | High needs (SEND)  | 100
    885       | 2020-21 | High needs (SEND)  | 110
    885       | 2021-22 | High needs (SEND)  | unavailable
"""
DEFLATOR = """
    financial_year | index
    2019-20        | 80
    2020-21        | 100
"""


@pytest.fixture
def spent(tables, facts, drawn, worcestershire):
    def made(deflator=DEFLATOR, spending=SPENDING, questioned=()):
        prices = drawn(deflator)
        if len(prices):
            prices["index"] = prices["index"].astype(float)
        given = tables(questioned, s251=facts(spending), deflator=prices)
        return in_real_terms(compare(HIGH_NEEDS, given, worcestershire), given)

    return made


def test_spending_is_put_at_the_prices_of_the_latest_year(spent):
    found = spent()
    assert found["value"].tolist() == [125.0, 110.0]
    assert found["status"].tolist() == ["derived", "derived"]


def test_a_questioned_amount_stays_questioned(spent):
    doubt = {"area_code": "885", "period": "2019-20", "field": "High needs (SEND)"}
    assert spent(questioned=(doubt,))["status"].tolist() == ["questioned", "derived"]


def test_without_prices_of_every_year_there_are_no_real_terms(spent):
    assert spent(deflator=DEFLATOR.replace("2019-20", "2018-19")).empty
    assert spent(deflator="financial_year | index").empty
    assert spent(spending="area_code").empty


def test_spending_and_its_heads_are_those_published(worcestershire_compared, raw_rows):
    path = "finance/s251_net_expenditure_buckets_2017_18_to_2024_25.csv"
    rows = raw_rows(path, financial_year="2024-25")
    amount = {row["new_la_code"]: float(row["High needs (SEND)"]) for row in rows}
    spending = worcestershire_compared(HIGH_NEEDS)
    assert spending.own["value"] == amount["E10000034"]
    assert spending.of("ENG")["value"] == pytest.approx(sum(amount.values()))
    people = raw_rows(
        "population/ons_mid-year_population_estimates_2012_to_2024.csv",
        time_period="2024", old_la_code="885",
    )  # fmt: skip
    children = next(
        float(row["population_estimate"]) for row in people if "0 to 17" in row["age_group"]
    )
    per_child = worcestershire_compared(HIGH_NEEDS_PER_CHILD).own
    assert per_child["value"] == pytest.approx(amount["E10000034"] / children)
    per_plan = worcestershire_compared(HIGH_NEEDS_PER_PLAN).own
    # the January count within the financial year 2024-25 is that of January 2025
    assert per_plan["value"] == pytest.approx(amount["E10000034"] / 6970)


def test_balance_and_specialist_spending_are_as_published(worcestershire_compared, raw_rows):
    balance = worcestershire_compared(BALANCE)
    row = raw_rows("finance/dsg_deficit.csv", la_name="Worcestershire", financial_year="2021-22")[0]
    column = "DSG cumulative balance as a % of the total income"
    assert balance.own["value"] == pytest.approx(float(row[column]))
    state = worcestershire_compared(SPECIALIST_STATE)
    row = raw_rows("finance/specialist_spend.csv", la_name="Worcestershire", category="State",
                   year="2021-22")[0]  # fmt: skip
    assert state.own["value"] == pytest.approx(float(row["Spend per head"]))
    rows = raw_rows("finance/specialist_spend.csv", category="State", year="2021-22")
    # York's return of that year holds no money at all, and is not relied on
    rows = [row for row in rows if row["total_spend"] and row["la_name"] != "York"]
    spent, people = (sum(float(row[name]) for row in rows) for name in ("total_spend", "pop_est"))
    assert state.of("ENG")["value"] == pytest.approx(spent / people)
