"""The kinds of value a params file holds: councils, dates, lines of text, colours, editions."""

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from sendlib.params.colours import (
    GRAPHIC_CONTRAST,
    TEXT_CONTRAST,
    contrast_ratio,
    nearest_darker,
    normal_hex,
)
from sendlib.params.councils import find_council
from sendlib.params.faults import Refused

DATA_URI = "data:image/"


def _council(value: object) -> str:
    is_code = isinstance(value, int) and not isinstance(value, bool)
    return find_council(str(value) if is_code or isinstance(value, str) else "")


def _iso_date(value: object) -> object:
    """Let only YYYY-MM-DD become a date: pydantic would read a bare number as seconds."""
    if not isinstance(value, str):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        british = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", value, flags=re.ASCII)
        advice = ""
        if british:
            day, month, year = map(int, british.groups())
            advice = f'did you mean "{year}-{month:02}-{day:02}"?'
        raise Refused("a date written year-month-day, such as 2026-03-31", advice) from error


def _matching(pattern: str, allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        if value and re.fullmatch(pattern, value, flags=re.ASCII) is None:
            raise Refused(allowed)
        return value

    return AfterValidator(check)


def _readable(value: str) -> str:
    if not all(letter.isprintable() or letter == "\n" for letter in value):
        raise Refused("text without control characters")
    return value


def _single_line(value: str) -> str:
    if "\n" in value:
        raise Refused("text on one line")
    return value


def _colour(contrast: float) -> AfterValidator:
    def check(value: str) -> str:
        colour = normal_hex(value)
        if colour is None:
            raise Refused('a colour of six hexadecimal digits in quotes, such as "#12436d"')
        found = contrast_ratio(colour)
        if found < contrast:
            raise Refused(
                f"a contrast with white of at least {contrast:g} to 1",
                f"this one has {int(found * 100) / 100:.2f}; the nearest darker shade that passes"
                f' is "{nearest_darker(colour, contrast=contrast)}"',
            )
        return colour

    return AfterValidator(check)


def _logo(value: str) -> str:
    if not value.startswith(DATA_URI) and not value.lower().endswith((".png", ".svg")):
        raise Refused("the path of a PNG or SVG file")
    return value


CouncilCode = Annotated[str, BeforeValidator(_council)]
Date = Annotated[datetime.date, BeforeValidator(_iso_date)]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_readable)
]
Line = Annotated[Text, StringConstraints(max_length=200), AfterValidator(_single_line)]
GivenLine = Annotated[Line, StringConstraints(min_length=1)]
Email = Annotated[
    Line, _matching(r"[^@\s]+@[^@\s]+\.[^@\s.]+", "an address such as send@example.gov.uk")
]
Telephone = Annotated[Line, _matching(r"\+?[\d ()-]{6,}", "a number such as 01905 000000")]
Edition = Annotated[
    Line, StringConstraints(min_length=1, max_length=30), _matching(r"[\w ./-]+", "2025 or latest")
]
TextColour = Annotated[str, _colour(TEXT_CONTRAST)]
GraphicColour = Annotated[str, _colour(GRAPHIC_CONTRAST)]
Logo = Annotated[str, AfterValidator(_logo)]
