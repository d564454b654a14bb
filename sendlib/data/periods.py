"""How each publication writes time, as the three forms that sendlib uses.

`2025` is a calendar year or a January count, `2024/25` an academic year and `2024-25` a
financial year. A figure for several years is written from first to last: `2014 to 2016`.
"""

import re
from datetime import date, timedelta

import pandas as pd


def census_day(year: int) -> pd.Timestamp:
    """Return the day of the January count: the third Thursday."""
    first = date(year, 1, 1)
    return pd.Timestamp(first + timedelta(days=(3 - first.weekday()) % 7 + 14))


def january(text: str) -> str:
    """Return the year of the January count of an academic year: 202425 is January 2025."""
    if len(_digits(text)) == 6:
        return str(int(_span(text)[0]) + 1)
    return calendar(text)


def calendar(text: str) -> str:
    """Return a calendar year.

    Raises:
        ValueError: the text holds no year.
    """
    digits = _digits(text)
    if len(digits) != 4:
        raise ValueError(f"not a calendar year: {text!r}")
    return digits


def academic(text: str) -> str:
    """Return an academic year such as 2024/25 from 202425, 2024/25, 2024-25 or 2024/2025."""
    start, end = _span(text)
    return f"{start}/{end}"


def financial(text: str) -> str:
    """Return a financial year such as 2024-25 from 2024-25, 2024/25 or 202425."""
    start, end = _span(text)
    return f"{start}-{end}"


def academic_from_end(text: str) -> str:
    """Return the academic year that ends in a year: LAIT writes 2025 for 2024/25."""
    digits = _digits(text)
    if len(digits) != 4:
        return academic(text)
    return f"{int(digits) - 1}/{digits[2:]}"


def financial_from_end(text: str) -> str:
    """Return the financial year that ends in a year: LAIT writes 2025 for 2024-25."""
    digits = _digits(text)
    if len(digits) != 4:
        return financial(text)
    return f"{int(digits) - 1}-{digits[2:]}"


def financial_of_month(month: str) -> str:
    """Return the financial year, April to March, of a month such as 2023-04: 2023-24."""
    year, number = int(month[:4]), int(month[5:7])
    start = year if number >= 4 else year - 1
    return f"{start}-{(start + 1) % 100:02}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", re.sub(r"\.0$", "", str(text).strip()))


def _span(text: str) -> tuple[str, str]:
    digits = _digits(text)
    if len(digits) not in (6, 8) or int(digits[-2:]) != (int(digits[:4]) + 1) % 100:
        raise ValueError(f"not a year that spans two calendar years: {text!r}")
    return digits[:4], digits[-2:]


RULES = {
    "january": january,
    "calendar": calendar,
    "academic": academic,
    "financial": financial,
    "academic_from_end": academic_from_end,
    "financial_from_end": financial_from_end,
}


def end_year(period: str) -> int:
    """Return the calendar year in which a period ends: 2025 for 2025, 2024/25 and 2024-25."""
    last = period.rpartition(" to ")[2]
    first = int(last[:4])
    return first + 1 if len(last) == 7 else first
