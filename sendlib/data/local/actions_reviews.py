"""Which columns of an improvement plan hold a review, and of which month each is."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sendlib.data.local.dates import read_month
from sendlib.data.local.headers import header_key

_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_NAMED = re.compile(rf"\b{_MONTH}[\s'\u2019./,-]*(\d{{4}}|\d\d)\b", re.I)
_DIGITS = re.compile(r"\b(?:\d{1,2}[/.])?(\d{1,2})[/.](\d{4}|\d\d)\b", re.A)
_ISO = re.compile(r"\b(\d{4})-(\d\d)(?:-\d\d)?\b", re.A)
_ALONE = re.compile(rf"\b{_MONTH}\b", re.I)
_RATED = re.compile(r"\b(rag|brag|bragg?s?|rating|rated|status|review|progress|position)\b", re.I)
_TELLING = r"comments?|commentary|updates?|narrative|evidence|impact|notes?|measured|actual"
_TOLD = re.compile(rf"\b(?:{_TELLING})\b", re.I)
_TOLD_IN = re.compile(rf"(?:{_TELLING})\s+{_MONTH}", re.I)
_MEASURED = re.compile(r"\b(measured|actual|figure|value)\b", re.I)
LONGEST_HEAD = 60


class Review(NamedTuple):
    """A column of a plan that belongs to one review.

    place: in a row, from 0. month: first day, as 2020-05-01. head: its header. holds: `rating`,
    `evidence` or `measured`.
    """

    place: int
    month: str
    head: str
    holds: str = "rating"


class _Found(NamedTuple):
    place: int
    head: str
    year: int | None
    month: int


def review_columns(heads: Mapping[int, str], hints: Mapping[str, str]) -> tuple[Review, ...]:
    """Return the columns that hold a review, by month.

    A header without a year takes the one that keeps reviews in the order of their columns; where
    no column has a year, none can be told.

    Args:
        heads: place -> header, of columns that nothing else is known of.
        hints: header -> month (2020-05-01), as params name them.
    """
    known = {header_key(head): month for head, month in hints.items()}
    found = [
        one
        for place, head in sorted(heads.items())
        if (one := _hinted(place, head, known) or _found(place, head))
    ]
    dated = [one for one in _with_years(found) if one.year is not None]
    columns = [
        Review(one.place, f"{one.year:04}-{one.month:02}-01", one.head, _holds(one.head))
        for one in dated
    ]
    return tuple(sorted(columns, key=lambda one: (one.month, one.place)))


def _hinted(place: int, head: str, known: Mapping[str, str]) -> _Found | None:
    month = known.get(header_key(head))
    return _Found(place, head, int(month[:4]), int(month[5:7])) if month else None


def _found(place: int, head: str) -> _Found | None:
    text = " ".join(head.split())
    if len(text) > LONGEST_HEAD:
        return None
    if match := _ISO.search(text):
        return _Found(place, text, *_year_month(match[1], match[2]))
    if match := _NAMED.search(text):
        return _Found(place, text, *_year_month(match[2], match[1]))
    if match := _DIGITS.search(text):
        day, _ = read_month(f"{match[1]}/{match[2]}")
        return _Found(place, text, day.year, day.month) if day else None
    match = _ALONE.search(text)
    if match and (_RATED.search(text) or _TOLD_IN.fullmatch(text) or match[0] == text):
        return _Found(place, text, None, _month(match[1]))
    return None


def _year_month(year: str, month: str) -> tuple[int, int]:
    full = int(year) + (2000 if len(year) == 2 else 0)
    return full, int(month) if month.isdigit() else _month(month)


def _month(name: str) -> int:
    return _NAMES.index(name[:3].casefold()) + 1


def _holds(head: str) -> str:
    if _TOLD.search(head) and not re.search(r"\bb?rag", head, re.I):
        return "measured" if _MEASURED.search(head) else "evidence"
    return "rating"


def _with_years(found: Sequence[_Found]) -> list[_Found]:
    """Return columns with the years of those beside them, first from the left, then the right."""
    forward = _carried(found, step=1)
    return list(reversed(_carried(list(reversed(forward)), step=-1)))


def _carried(found: Sequence[_Found], *, step: int) -> list[_Found]:
    filled: list[_Found] = []
    for one in found:
        beside = filled[-1] if filled else None
        if one.year is None and beside is not None and beside.year is not None:
            # columns of the same month stand beside each other: a rating and what is told of it
            passed = (one.month - beside.month) * step < 0
            one = one._replace(year=beside.year + step * passed)
        filled.append(one)
    return filled
