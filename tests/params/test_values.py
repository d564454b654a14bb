import datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from sendlib.params.values import (
    CouncilCode,
    Date,
    Edition,
    Email,
    GivenLine,
    GraphicColour,
    Line,
    Logo,
    Telephone,
    Text,
    TextColour,
)


def read(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (CouncilCode, 816, "816"),
        (CouncilCode, "York", "816"),
        (Date, "2026-03-31", datetime.date(2026, 3, 31)),
        (Date, datetime.date(2026, 3, 31), datetime.date(2026, 3, 31)),
        (Line, "  SEND team ", "SEND team"),
        (Text, "County Hall\nWorcester", "County Hall\nWorcester"),
        (Email, "", ""),
        (Email, "send@council.gov.uk", "send@council.gov.uk"),
        (Telephone, "+44 (0)1905 000000", "+44 (0)1905 000000"),
        (Edition, "2024/25", "2024/25"),
        (TextColour, "#1D70B8", "#1d70b8"),
        (GraphicColour, "28a197", "#28a197"),
        (Logo, "brand/logo.SVG", "brand/logo.SVG"),
        (Logo, "data:image/png;base64,AA==", "data:image/png;base64,AA=="),
    ],
)
def test_a_value_of_its_kind_is_read(kind: object, value: object, expected: object) -> None:
    assert read(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "advice"),
    [
        (CouncilCode, True, "one of the 153 councils"),
        (CouncilCode, ["York"], "one of the 153 councils"),
        (Date, "31/3/2026", 'did you mean "2026-03-31"'),
        (Date, "2026-02-30", "year-month-day"),
        (Date, "86400", "year-month-day"),
        (Date, 86400.5, "date"),
        (Line, "two\nlines", "on one line"),
        (Line, "bell\x07", "without control characters"),
        (Line, "x" * 201, "at most 200"),
        (GivenLine, "  ", "at least 1"),
        (Email, "send at council", "send@example.gov.uk"),
        (Telephone, "extension 3", "01905 000000"),
        (Edition, "20*25", "2025 or latest"),
        (TextColour, "navy", "six hexadecimal digits"),
        (TextColour, "#28a197", "this one has 3.1"),
        (GraphicColour, "#ffffff", '1.00; the nearest darker shade that passes is "#9'),
        (Logo, "logo.gif", "PNG or SVG"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_advice(
    kind: object, value: object, advice: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        read(kind, value)
    assert advice in str(refused.value)
