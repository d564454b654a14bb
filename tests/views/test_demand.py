"""What is said, drawn and listed of the plans expected."""

import dataclasses

import pandas as pd
import pytest

from sendlib.measures.demand import Demand
from sendlib.views.demand import (
    ASSUMPTION,
    back_test_table,
    coverage_table,
    demand_chart,
    demand_statement,
    demand_table,
)


@pytest.fixture
def expected(worcestershire):
    return Demand(
        place=worcestershire,
        past=pd.DataFrame({"period": ["2024", "2025"], "value": [5945.0, 6970.0]}),
        rows=pd.DataFrame({
            "period": ["2026", "2027"], "value": [7890.6, 8846.2], "lower": [7531.0, 8212.0],
            "upper": [8308.0, 9669.0], "lower_95": [7310.0, 7917.0], "upper_95": [8794.0, 10418.0],
        }),
        tested=pd.DataFrame({
            "method": ["projection", "projection", "naive", "naive"], "ahead": [1, 2, 1, 2],
            "median_ape": [2.69, 4.51, 8.98, 17.25], "mean_ape": [3.74, 5.99, 9.38, 17.38],
            "mase": [0.84, 1.49, 2.19, 4.52], "in_80": [83.5, 81.1, None, None],
            "in_95": [95.4, 95.9, None, None], "forecasts": [882, 735, 882, 735],
        }),
        by_origin=pd.DataFrame({"origin": [2023, 2024], "in_80": [76.5, 81.0],
                                "in_95": [91.5, 93.2]}),
        questioned=False,
        source="plans.csv",
    )  # fmt: skip


@pytest.fixture
def unknown(expected):
    empty = {name: getattr(expected, name).head(0) for name in ("rows", "tested", "by_origin")}
    return dataclasses.replace(expected, past=expected.past.tail(1), **empty)


def test_the_sentence_gives_start_first_and_last_january_their_ranges_and_the_error(expected):
    statement = demand_statement(expected)
    assert statement.text == (
        "On published counts alone, the number of EHC plans of Worcestershire, 6,970 in January "
        "2025, may be about 7,891 in January 2026 (80% interval 7,531 to 8,308) and about 8,846 in "
        "January 2027 (8,212 to 9,669). Made again from earlier Januaries for all councils with an "
        "unbroken series, half of the forecasts for one year ahead were wrong by no more than "
        f"2.7%, and 84% of the numbers that came lay in the 80% interval. {ASSUMPTION}"
    )
    assert statement.tone == "plain"


def test_a_questioned_start_is_marked(expected):
    statement = demand_statement(dataclasses.replace(expected, questioned=True))
    assert statement.tone == "questioned"
    assert statement.text.endswith("questions the number it starts from.")


def test_without_a_back_test_no_error_is_claimed(expected):
    statement = demand_statement(dataclasses.replace(expected, tested=expected.tested.head(0)))
    assert "wrong" not in statement.text


def test_the_figures_are_projected_with_their_80_percent_interval(expected):
    figures = demand_statement(expected).evidence.figures
    assert figures["measure"].unique().tolist() == ["plans_projected_count"]
    assert figures[["period", "value", "lower", "upper"]].to_numpy().tolist() == [
        ["2026", 7890.6, 7531.0, 8308.0],
        ["2027", 8846.2, 8212.0, 9669.0],
    ]
    assert figures["status"].unique().tolist() == ["projected"]
    assert figures["confidence"].unique().tolist() == [80.0]


def test_the_chart_tells_its_finding_and_holds_past_and_coming_years(expected):
    chart = demand_chart(expected)
    assert "from 5,945 in January 2024 to 6,970 in January 2025" in chart.alt
    assert "about 8,846 in January 2027" in chart.alt
    assert chart.rows[0] == ("2024", 5945.0, None, None, None, None)
    assert chart.rows[-1] == ("2027", 8846.2, 8212.0, 9669.0, 7917.0, 10418.0)
    assert chart.svg.count("<svg") == 1
    assert demand_chart(expected).svg == chart.svg


def test_the_table_gives_both_intervals(expected):
    table = demand_table(expected)
    assert table.rows[0] == ("January 2026", "7,891", "7,531 to 8,308", "7,310 to 8,794")


def test_errors_stand_beside_those_of_simple_forecasts(expected):
    table = back_test_table(expected)
    assert [column.title for column in table.columns] == [
        "Forecast", "Median error, 1 year", "Median error, 2 years", "Mean error, 1 year",
        "Mean error, 2 years", "Scaled error, 1 year",
    ]  # fmt: skip
    assert table.rows[0] == ("This projection", "2.7%", "4.5%", "3.7%", "6.0%", "0.84")
    assert table.rows[1][0] == "Nothing changes"


def test_coverage_is_given_by_january_and_over_all(expected):
    assert coverage_table(expected).rows == (
        ("Made in January 2023", "77%", "92%"),
        ("Made in January 2024", "81%", "93%"),
        ("All, 1 year ahead", "84%", "95%"),
        ("All, 2 years ahead", "81%", "96%"),
    )


@pytest.mark.parametrize("view", [demand_chart, demand_table, back_test_table, coverage_table])
def test_with_too_few_years_the_place_says_so(unknown, view):
    assert view(unknown).tone == "missing"
    assert "Too few years" in view(unknown).text


def test_with_too_few_years_the_sentence_says_so(unknown):
    statement = demand_statement(unknown)
    assert statement.tone == "missing"
    assert "too few years of plans are published" in statement.text
