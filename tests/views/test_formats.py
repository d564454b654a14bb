from dataclasses import replace

import pandas as pd
import pytest

from sendlib.contracts.tables import REASONS, UNITS
from sendlib.measures.plans import PLANS, PLANS_PER_1000
from sendlib.measures.population import CHILDREN, band_share
from sendlib.measures.timeliness import IN_TIME
from sendlib.views.formats import (
    PLACES,
    REASON_WORDS,
    SHORTHAND,
    SHORTHAND_MEANING,
    capital,
    counted,
    day,
    interval,
    listed,
    money,
    number,
    short_when,
    shorthand_notes,
    shown,
    small,
    tick,
    when,
)


@pytest.mark.parametrize(
    ("value", "unit", "places", "text"),
    [
        (6970, "count", None, "6,970"),
        (0.0, "count", None, "0"),
        (2.5, "count", None, "3"),
        (37.45, "percent", None, "37.5%"),
        (-0.04, "percent", None, "0.0%"),
        (-2.35, "percent", None, "\N{MINUS SIGN}2.4%"),
        (0.135, "percent", 2, "0.14%"),
        (12.44, "per_1000", None, "12.4"),
        (14.95, "index", None, "15.0"),
        (0.125, "ratio", None, "0.13"),
        (1030.4, "gbp", None, "£1,030"),
        (2_250_000, "gbp", None, "£2.3 million"),
        (-1_000_000, "gbp", None, "\N{MINUS SIGN}£1.0 million"),
        (-0.3, "gbp", None, "£0"),
        (-12.5, "gbp", 1, "\N{MINUS SIGN}£12.5"),
        (1_000_000, "gbp", 0, "£1,000,000"),
    ],
)  # fmt: skip
def test_numbers_are_shown_in_their_unit_rounded_away_from_zero(value, unit, places, text):
    assert number(value, unit=unit, places=places) == text


def test_every_unit_and_reason_has_its_words():
    assert set(PLACES) == set(UNITS)
    assert set(REASONS) - {""} <= set(REASON_WORDS)
    assert set(REASON_WORDS) == set(SHORTHAND)
    assert set(SHORTHAND.values()) <= set(SHORTHAND_MEANING)


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("percent", 5.0, "5%"), ("percent", 2.5, "2.5%"), ("count", 1500.0, "1,500"),
        ("gbp", 2_500_000.0, "£2.5m"), ("gbp", 120_000_000.0, "£120m"), ("gbp", 400.0, "£400"),
        ("gbp", -500.0, "\N{MINUS SIGN}£500"), ("percent", -0.00001, "0%"), ("index", 0.0, "0"),
        ("percent", 0.05, "0.05%"),
    ],
)  # fmt: skip
def test_axes_write_numbers_short(unit, value, text):
    assert tick(unit)(value, None) == text


def row(**cells):
    return pd.Series({"value": 37.4, "reason": "", "status": "derived"} | cells, dtype=object)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (row(), "37.4%"),
        (row(status="questioned"), "37.4% [q]"),
        (row(value=float("nan"), reason="confidential"), "[c]"),
        (row(value=float("nan"), reason="part_above_whole"), "[u]"),
        (row(value=float("nan"), reason="something new"), "[x]"),
        (None, "[x]"),
    ],
)
def test_a_cell_shows_its_number_its_doubt_or_why_it_is_missing(given, text):
    assert shown(given, IN_TIME) == text


def test_an_interval_is_shown_where_there_is_one():
    assert interval(row(lower=34.9, upper=40.0), IN_TIME) == "34.9% to 40.0%"
    assert interval(row(lower=float("nan"), upper=40.0), IN_TIME) == ""
    assert interval(row(lower=34.9, upper=float("nan")), IN_TIME) == ""


@pytest.mark.parametrize(
    ("period", "one", "text", "short"),
    [
        ("2025", PLANS, "January 2025", "Jan 2025"),
        ("2024", CHILDREN, "mid-2024", "mid-2024"),
        ("2023", band_share("5 to 10"), "mid-2023", "mid-2023"),
        ("2025", PLANS_PER_1000, "January 2025", "Jan 2025"),
        ("2024", IN_TIME, "2024", "2024"),
        ("2024/25", PLANS, "2024/25", "2024/25"),
        ("2024-25", IN_TIME, "2024\N{EN DASH}25", "2024\N{EN DASH}25"),
    ],
)
def test_a_period_says_whether_it_is_a_day_a_year_or_a_school_year(period, one, text, short):
    assert when(period, one) == text
    assert short_when(period, one) == short


def test_an_indicator_of_people_by_head_is_of_its_own_year():
    assert when("2024", replace(PLANS_PER_1000, count=CHILDREN.count)) == "2024"


def test_words_are_joined_counted_and_dated_as_english_does():
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert listed(word for word in ("a", "b")) == "a and b"
    assert counted(1, "plan", "plans") == "1 plan"
    assert counted(0, "plan", "plans") == "0 plans"
    assert counted(1200.0, "plan", "plans") == "1,200 plans"
    assert (day("2026-07-01"), day("")) == ("1 July 2026", "")
    assert (capital("eHC plan"), small("Under 5"), capital("")) == ("EHC plan", "under 5", "")
    assert (small("A plan"), small("SEN2 return"), small("")) == ("a plan", "SEN2 return", "")


def test_notes_explain_the_marks_that_are_met():
    assert shorthand_notes(["5.0%", "4.0% [q]", "[x]"]) == [
        "[x] not available", "[q] questioned: see “How good are the data?”",
    ]  # fmt: skip
    assert shorthand_notes(["5.0%"]) == []
    assert money(999_999.6) == "£1,000,000"
