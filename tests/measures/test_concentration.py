"""The Herfindahl-Hirschman index and shares of the largest."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.concentration import concentration, herfindahl, top_percent

PENCE = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(sum)


def test_thirty_thirty_twenty_twenty_is_2600():
    assert herfindahl([30, 30, 20, 20]) == pytest.approx(2600)


@pytest.mark.parametrize(("amounts", "index"), [([7], 10_000), ([1] * 4, 2500), ([5, 0], 10_000)])
def test_one_owner_is_10000_and_equal_ones_share_it(amounts, index):
    assert herfindahl(amounts) == pytest.approx(index)


@given(PENCE)
def test_the_index_is_the_sum_of_squared_percentages_whatever_the_order(pence):
    exact = sum(Fraction(100 * one, sum(pence)) ** 2 for one in pence)
    assert herfindahl(pence) == pytest.approx(float(exact))
    assert herfindahl(sorted(pence)) == pytest.approx(herfindahl(pence))
    assert 10_000 / len(pence) <= herfindahl(pence) * (1 + 1e-12)


@given(PENCE)
def test_two_suppliers_of_one_owner_never_make_a_market_less_concentrated(pence):
    merged = [sum(pence[:2]), *pence[2:]]
    assert herfindahl(merged) >= herfindahl(pence) * (1 - 1e-12)


@given(PENCE)
def test_shares_of_the_largest_grow_with_their_number_up_to_all(pence):
    shares = [top_percent(pence, count) for count in range(1, len(pence) + 1)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(100)
    assert shares[0] == pytest.approx(100 * max(pence) / sum(pence))


def test_nothing_spent_has_no_index_and_no_share():
    assert math.isnan(herfindahl([]))
    assert math.isnan(top_percent([0.0], 1))


@pytest.mark.parametrize("amounts", [[5, -1], [5, math.nan]])
def test_an_amount_that_has_no_share_is_refused(amounts):
    with pytest.raises(ContractError, match=r"add payments and refunds up first"):
        herfindahl(amounts)


def test_a_market_adds_up_payments_of_an_owner_before_it_is_squared(drawn):
    paid = drawn("""
        market | owner | amount_gbp
        day    | A     | 20
        day    | A     | 10
        day    | B     | 30
        day    | C     | 20
        day    | D     | 20
        night  | A     | 500
    """).astype({"amount_gbp": float})
    table = concentration(paid, by=["market"])
    assert table["market"].tolist() == ["night", "day"]
    day = table.iloc[1]
    assert (day["spend_gbp"], day["suppliers_count"]) == (100, 4)
    assert day["hhi_index"] == pytest.approx(2600)
    assert (day["largest_percent"], day["top_three_percent"]) == (30, 80)
    whole = concentration(paid).iloc[0]
    assert (whole["spend_gbp"], whole["suppliers_count"]) == (600, 4)
    assert whole["hhi_index"] == pytest.approx(10_000 * (530**2 + 30**2 + 2 * 20**2) / 600**2)


def test_an_owner_who_was_paid_back_more_than_paid_has_no_share_but_counts_in_the_spend():
    paid = pd.DataFrame({"owner": ["A", "B", "C", "C"], "amount_gbp": [60.0, 40.0, 5.0, -15.0]})
    row = concentration(paid).iloc[0]
    assert (row["spend_gbp"], row["suppliers_count"]) == (90, 2)
    assert row["hhi_index"] == pytest.approx(5200)


def test_payments_without_an_owner_column_are_refused():
    with pytest.raises(ContractError, match="owner"):
        concentration(pd.DataFrame({"amount_gbp": [1.0]}))
