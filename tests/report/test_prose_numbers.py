"""Numbers in words, and which of them claim a figure."""

import pytest

from sendlib.report.prose_numbers import numbers_in


def found(text):
    return [(number.text, number.value, number.unit) for number in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.5% of 1,234", [("12.5%", 12.5, "percent"), ("1,234", 1234, "")]),
        ("45 per cent, 3 percentage points", [("45 per cent", 45, "percent"),
                                              ("3 percentage points", 3, "percent")]),
        ("£1.2 million, £3m and £85,000", [("£1.2 million", 1.2e6, "gbp"), ("£3m", 3e6, "gbp"),
                                           ("£85,000", 85000, "gbp")]),
        ("between 10-15 places", [("10", 10, ""), ("15", 15, "")]),
        ("twenty-five owners, forty lots", [("twenty-five", 25, ""), ("forty", 40, "")]),
        ("two hundred and a dozen", [("two hundred", 200, ""), ("a dozen", 12, "")]),
        ("half of spend", [("half", 50, "percent")]),
        ("two thirds of it", [("two thirds", 200 / 3, "percent")]),
        ("3 in 10 plans, one in five", [("3 in 10", 30, "percent"),
                                        ("one in five", 20, "percent")]),
    ],
)  # fmt: skip
def test_a_number_is_read_in_digits_and_in_words(text, expected):
    assert [(words, pytest.approx(value), unit) for words, value, unit in expected] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "in 2024, 2024/25, 2024-25 and 2025\u201330", "on 31 March 2026, 1st May, in June 2027",
        "2026-03-31", "section 75, regulation 13(2) and Part 3", "Figure 3, tables 2 and 4",
        "the 3rd and 21st", "aged 16 to 25, ages 5-10", "16 to 25 year olds, a 14-year-old",
        "within 20 weeks", "38-week and 52-week places", "1. First\n2) Second",
        "key stage 4, year 11",
        "SEN2, KS4, EHC2", "0 to 25 and 0-25", "[7 owners](#tab-7)"[9:], "https://example.org/12",
        "two agencies, one of them", "half-term", "24/7",
    ],
)  # fmt: skip
def test_what_claims_no_figure_is_left_aside(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("12.5%", 12.54, 12.56),
        ("1,234", 1234.4, 1235),
        ("1,200", 1240, 1251),
        ("1,000", 951, 940),
        ("5", -5.4, 5.6),
        ("£1.2 million", 1.24e6, 1.26e6),
        ("£3m", 3.4e6, 3.6e6),
        ("half of it", 52.4, 53),
        ("1 in 100", 1.4, 1.6),
        ("two hundred", 209, 211),
    ],
)
def test_a_number_stands_for_what_rounds_to_it(text, near, far):
    [number] = numbers_in(text)
    assert number.is_near(near)
    assert not number.is_near(far)


def test_a_number_followed_by_a_share_after_a_reference_is_read():
    assert found("Table 2 and 40% of plans") == [("40%", 40, "percent")]
    assert found("section 4, 12 places") == [("12", 12, "")]
