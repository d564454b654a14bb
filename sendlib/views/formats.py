"""Numbers, periods and missing values as readers see them. Rounding is half away from zero."""

import pandas as pd

from sendlib.measures.change import round_half_away
from sendlib.measures.indicator import Indicator

PLACES = {
    "count": 0, "percent": 1, "per_1000": 1, "gbp": 0, "weeks": 1, "ratio": 2, "index": 1,
}  # fmt: skip
SHORTHAND = {
    "not_applicable": "[z]",
    "unavailable": "[x]",
    "confidential": "[c]",
    "rounds_to_zero": "[low]",
    "low_reliability": "[u]",
    "not_published": "[x]",
}
REASON_WORDS = {
    "not_applicable": "the figure does not apply, or there was nobody to count",
    "unavailable": "the publisher marks it as not available",
    "confidential": "the publisher keeps it confidential, to protect individuals",
    "rounds_to_zero": "it is too small to be shown after rounding",
    "low_reliability": "the publisher calls it unreliable",
    "not_published": "the publisher gives no figure",
}
SHORTHAND_MEANING = {
    "[z]": "does not apply",
    "[x]": "not available",
    "[c]": "kept confidential by the publisher",
    "[low]": "rounds to zero",
    "[u]": "unreliable",
    "[q]": "questioned: see “How good are the data?”",
}
JANUARY = {"caseload", "needs", "residential", "personal_budgets", "work_based"}


def number(value: float, *, unit: str, places: int | None = None) -> str:
    """Return a number in its unit: 6,970; 37.4%; £1,240; £2.3 million.

    Args:
        value: a number that is not missing.
        unit: one of `contracts.tables.UNITS`.
        places: decimal places, the unit's own by default.
    """
    if unit == "gbp":
        return money(value, places=places)
    decimals = PLACES[unit] if places is None else places
    shown = f"{round_half_away(value, decimals):,.{decimals}f}"
    if shown.startswith("-"):
        shown = "\N{MINUS SIGN}" + shown[1:]
    return f"{shown}%" if unit == "percent" else shown


def money(value: float, *, places: int | None = None) -> str:
    """Return pounds, in millions from one million up."""
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    amount = abs(value)
    if amount >= 1e6 and places is None:
        return f"{sign}£{round_half_away(amount / 1e6, 1):,.1f} million"
    return f"{sign}£{round_half_away(amount, places or 0):,.{places or 0}f}"


def shown(row: pd.Series | None, indicator: Indicator) -> str:
    """Return the cell of a table for one value: the number, marked if questioned, or why not."""
    if row is None:
        return "[x]"
    if pd.isna(row["value"]):
        return SHORTHAND.get(str(row["reason"]), "[x]")
    text = number(float(row["value"]), unit=indicator.unit, places=indicator.places)
    return f"{text} [q]" if row["status"] == "questioned" else text


def interval(row: pd.Series, indicator: Indicator) -> str:
    """Return `34.9% to 40.0%`, "" where the value has no interval."""
    if pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return ""
    ends = [
        number(float(row[end]), unit=indicator.unit, places=indicator.places)
        for end in ("lower", "upper")
    ]
    return " to ".join(ends)


def when(period: str, *, january: bool) -> str:
    """Return a period for a sentence: January 2025, 2024, 2024/25, 2024-25."""
    return (
        f"January {period}" if january and len(period) == 4 else period.replace("-", "\N{EN DASH}")
    )


def is_january(indicator: Indicator) -> bool:
    """Say whether an indicator's calendar periods are January counts."""
    return indicator.count.dataset in JANUARY


def listed(words: list[str]) -> str:
    """Join words as English does: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def shorthand_notes(cells: list[str]) -> list[str]:
    """Return what each shorthand met in some cells means, as notes under a table."""
    met = [mark for mark in SHORTHAND_MEANING if any(mark in cell for cell in cells)]
    return [f"{mark} {SHORTHAND_MEANING[mark]}" for mark in met]
