"""Faults of published payments: refunds, lines that stand twice, months without any payment."""

import pandas as pd

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.periods import financial_of_month

_LINE = ["source", "area_code", "month", "cost_centre", "supplier", "amount_gbp"]
_FIGURE = ["source", "area_code", "period", "field"]
EVERY = "amount_gbp"  # the field of a finding about all payments


def payment_findings(payments: pd.DataFrame) -> pd.DataFrame:
    """Return the faults of payments to suppliers, all of them notes: the file stays as published.

    A refund lowers what its supplier was paid and is no fault of the council; a line that stands
    twice may be two payments of one amount. Both are worth knowing before a share is quoted.

    Args:
        payments: the table `provider_payments`; empty where no file holds it.

    Returns:
        FINDING_COLUMNS, one per source, area, financial year and field.
    """
    if payments.empty:
        return pd.DataFrame(columns=FINDING_COLUMNS)
    rows = payments.assign(
        period=payments["month"].map(financial_of_month),
        field=payments["cost_centre"] + ": " + payments["supplier"],
    )
    found = pd.concat([_refunds(rows), _twice(rows), _gaps(rows)], ignore_index=True)
    return found.drop_duplicates(_FIGURE).sort_values(_FIGURE, ignore_index=True)


def _refunds(rows: pd.DataFrame) -> pd.DataFrame:
    back = rows[rows["amount_gbp"] < 0]
    return _findings(
        back, rule="mislabelled",
        found=[f"{amount:.2f} in {month}" for amount, month in zip(
            back["amount_gbp"], back["month"], strict=True)],
        expected="a payment; money paid back lowers what the supplier was paid",
    )  # fmt: skip


def _twice(rows: pd.DataFrame) -> pd.DataFrame:
    again = rows[rows.duplicated(_LINE)]
    return _findings(
        again, rule="repeated_value",
        found=[f"{amount:.2f} in {month}, more than once" for amount, month in zip(
            again["amount_gbp"], again["month"], strict=True)],
        expected="each payment once, unless two were of the same amount",
    )  # fmt: skip


def _gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a finding for each financial year in which a month lacks all payments."""
    parts = []
    for (source, area, period), year in rows.groupby(["source", "area_code", "period"]):
        first, last = rows["month"].min(), rows["month"].max()
        every = pd.period_range(start=first, end=last, freq="M").astype(str)
        gone = [
            month
            for month in every
            if financial_of_month(month) == period and month not in set(year["month"])
        ]
        if gone:
            one = pd.DataFrame([{"source": source, "area_code": area, "period": period}])
            one = one.assign(field=EVERY)
            words = f"no payments in {', '.join(gone)}"
            parts.append(_findings(one, rule="missing_breakdown", found=[words],
                                   expected="payments in every month"))  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=FINDING_COLUMNS)


def _findings(rows: pd.DataFrame, *, rule: str, found: list[str], expected: str) -> pd.DataFrame:
    table = rows.assign(rule=rule, found=found, expected=expected, effect="note")
    return table[FINDING_COLUMNS].astype(object)
