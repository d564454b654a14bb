from dataclasses import replace

import pytest

from sendlib.measures.standing import Standing
from sendlib.measures.trend import RecentTrend
from sendlib.views.standing import comparison_sentence, ordinal, rank_sentence, trend_sentence


def rewritten(one, words):
    table = one.comparisons.copy()
    at_latest = table["period"] == one.latest
    for test in ("significance", "significance_plain"):
        table.loc[at_latest, test] = table.loc[at_latest, "comparator"].map(words)
    return replace(one, comparisons=table)


@pytest.mark.parametrize(
    ("neighbours", "region", "england", "sentence"),
    [
        ("higher", "higher", "higher",
         "It was significantly higher than the statistical neighbour average (27.0%), the West "
         "Midlands (25.0%) and England (25.0%) (tested at 95%, allowing for the usual spread among "
         "councils)."),
        ("lower", "similar", "higher",
         "It was significantly higher than England (25.0%), significantly lower than the "
         "statistical neighbour average (27.0%), but not significantly different from the West "
         "Midlands (25.0%) (tested at 95%, allowing for the usual spread among councils)."),
        ("higher", "lower", "higher",
         "It was significantly higher than the statistical neighbour average (27.0%) and England "
         "(25.0%), but significantly lower than the West Midlands (25.0%) (tested at 95%, allowing "
         "for the usual spread among councils)."),
        ("not_assessed", "not_assessed", "not_assessed", ""),
    ],
)  # fmt: skip
def test_comparators_are_grouped_by_the_result_of_the_test(
    course, neighbours, region, england, sentence
):
    words = {"SN-885": neighbours, "E12000005": region, "ENG": england}
    assert comparison_sentence(rewritten(course(), words)) == sentence


VALUES = """
    area      | period | count
    885       | 2025   | 13.3
    ENG       | 2025   | {}
    E12000005 | 2025   | 12.5
"""


@pytest.mark.parametrize(
    ("england", "sentence"),
    [
        ("13.34", "above the West Midlands (12.5%), but the same as England (13.3%)"),
        ("14", "above the West Midlands (12.5%), but below England (14.0%)"),
        ("12", "above the West Midlands (12.5%) and England (12.0%)"),
    ],
)
def test_untested_figures_are_above_below_or_the_same_as_shown(compared, england, sentence):
    found = comparison_sentence(compared(VALUES.format(england), kind="value"))
    reason = "the publication gives no counts, so differences could not be tested"
    assert found == f"It was {sentence}; {reason}."


def test_amounts_per_head_are_not_tested(compared):
    text = "area | period | count | whole\n885 | 2025 | 100 | 10\nENG | 2025 | 90 | 10"
    found = comparison_sentence(compared(text, kind="ratio"))
    assert found == "It was above England (£9); amounts per head are not tested."


def test_without_comparators_nothing_is_compared(course, worcestershire):
    assert comparison_sentence(course(place=replace(worcestershire, comparators=()))) == ""


@pytest.mark.parametrize(
    ("position", "polarity", "sentence"),
    [
        (Standing(1, 152, False, "A"), "high", "It ranked highest of 152 councils."),
        (Standing(1, 152, True, "A"), "low", "It ranked joint lowest of 152 councils."),
        (Standing(2, 152, False, ""), None, "It ranked 2nd highest of 152 councils."),
        (Standing(12, 152, True, ""), None, "It ranked joint 12th highest of 152 councils."),
        (None, "high", ""),
    ],
)
def test_a_rank_says_from_which_end(course, position, polarity, sentence):
    assert rank_sentence(replace(course(polarity=polarity), standing=position)) == sentence


@pytest.mark.parametrize(
    ("direction", "sentence"),
    [
        ("increasing", "Over the latest five years it was increasing (tested at 99.8%)."),
        ("no significant change",
         "Over the latest five years there was no significant trend (tested at 99.8%)."),
        ("not assessed", ""),
    ],
)  # fmt: skip
def test_a_trend_says_its_test(course, direction, sentence):
    assert trend_sentence(replace(course(), trend=RecentTrend(1.0, 10.0, direction))) == sentence


@pytest.mark.parametrize(
    ("dataset", "period"), [("caseload", "January 2023"), ("requests", "2022")]
)
def test_a_trend_across_a_new_collection_says_so(course, dataset, period):
    found = trend_sentence(course(dataset=dataset))
    assert found.endswith(
        f" The figures are collected in another way from {period} on, within those years."
    )


def test_ordinals_are_those_of_english():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 113, 153)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "113th",
        "153rd",
    ]  # fmt: skip
