from dataclasses import replace

import pytest

from sendlib.views.statements import indicator_statement, years_words

NUMBERS = """
    area | period | count
    885  | 2019   | {first}
    885  | 2024   | {before}
    885  | 2025   | {now}
    916  | 2025   | 9
"""
PLANS = {"kind": "count", "dataset": "caseload", "subject": "the number of EHC plans"}


def test_a_tested_share_says_value_interval_comparisons_rank_and_trend(course):
    shown = indicator_statement(course())
    assert shown.text == (
        "In 2025, the share of plans in time in Worcestershire was 40.0% (95% confidence interval "
        "37.0% to 43.1%). It was not significantly different from the statistical neighbour "
        "average (27.0%), the West Midlands (25.0%) and England (25.0%) (tested at 95%, allowing "
        "for the usual spread among councils). It ranked highest of 5 councils. Over the latest "
        "five years it was increasing (tested at 99.8%)."
    )
    assert (shown.tone, shown.label) == ("plain", "st-drawn-percent")
    assert len(shown.evidence.figures) == 11


@pytest.mark.parametrize(
    ("first", "before", "now", "sentence"),
    [
        ("3502", "5945", "6970",
         "17.2% more than a year before (5,945) and 99.0% more than in January 2019 (3,502)"),
        ("100", "80", "60", "25.0% fewer than a year before (80) and 40.0% fewer than in January "
         "2019 (100)"),
        ("17", "0", "1", "up from 0 a year before and down from 17 in January 2019"),
        ("1", "1", "1", "the same as a year before (1) and the same as in January 2019 (1)"),
        ("0", "unavailable", "0", "the same as in January 2019 (0)"),
        ("100", "5?", "150", "50.0% more than in January 2019 (100)"),
        ("100", "10000", "10001", "slightly more than a year before (10,000) and 9,901.0% more "
         "than in January 2019 (100)"),
    ],
)  # fmt: skip
def test_a_number_says_how_it_changed(compared, first, before, now, sentence):
    text = NUMBERS.format(first=first, before=before, now=now)
    shown = indicator_statement(compared(text, **PLANS))
    assert shown.text.endswith(f"That was {sentence}.")


def test_a_number_of_one_year_stands_alone(compared):
    shown = indicator_statement(compared("area | period | count\n885 | 2025 | 1", **PLANS))
    assert shown.text == "In January 2025, the number of EHC plans in Worcestershire was 1."


def test_money_is_more_or_less_and_never_a_percentage_of_a_negative(compared):
    text = "area | period | count\n885 | 2023-24 | {}\n885 | 2024-25 | 900"
    spent = {"kind": "count", "unit": "gbp", "subject": "net spending"}
    shown = indicator_statement(compared(text.format("1000"), **spent))
    assert shown.text == (
        "In 2024\N{EN DASH}25, net spending in Worcestershire was £900. That was 10.0% less than "
        "a year before (£1,000)."
    )
    shown = indicator_statement(compared(text.format("-1000"), **spent))
    assert shown.text.endswith("That was up from \N{MINUS SIGN}£1,000 a year before.")


def test_published_values_and_amounts_per_head_have_no_interval_or_trend(compared):
    text = "area | period | count\n885 | 2024/25 | 5.7\nENG | 2024/25 | 5.3\n916 | 2024/25 | 5"
    shown = indicator_statement(compared(text, kind="value", subject="the share of pupils"))
    assert shown.text == (
        "In 2024/25, the share of pupils in Worcestershire was 5.7%. It was above the statistical "
        "neighbour average (5.0%) and England (5.3%); the publication gives no counts, so "
        "differences could not be tested. It ranked highest of 2 councils."
    )


def test_a_share_of_few_is_told_in_numbers_and_not_ranked(course):
    shown = indicator_statement(
        course({"885       | 2025   | 400   | 1000": "885 | 2025 | 3 | 17"})
    )
    assert "in Worcestershire was 3 of 17, or 17.6% (95% confidence interval" in shown.text
    assert "ranked" not in shown.text


def test_a_missing_figure_says_why_and_which_is_the_latest(course):
    shown = indicator_statement(course({"885       | 2025   | 400": "885 | 2025 | confidential"}))
    assert shown.tone == "missing"
    assert shown.text == (
        "There is no figure for the share of plans in time in Worcestershire in 2025: the "
        "publisher keeps it confidential, to protect individuals. The latest is 30.0%, in 2024."
    )


def test_the_latest_figure_named_is_one_that_no_finding_questions(course):
    shown = indicator_statement(course({
        "885       | 2025   | 400": "885 | 2025 | unavailable",
        "885       | 2024   | 300": "885 | 2024 | 300?",
    }))  # fmt: skip
    assert shown.text.endswith("The latest is 20.0%, in 2023.")


def test_a_part_above_its_whole_is_no_figure(course):
    shown = indicator_statement(course({"885       | 2025   | 400": "885 | 2025 | 4000"}))
    assert "the published part is larger than its whole" in shown.text


def test_a_council_that_is_not_published_has_no_figure(compared):
    shown = indicator_statement(compared("area | period | count | whole\n916 | 2025 | 1 | 10"))
    assert shown.text == (
        "There is no figure for the share of plans in time in Worcestershire in 2025: the "
        "publisher gives no figure."
    )


@pytest.mark.parametrize(
    ("years", "words"), [((2030, 2031), "2030 to 2031"), ((2030, 2030), "2030")]
)
def test_years_outside_the_data_are_said_so(course, worcestershire, years, words):
    shown = indicator_statement(
        course(place=replace(worcestershire, years=years), subject="the rate, as a share,")
    )
    assert shown.tone == "missing"
    assert shown.text == (
        f"There is no published figure for the rate, as a share in the years shown ({words})."
    )
    assert years_words(years) == words


def test_a_questioned_figure_is_shown_as_such_and_not_compared(course):
    shown = indicator_statement(course({"885       | 2025   | 400": "885 | 2025 | 400?"}))
    assert shown.tone == "questioned"
    assert shown.text == (
        "The published figures give 40.0% for the share of plans in time in Worcestershire in "
        "2025. A check of the published data questions this figure, so it is not compared or "
        "ranked: see “How good are the data?”."
    )
