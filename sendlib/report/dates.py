"""The date of a report, in words and as the time stamp of its files."""

from datetime import UTC, date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
UNDATED = "2000-01-01"


def in_words(day: str) -> str:
    """Return an ISO date as 1 July 2026, whatever the machine's locale; "" is not given."""
    if not day:
        return "Date not given"
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def time_stamp(day: str) -> datetime:
    """Return noon of an ISO date in UTC: the time every file of the report carries.

    A report without a date carries a fixed one, since a clock would change its bytes.
    """
    found = date.fromisoformat(day or UNDATED)
    return datetime(found.year, found.month, found.day, 12, tzinfo=UTC)
