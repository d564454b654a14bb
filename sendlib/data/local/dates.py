"""Dates and months as councils write them, to days; what is doubtful is remarked upon."""

import datetime
import re

FIRST_YEAR, LAST_YEAR = 1900, 2100
# a year of two digits is of this century up to here
PIVOT = 49
# the days that Excel counts from, and the serial numbers that are taken for dates (1927 to 2091)
EXCEL_EPOCH = datetime.datetime(1899, 12, 30)
SERIALS = range(10_000, 70_000)
TWO_DIGITS = "a year of two digits"
MISTYPED = "a year with a mistyped digit"

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?: ?[ap]m)?)?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})([-/. ])(\d{{1,2}}|[a-z]{{3,9}})\2(\d{{1,2}}){_TIME}", re.A | re.I
)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]+(\d{{1,2}}|[a-z]{{3,9}})[-/., ]+(\d{{4}}|\d\d){_TIME}",
    re.A | re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.A)
_SERIAL = re.compile(r"(\d{5})(?:\.\d*)?", re.A)
_MONTH_YEAR = re.compile(r"(\d{1,2}|[a-z]{3,9})[-/. ,]+(\d{4}|['\u2019]?\d\d)", re.A | re.I)
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ]+(\d{1,2}|[a-z]{3,9})", re.A | re.I)
_SLIPPED = re.compile(r"([a-z]{3,9})[ -]+(\d)[-\u2013./_oO](\d\d)", re.A | re.I)


def read_date(text: str) -> tuple[datetime.datetime | None, str]:
    """Return a day, and a remark where its writing leaves a doubt; None where it is no day.

    The day comes before the month; a time of day is left out.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[3], match[4])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    match = _SERIAL.fullmatch(text)
    if match and int(match[1]) in SERIALS:
        return EXCEL_EPOCH + datetime.timedelta(days=int(match[1])), ""
    return None, ""


def read_month(text: str) -> tuple[datetime.datetime | None, str]:
    """Return the first day of a month, and a remark as `read_date` does.

    A day stands for its month. “March 2-21” is March 2021: a zero was mistyped.
    """
    if match := _MONTH_YEAR.fullmatch(text):
        return _day(match[2].strip("'\u2019"), match[1], "1")
    if match := _YEAR_MONTH.fullmatch(text):
        return _day(match[1], match[2], "1")
    if match := _SLIPPED.fullmatch(text):
        month, _ = _day(f"{match[2]}0{match[3]}", match[1], "1")
        return month, MISTYPED if month else ""
    day, remark = read_date(text)
    return (day.replace(day=1) if day else None), remark


def _day(year: str, month: str, day: str) -> tuple[datetime.datetime | None, str]:
    number = int(month) if month.isdigit() else _MONTHS.get(month.casefold(), 0)
    short = len(year) == 2
    full = int(year) + ((2000 if int(year) <= PIVOT else 1900) if short else 0)
    if not FIRST_YEAR <= full <= LAST_YEAR:
        return None, ""
    try:
        return datetime.datetime(full, number, int(day)), TWO_DIGITS if short else ""
    except ValueError:
        return None, ""
