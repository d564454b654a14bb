import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.contracts.tables import PERIOD
from sendlib.data.periods import (
    RULES,
    academic,
    academic_from_end,
    calendar,
    end_year,
    financial,
    financial_from_end,
    financial_of_month,
    january,
)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (january, "202425", "2025"),
        (january, "199900", "2000"),
        (january, "2022/23", "2023"),
        (january, "2025", "2025"),
        (calendar, "2024", "2024"),
        (calendar, " 2024 ", "2024"),
        (calendar, "2024.0", "2024"),
        (academic, "202425", "2024/25"),
        (academic, "202122.0", "2021/22"),
        (academic, "2024/2025", "2024/25"),
        (academic, "1999/00", "1999/00"),
        (financial, "2024-25", "2024-25"),
        (financial, "202425", "2024-25"),
        (academic_from_end, "2025", "2024/25"),
        (academic_from_end, "2015/16", "2015/16"),
        (financial_from_end, "2025", "2024-25"),
        (financial_from_end, "2000", "1999-00"),
        (financial_from_end, "2016-17", "2016-17"),
    ],
)
def test_each_publication_s_way_of_writing_time_is_read(rule, text, expected):
    assert rule(text) == expected


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("text", ["", "spring", "20", "2024-26", "20242", "nan"])
def test_what_is_no_time_is_refused_with_the_text(rule, text):
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        rule(text)


@given(st.integers(2000, 2098))
def test_every_rule_gives_a_period_of_the_contract(year):
    text = f"{year}{(year + 1) % 100:02d}"
    for rule in (january, academic, financial):
        period = rule(text)
        assert re.match(PERIOD, period)
        assert end_year(period) == year + 1


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2025", 2025),
        ("2024/25", 2025),
        ("2024-25", 2025),
        ("1999-00", 2000),
        ("2014 to 2016", 2016),
        ("2013-14 to 2015-16", 2016),
        ("2023-04-01", 2023),
    ],
)
def test_the_end_of_a_period_is_its_last_calendar_year(period, year):
    assert re.match(PERIOD, period)
    assert end_year(period) == year


@pytest.mark.parametrize(
    ("month", "year"),
    [
        ("2023-04", "2023-24"),
        ("2024-03", "2023-24"),
        ("2000-01", "1999-00"),
        ("1999-12", "1999-00"),
    ],
)
def test_a_financial_year_begins_in_april(month, year):
    assert financial_of_month(month) == year
