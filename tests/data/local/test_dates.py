from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.data.local.dates import MISTYPED, TWO_DIGITS, read_date, read_month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2024", (2024, 3, 31)),
        ("1.3.2024", (2024, 3, 1)),
        ("2024-03-31", (2024, 3, 31)),
        ("2024-03-31T00:00:00", (2024, 3, 31)),
        ("2022-Sep-28 00:00:00", (2022, 9, 28)),
        ("31/03/2024 14:05", (2024, 3, 31)),
        ("1st September 2023", (2023, 9, 1)),
        ("20230901", (2023, 9, 1)),
        ("45170", (2023, 9, 1)),
        ("45170.5", (2023, 9, 1)),
    ],
)
def test_a_date_is_read_however_it_is_written(text, day):
    assert read_date(text) == (datetime(*day), "")


@pytest.mark.parametrize(
    "text",
    ["12/25/2023", "31/02/2024", "0202-01-01", "99999", "March 2024", "soon", "1/2/3/2024", "9999"],
)
def test_what_is_no_date_is_none(text):
    assert read_date(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "year"), [("28-Sep-22", 2022), ("28/09/49", 2049), ("28/09/50", 1950)]
)
def test_a_year_of_two_digits_is_remarked_upon(text, year):
    assert read_date(text) == (datetime(year, 9, 28), TWO_DIGITS)


@pytest.mark.parametrize(
    ("text", "month", "remark"),
    [
        ("June 2020", (2020, 6), ""),
        ("06/2020", (2020, 6), ""),
        ("2020-06", (2020, 6), ""),
        ("2020 June", (2020, 6), ""),
        ("17/06/2020", (2020, 6), ""),
        ("44000", (2020, 6), ""),
        ("Jun-20", (2020, 6), TWO_DIGITS),
        ("June '20", (2020, 6), TWO_DIGITS),
        ("March 2-21", (2021, 3), MISTYPED),
        ("March 2\u201321", (2021, 3), MISTYPED),
        ("March 2o21", (2021, 3), MISTYPED),
    ],
)
def test_a_month_is_its_first_day(text, month, remark):
    assert read_month(text) == (datetime(*month, 1), remark)


@pytest.mark.parametrize("text", ["Junk 2020", "13/2020", "March 9-21", "spring", "2020-13"])
def test_what_is_no_month_is_none(text):
    assert read_month(text) == (None, "")


@given(st.text(max_size=25))
def test_any_text_is_a_day_of_a_plausible_year_or_none(text):
    for day, _ in (read_date(text), read_month(text)):
        assert day is None or 1900 <= day.year <= 2100
