"""Published payments as a reader meets them."""

import pandas as pd
import pytest

from sendlib.measures.market import payments_of
from sendlib.views.market import (
    key_points,
    markets_table,
    months_chart,
    payments_checks,
    payments_statement,
    suppliers_chart,
    suppliers_table,
)

VIEWS = (
    payments_statement, markets_table, suppliers_chart, suppliers_table,
    months_chart,
)  # fmt: skip
MONTHS = [f"2023-{month:02}" for month in range(4, 13)] + ["2024-01", "2024-02", "2024-03"]


@pytest.fixture
def payments(tables, worcestershire):
    def made(months=MONTHS, refund=0.0, findings=(), suppliers=12):
        rows = [
            (month, "HN Special", f"SCHOOL {number:02}", 1000.0 * (20 - number))
            for month in months
            for number in range(suppliers)
        ]
        rows += [(months[0], "HN College", "ONE COLLEGE", 5000.0)]
        rows += [(months[-1], "HN Special", "SCHOOL 11", refund)] if refund else []
        paid = pd.DataFrame(rows, columns=["month", "cost_centre", "supplier", "amount_gbp"])
        paid = paid.assign(area_code="885", line=range(2, len(paid) + 2), source="paid.csv")
        return payments_of(tables(findings, provider_payments=paid), worcestershire)

    return made


def test_the_statement_gives_spend_suppliers_and_the_share_of_the_largest(payments, worcestershire):
    # 12 suppliers, 20 to 9 thousand pounds a month: 174,000 a month; and 5,000 once
    text = payments_statement(payments(), worcestershire).text
    assert text == (
        "In 2023\N{EN DASH}24, Worcestershire paid £2.1 million to 13 suppliers from 2 cost "
        "centres for high needs. The largest 10 suppliers received 88.9% of it, the largest one "
        "11.5%."
    )


def test_a_year_with_months_missing_says_how_many_there_are(payments, worcestershire):
    text = payments_statement(payments(MONTHS[:3]), worcestershire).text
    assert text.endswith("The file holds payments in 3 months of that year.")


def test_markets_stand_by_spend_with_all_together_last(payments, worcestershire, block):
    shown = block(markets_table(payments(), worcestershire))
    assert [row[0] for row in shown["rows"]] == ["HN Special", "HN College", "All together"]
    assert shown["rows"][1] == ["HN College", "£5,000", "1", "10,000", "100.0%", "100.0%"]
    assert any("more concentrated than shown" in note for note in shown["notes"])


def test_small_suppliers_are_added_up_and_not_named(payments, worcestershire, words):
    for view in VIEWS:
        told = words(view(payments(), worcestershire))
        assert "SCHOOL 10" not in told
        assert "ONE COLLEGE" not in told
    table = suppliers_table(payments(), worcestershire)
    assert table.rows[0] == ("SCHOOL 00", "£240,000", "11.5%", "11.5%", "12")
    assert table.rows[-1] == ("All 3 other suppliers", "£233,000", "11.1%", "100.0%", "[z]")


def test_sums_shown_are_those_of_the_file(payments, worcestershire):
    found = payments(refund=-500.0)
    *suppliers, others = suppliers_table(found, worcestershire).values
    assert sum(row[1] for row in [*suppliers, others]) == pytest.approx(found.whole["spend_gbp"])
    assert others[3] == pytest.approx(100)
    months = months_chart(found, worcestershire)
    assert sum(row[1] for row in months.rows) == pytest.approx(found.whole["spend_gbp"])
    assert months.alt.endswith("from £173,500 in March 2024 to £179,000 in April 2023.")


def test_bars_are_the_largest_and_a_note_tells_of_the_others(payments, worcestershire):
    chart = suppliers_chart(payments(), worcestershire)
    assert [row[0] for row in chart.rows] == [f"SCHOOL {number:02}" for number in range(10)]
    assert chart.notes == ("All 3 other suppliers together received £233,000, 11.1%.",)
    few = suppliers_chart(payments(suppliers=4), worcestershire)
    assert [row[0] for row in few.rows][-1] == "ONE COLLEGE"
    assert few.notes == ()


def test_a_month_without_payment_has_no_bar_and_says_so(payments, worcestershire):
    rows = months_chart(payments(MONTHS[:3]), worcestershire).rows
    assert len(rows) == 12
    assert [amount for _, amount in rows].count(None) == 9


def test_checks_say_what_was_found_or_that_there_was_nothing(payments):
    clean = payments_checks(payments())
    assert clean.text.endswith("months without a payment: there are none.")
    one = {"source": "paid.csv", "area_code": "885", "period": "2023-24", "rule": "mislabelled"}
    faulty = payments_checks(payments(findings=(one,)))
    assert "Found: 1 supplier with money paid back." in faulty.text
    assert faulty.tone == "questioned"


def test_without_payments_one_sentence_says_which_file_is_wanted(worcestershire, leaks):
    shown = payments_statement(None, worcestershire)
    assert shown.tone == "missing"
    assert "No file of payments by Worcestershire" in shown.text
    assert leaks(shown) == []
    assert payments_checks(None) is None
    assert [view(None, worcestershire) for view in VIEWS[1:]] == [None] * 4


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_leaks(view, payments, worcestershire, leaks):
    assert leaks(view(payments(MONTHS[:3], refund=-99.0), worcestershire)) == []


def test_a_market_paid_back_more_than_paid_has_no_index(payments, worcestershire):
    table = markets_table(payments(suppliers=0, refund=-900.0), worcestershire)
    assert table.rows[1] == ("HN Special", "\N{MINUS SIGN}£900", "0", "[z]", "[z]", "[z]")
    assert "[z] does not apply" in table.notes


def test_a_market_mostly_with_one_supplier_is_a_key_point(payments, worcestershire):
    points = key_points(payments(suppliers=1), worcestershire)
    assert [point.chapter for point in points] == ["market"] * len(points)
    assert "published payments name suppliers only" in points[0].recommendation
    assert len(points) == 1  # each market has one supplier: nothing to choose from
    two = payments(suppliers=2)
    assert "one supplier received 51.3% of £468,000" in key_points(two, worcestershire)[1].text
    assert key_points(None, worcestershire) == []
