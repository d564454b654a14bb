"""Numbers, periods and missing values as readers see them. Rounding is half away from zero."""

from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd

from sendlib.measures.arrays import Row
from sendlib.measures.change import round_half_away
from sendlib.measures.indicator import Indicator
from sendlib.measures.selection import PART_ABOVE_WHOLE

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
    PART_ABOVE_WHOLE: "[u]",
}
REASON_WORDS = {
    "not_applicable": "the figure does not apply, or there was nobody to count",
    "unavailable": "the publisher marks it as not available",
    "confidential": "the publisher keeps it confidential, to protect individuals",
    "rounds_to_zero": "it is too small to be shown after rounding",
    "low_reliability": "the publisher calls it unreliable",
    "not_published": "the publisher gives no figure",
    PART_ABOVE_WHOLE: "the published part is larger than its whole",
}
SHORTHAND_MEANING = {
    "[z]": "does not apply",
    "[x]": "not available",
    "[c]": "kept confidential by the publisher",
    "[low]": "rounds to zero",
    "[u]": "unreliable",
    "[q]": "questioned: see “How good are the data?”",
}
QUESTIONED = "[q]"
JANUARY = ("caseload", "needs", "residential", "personal_budgets", "work_based", "ap_counts")
MID_YEAR = ("population_0_17", "population_ages")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


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
    amount = abs(value)
    if amount >= 1e6 and places is None:
        text = f"£{round_half_away(amount / 1e6, 1):,.1f} million"
    else:
        text = f"£{round_half_away(amount, places or 0):,.{places or 0}f}"
    is_zero = not any(digit in text for digit in "123456789")
    return f"\N{MINUS SIGN}{text}" if value < 0 and not is_zero else text


def tick(unit: str) -> Callable[[float, object], str]:
    """Return how an axis writes numbers of a unit: 5%, £2.5m, 1,000."""

    def text(value: float, _position: object) -> str:
        amount, suffix = abs(value), "%" if unit == "percent" else ""
        if unit == "gbp" and amount >= 1e6:
            amount, suffix = amount / 1e6, "m"
        # three figures at most after the point, and none that say nothing
        body = f"{amount:,.3f}".rstrip("0").rstrip(".")
        sign = "\N{MINUS SIGN}" if value < 0 and body != "0" else ""
        return f"{sign}{'£' if unit == 'gbp' else ''}{body}{suffix}"

    return text


def shown(row: Row | pd.Series | None, indicator: Indicator) -> str:
    """Return the cell of a table for one value: the number, marked if questioned, or why not."""
    if row is None:
        return "[x]"
    if pd.isna(row["value"]):
        return SHORTHAND.get(str(row["reason"]), "[x]")
    text = number(float(row["value"]), unit=indicator.unit, places=indicator.places)
    return f"{text} {QUESTIONED}" if row["status"] == "questioned" else text


def interval(row: Row | pd.Series, indicator: Indicator) -> str:
    """Return `34.9% to 40.0%`, "" where the value has no interval."""
    if pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return ""
    ends = [
        number(float(row[end]), unit=indicator.unit, places=indicator.places)
        for end in ("lower", "upper")
    ]
    return " to ".join(ends)


def when(period: str, indicator: Indicator) -> str:
    """Return a period for a sentence: January 2025, mid-2024, 2024, 2024/25, 2024-25."""
    dataset = indicator.count.dataset
    if len(period) == 4 and dataset in JANUARY:
        return f"January {period}"
    if len(period) == 4 and dataset in MID_YEAR and indicator.kind != "rate":
        return f"mid-{period}"
    return period.replace("-", "\N{EN DASH}")


def short_when(period: str, indicator: Indicator) -> str:
    """Return a period for the head of a column: Jan 2025, mid-2024, 2024, 2024/25, 2024-25."""
    return when(period, indicator).replace("January", "Jan")


def day(iso: str) -> str:
    """Return an ISO date as 1 July 2026, whatever the machine's locale; "" stays empty."""
    if not iso:
        return ""
    found = date.fromisoformat(iso)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def counted(amount: float, one: str, many: str) -> str:
    """Return a number with its noun: 1 plan, 0 plans, 1,200 plans."""
    return f"{number(amount, unit='count')} {one if amount == 1 else many}"


def listed(words: Iterable[str]) -> str:
    """Join words as English does: a, b and c."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def capital(text: str) -> str:
    """Return a text with a capital at its start, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return a text without the capital at its start, for the middle of a sentence.

    A first word that is an abbreviation, such as SEN2, stays.
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def shorthand_notes(cells: Iterable[str]) -> list[str]:
    """Return what each shorthand met in some cells means, as notes under a table."""
    text = " ".join(cells)
    return [f"{mark} {meaning}" for mark, meaning in SHORTHAND_MEANING.items() if mark in text]
