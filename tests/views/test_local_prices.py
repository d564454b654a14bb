"""Fees as a reader meets them."""

import numpy as np
import pandas as pd
import pytest

from sendlib.measures.local.market import MARKET_PRICES
from sendlib.measures.local.prices import FEE_GROWTH, PRICE_DRIVERS
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import ProtectedResult
from sendlib.views.local_prices import (
    drivers_table,
    growth_statement,
    prices_chart,
    prices_table,
)
from tests.measures.local.drawn_market import protected

VIEWS = (prices_chart, prices_table, drivers_table)


def given(result, lines, **columns):
    rows = pd.DataFrame(lines, columns=COLUMNS).assign(**columns)
    hidden = rows["persons"] < 5
    return ProtectedResult(result, rows.assign(reason=np.where(hidden, "confidential", "")))


@pytest.fixture
def own():
    def growth(value=4.5, lower=2.6, upper=6.5, period="2021 to 2024", persons=60):
        return row(period, "Total", "growth", value, unit="percent", lower=lower, upper=upper,
                   persons=persons, confidence=95)  # fmt: skip

    def made(**changes):
        drivers = [
            row("2025", "Total", "effect", 21.5, unit="percent", lower=9.8, upper=34.3, persons=37),
            row("2025", "Total", "effect", -3.0, unit="percent", lower=-8, upper=2.4, persons=4),
        ]
        found = {
            PRICE_DRIVERS.name: given(PRICE_DRIVERS, drivers, term=["need=physical", "ten_miles"]),
            FEE_GROWTH.name: given(FEE_GROWTH, [growth(**changes)]),
        }
        return ProtectedTables(results=found)

    return made


def test_drivers_stand_in_words_with_their_interval(own, worcestershire):
    table = drivers_table(own(), worcestershire)
    assert table.rows[0] == (
        "Physical, sensory or profound needs, not autism", "21.5%", "9.8% to 34.3%",
    )  # fmt: skip
    assert table.rows[1] == ("Each further 10 miles from home", "[c]", "[c]")
    measures = set(table.evidence.figures["measure"])
    assert measures == {"local_price_drivers_effect_percent"}
    assert "term=need-physical" in set(table.evidence.figures["breakdown"])


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({}, "the fees do not differ significantly from that."),
        ({"value": 20, "lower": 15, "upper": 25}, "significantly less."),
        ({"value": -3, "lower": -5, "upper": -1}, "significantly more."),
    ],
)
def test_growth_is_set_beside_prices_in_general(own, tables, worcestershire, changes, end):
    shown = growth_statement(own(**changes), tables(), worcestershire)
    # the package's own deflator: 84.46 in 2021-22 and 100 in 2024-25 would be 5.8% a year
    assert " Prices in general rose by " in shown.text
    assert shown.text.endswith(end)


def test_growth_within_one_year_or_of_unknown_years_stands_alone(own, tables, worcestershire):
    for period in ("2024 to 2024", "1990 to 1995"):
        text = growth_statement(own(period=period), tables(), worcestershire).text
        assert "Prices in general" not in text


def test_growth_that_rests_on_few_is_not_told(own, tables, worcestershire):
    assert growth_statement(own(persons=3), tables(), worcestershire) is None


def test_fees_are_shown_by_market_with_hidden_quartiles_marked(worcestershire, leaks):
    own = protected((), [MARKET_PRICES])
    table = prices_table(own, worcestershire)
    names = [line[0] for line in table.rows]
    assert names[0] == "Special schools: autism, day"
    homes = next(line for line in table.rows if line[0].startswith("Children's homes"))
    assert homes[1:] == ("[c]", "£4,000", "[c]")
    chart = prices_chart(own, worcestershire)
    # no mark where a quartile is hidden
    assert [line[0] for line in chart.rows] == names[:2]
    assert chart.alt.startswith("Chart of weekly fees by market, Worcestershire, January 2025")
    for shown in (table, chart):
        assert leaks(shown) == []


def test_without_results_there_is_nothing(tables, worcestershire):
    empty = ProtectedTables()
    assert [view(empty, worcestershire) for view in VIEWS] == [None] * 3
    assert growth_statement(empty, tables(), worcestershire) is None
