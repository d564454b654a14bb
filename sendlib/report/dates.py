"""The date of a report, in words and as the time stamp of its files."""

from datetime import UTC, date, datetime

from sendlib.views.formats import day as words_of

UNDATED = "2000-01-01"


def in_words(day: str) -> str:
    """Return an ISO date as 1 July 2026, whatever the machine's locale; "" is not given."""
    return words_of(day) or "Date not given"


def time_stamp(day: str) -> datetime:
    """Return noon of an ISO date in UTC: the time every file of the report carries.

    A report without a date carries a fixed one, since a clock would change its bytes.
    """
    found = date.fromisoformat(day or UNDATED)
    return datetime(found.year, found.month, found.day, 12, tzinfo=UTC)
