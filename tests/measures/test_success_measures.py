import pandas as pd
import pytest

from sendlib.measures.success_measures import (
    figure_for,
    is_met,
    month_of,
    numbers,
    success_measures,
)


@pytest.mark.parametrize(
    ("text", "value", "unit", "direction", "month"),
    [
        ("There are 5 jointly commissioned projects in place.", 5, "count", "at_least", None),
        ("2 schemes under section 75 by September 2021", 2, "count", "at_least", "2021-09"),
        ("90% of advice within six weeks", 90, "percent", "at_least", None),
        ("75 per cent within 12 weeks", 75, "percent", "at_least", None),
        ("Vacancies under 10%", 10, "percent", "at_most", None),
        ("Median wait under 26 weeks", 26, "count", "at_most", None),
        ("Eight in post by March 2024", 8, "count", "at_least", "2024-03"),
        ("None over a year late by December 2023", 0, "count", "at_most", "2023-12"),
        ("1,200 assessments, up from 900", 1200, "count", "at_least", None),
        ("Increase to 62.5% by 1 July 2024", 62.5, "percent", "at_least", "2024-07"),
        ("Reduced to 3 complaints", 3, "count", "at_most", None),
        ("Answers from 40% of families", 40, "percent", "at_least", None),
        ("From 40% to at least 60%", 60, "percent", "at_least", None),
    ],
)  # fmt: skip
def test_the_number_of_a_measure_is_found_with_its_direction_and_month(
    text, value, unit, direction, month
):
    (found,) = success_measures(text)
    assert found.text == text
    assert (found.target.value, found.target.unit, found.target.direction) == (
        value, unit, direction)  # fmt: skip
    assert found.month == (pd.Timestamp(f"{month}-01") if month else None)


@pytest.mark.parametrize(
    "text",
    [
        "Strategy agreed by March 2024", "Used for those aged 0 to 25", "Compliant with section 75",
        "Every decision within 28 days", "Key stages 1-4 are covered", "Weekly from April 2024",
        "Plan 2021-25 in place", "All year 9 reviews by July 2024", "Children Act (2014)",
        "Ten weeks at the longest", "Paper 2.1 agreed", "All by 15 February", "",
    ],
)  # fmt: skip
def test_a_number_that_counts_no_progress_is_no_target(text):
    assert list(numbers(text)) == []


def test_measures_are_parted_at_sentences_lines_and_a_missing_stop_after_a_year():
    found = success_measures("Strategy in place by March 2021. 5 projects run\nAll decide from "
                             "March 2021 2 schemes by September 2021. ")  # fmt: skip
    assert [one.text for one in found] == [
        "Strategy in place by March 2021.", "5 projects run", "All decide from March 2021",
        "2 schemes by September 2021.",
    ]  # fmt: skip
    assert [one.target.value for one in found if one.target] == [5, 2]
    assert success_measures(" ") == ()


def test_a_figure_measures_a_target_of_the_same_unit_and_the_same_thing():
    (target,) = numbers("5 jointly commissioned projects")
    assert figure_for(target, "4 jointly commissioned projects run", is_own=False).value == 4
    assert figure_for(target, "We met 4 times", is_own=False) is None
    assert figure_for(target, "4", is_own=True).value == 4
    assert figure_for(target, "62% of projects", is_own=True) is None
    assert figure_for(target, "3 events; 6 joint projects", is_own=True).value == 6


@pytest.mark.parametrize(
    ("target", "figure", "met"),
    [("5 projects", "5 projects", True), ("5 projects", "4 projects", False),
     ("under 10% of posts", "9% of posts", True), ("under 10% of posts", "12% of posts", False)],
)  # fmt: skip
def test_a_target_is_met_in_its_own_direction(target, figure, met):
    assert is_met(next(numbers(target)), next(numbers(figure))) is met


def test_the_first_month_with_a_year_counts():
    assert month_of("from 15 Sept. 2021 to May 2022") == pd.Timestamp(2021, 9, 1)
    assert month_of("by May") is None
