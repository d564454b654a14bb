"""Refunds, lines that stand twice and months without a payment."""

import pandas as pd

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.quality.payments import payment_findings
from tests.conftest import drawn_rows

LINES = """
    month   | cost_centre | supplier | amount_gbp
    2023-04 | HN Special  | A        | 500
    2023-05 | HN Special  | A        | 500
    2023-06 | HN Special  | B        | 700
"""


def paid(text):
    table = pd.DataFrame(drawn_rows(text)).astype({"amount_gbp": float})
    return table.assign(area_code="885", line=range(2, len(table) + 2), source="kent.csv")


def test_payments_without_fault_give_no_finding():
    assert payment_findings(paid(LINES)).empty
    assert list(payment_findings(paid(LINES).head(0)).columns) == FINDING_COLUMNS


def test_money_paid_back_is_noted_with_its_month():
    found = payment_findings(paid(f"{LINES}    2023-06 | HN Special | A | -120.5"))
    assert found.to_dict("records") == [
        {
            "source": "kent.csv",
            "area_code": "885",
            "period": "2023-24",
            "field": "HN Special: A",
            "rule": "mislabelled",
            "found": "-120.50 in 2023-06",
            "expected": "a payment; money paid back lowers what the supplier was paid",
            "effect": "note",
        }
    ]


def test_a_line_that_stands_twice_is_noted_once():
    again = "    2023-05 | HN Special | A | 500\n"
    (row,) = payment_findings(paid(f"{LINES}{again}{again}")).to_dict("records")
    assert (row["rule"], row["found"]) == ("repeated_value", "500.00 in 2023-05, more than once")
    other_centre = f"{LINES}    2023-05 | HN Post-16 | A | 500"
    assert payment_findings(paid(other_centre)).empty


def test_months_without_any_payment_between_the_first_and_the_last_are_noted():
    late = "    2023-09 | HN Special | B | 700\n    2024-05 | HN Special | B | 700"
    found = payment_findings(paid(LINES + late))
    assert found[["period", "field", "found"]].to_numpy().tolist() == [
        ["2023-24", "amount_gbp", "no payments in 2023-07, 2023-08, 2023-10, 2023-11, 2023-12, "
         "2024-01, 2024-02, 2024-03"],
        ["2024-25", "amount_gbp", "no payments in 2024-04"],
    ]  # fmt: skip
