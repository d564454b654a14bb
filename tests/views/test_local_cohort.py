"""Complex needs as a reader meets them."""

import pytest

from sendlib.measures.local.cohort import (
    COHORT_BOTH,
    COHORT_RULES,
    COHORT_SIZE,
    COHORT_SPEND,
)
from sendlib.measures.local.cohort_results import COHORT_RECORDED, COHORT_SWEEP
from sendlib.measures.local.plans import PLANS_BY_NEED
from sendlib.params.cohorts import Cohort, Rule
from sendlib.params.review import ReviewOptions
from sendlib.views import local_cohort as views
from sendlib.views import local_cohort_rules as rules_views
from sendlib.views.blocks import Absent, Callout
from tests.views.drawn_local import NOTHING, own, result, table

RULES = (Rule(weekly_cost_gbp=3000), Rule(agencies=2))
FIRST = Cohort(name="Ours", version="2", match="any", rules=RULES)
SECOND = Cohort(name="Theirs", version="1", match="any", rules=RULES[1:])
OPTIONS = ReviewOptions(cohorts=(FIRST, SECOND))
SIZES = table(
    COHORT_SIZE,
    ("2021", "in", 40), ("2021", "out", 360), ("2021", "Total", 400),
    ("2025", "in", 100), ("2025", "out", 400), ("2025", "Total", 500),
)  # fmt: skip
HIDDEN_SIZES = table(COHORT_SIZE, ("2021", "in", None), ("2021", "Total", 400),
                     ("2025", "in", None), ("2025", "Total", 500))  # fmt: skip
SPEND = table(
    COHORT_SPEND,
    ("2020-21", "in", 3_000_000), ("2020-21", "out", 7_000_000), ("2020-21", "Total", 10_000_000),
    ("2024-25", "in", 9_000_000), ("2024-25", "out", 11_000_000), ("2024-25", "Total", 20_000_000),
)  # fmt: skip
PLANS = table(PLANS_BY_NEED, ("2025", "ASD", 5000), ("2025", "Total", 5000))


def test_the_size_stands_beside_those_considered_and_plans(worcestershire, leaks):
    found = views.size_statement(own(SIZES, PLANS), worcestershire, OPTIONS)
    assert found.text == (
        "In January 2025, 100 children and young people in Worcestershire met the definition "
        "“Ours”: 20.0% of the 500 who were considered. That is as many as 2.0 for every 100 EHC "
        "plans. In January 2021 there were 40."
    )
    assert leaks(found) == []
    figures = found.evidence.figures
    rate = figures[figures["measure"] == "local_complex_needs_per_100_plans"]
    assert rate["value"].tolist() == [2.0]


def test_what_is_hidden_of_the_size_is_left_out(worcestershire, leaks):
    found = views.size_statement(own(HIDDEN_SIZES), worcestershire, OPTIONS)
    assert found.text == ("How many meet the definition “Ours” in Worcestershire is hidden.")
    partly = table(COHORT_SIZE, ("2025", "in", 100), ("2025", "Total", None))
    bare = views.size_statement(own(partly), worcestershire, OPTIONS)
    assert bare.text.endswith("met the definition “Ours”.")
    assert leaks(bare) == leaks(found) == []
    before = table(COHORT_SIZE, ("2021", "in", None), ("2021", "Total", 9), ("2025", "in", 100),
                   ("2025", "Total", 500))  # fmt: skip
    assert "2021" not in views.size_statement(own(before), worcestershire, OPTIONS).text


def test_the_chart_has_a_bar_for_each_january_that_is_shown(worcestershire, leaks):
    found = views.size_chart(own(SIZES), worcestershire)
    assert found.alt.endswith("40 in January 2021 and 100 in January 2025.")
    assert found.rows[0] == ("January 2021", 40.0, "shown")
    partly = table(COHORT_SIZE, ("2024", "in", None), ("2024", "Total", 400), ("2025", "in", 90),
                   ("2025", "Total", 500))  # fmt: skip
    chart = views.size_chart(own(partly), worcestershire)
    assert chart.rows[0] == ("January 2024", None, "hidden")
    assert any("[c] hidden" in note for note in chart.notes)
    assert leaks(chart) == leaks(found) == []
    assert isinstance(views.size_chart(own(HIDDEN_SIZES), worcestershire), Absent)
    one = table(COHORT_SIZE, ("2025", "in", 100), ("2025", "Total", 500))
    assert isinstance(views.size_chart(own(one), worcestershire), Absent)


def test_cost_is_shared_and_averaged_from_cells_that_are_shown(worcestershire, leaks):
    found = views.cost_table(own(SIZES, SPEND), worcestershire)
    assert found.rows == (
        ("2020\N{EN DASH}21", "40", "3,000,000", "30.0%", "75,000"),
        ("2024\N{EN DASH}25", "100", "9,000,000", "45.0%", "90,000"),
    )
    assert [column.title for column in found.columns][2:] == [
        "Spend (£)", "Share of all spend", "For each of them (£)"]  # fmt: skip
    said = views.cost_statement(own(SIZES, SPEND), worcestershire)
    assert said.text == (
        "In 2024\N{EN DASH}25, 45.0% of the spend on packages in Worcestershire went to the 100 "
        "children and young people with complex needs: £9.0 million, or £90,000 for each."
    )
    hidden = views.cost_table(own(HIDDEN_SIZES, SPEND), worcestershire)
    assert hidden.rows[1] == ("2024\N{EN DASH}25", "[c]", "9,000,000", "45.0%", "[c]")
    text = views.cost_statement(own(HIDDEN_SIZES, SPEND), worcestershire).text
    assert text == "What those with complex needs cost in Worcestershire is hidden."
    assert leaks(found) == leaks(said) == leaks(hidden) == []


def test_two_definitions_are_told_by_who_is_in_which(worcestershire, leaks):
    both = table(
        COHORT_BOTH,
        ("2025", "in", "in", 60), ("2025", "in", "out", 40), ("2025", "in", "Total", 100),
        ("2025", "out", "out", None), ("2025", "out", "Total", 400),
        ("2025", "Total", "in", 60), ("2025", "Total", "out", 440), ("2025", "Total", "Total", 500),
    )  # fmt: skip
    found = views.both_table(own(both), worcestershire, OPTIONS)
    assert dict(found.rows) == {
        "By “Ours (2)”": "100", "By “Theirs (1)”": "60", "By both": "60",
        "Only by “Ours (2)”": "40", "Only by “Theirs (1)”": "0", "By neither": "[c]",
    }  # fmt: skip
    assert leaks(found) == []


def rules_of(*alone):
    cells = [("2025", "1", "1", alone[0]), ("2025", "1", "2", 20), ("2025", "1", "Total", 50),
             ("2025", "2", "1", alone[1]), ("2025", "2", "2", 20), ("2025", "2", "Total", 30),
             ("2025", "Total", "Total", 80)]  # fmt: skip
    return table(COHORT_RULES, *cells)


RECORDED = result(
    COHORT_RECORDED, ("2025", "rule=1", "recorded", 95.0, "percent"),
    ("2025", "rule=2", "recorded", None, "percent"),
)  # fmt: skip


def test_each_rule_is_told_with_whom_it_alone_brings_in(worcestershire, leaks):
    found = rules_views.rules_table(
        own(rules_of(30, 10), results=[RECORDED]), worcestershire, OPTIONS
    )
    assert [column.title for column in found.columns] == [
        "Rule", "Meet it", "This rule alone", "With one other", "With two others or more",
        "Filled in",
    ]  # fmt: skip
    assert found.rows == (
        ("Has packages that cost £3,000 a week or more in all", "50", "30", "20", "0", "95%"),
        ("Is paid for by 2 or more of education, health and social care", "30", "10", "20", "0",
         "[c]"),
    )  # fmt: skip
    assert (
        "Those in the column “this rule alone” would not be in the cohort without the rule."
        in found.notes
    )
    assert leaks(found) == []
    bare = rules_views.rules_table(own(rules_of(30, None)), worcestershire, OPTIONS)
    assert bare.rows[1][2] == "[c]"
    assert bare.rows[1][-1] == "[x]"


def test_where_more_rules_are_needed_than_are_told_apart_no_column_is_said_to_decide(
    worcestershire,
):
    strict = FIRST.model_copy(update={"rules": (*RULES, Rule(looked_after=True)), "match": "all"})
    options = ReviewOptions(cohorts=(strict,))
    found = rules_views.rules_table(own(rules_of(30, 10)), worcestershire, options)
    assert not any("would not be in the cohort" in note for note in found.notes)


def test_who_meets_one_rule_and_two_is_added_up_where_all_is_shown(worcestershire):
    found = rules_views.rules_statement(own(rules_of(30, 10)), worcestershire, OPTIONS)
    assert found.text == (
        "Of the 2 rules, in January 2025, 40 people meet just one and 20 people meet just two."
    )
    partly = rules_views.rules_statement(own(rules_of(30, None)), worcestershire, OPTIONS)
    assert partly.text == "Of the 2 rules, in January 2025, 20 people meet just two."
    figures = partly.evidence.figures.set_index("breakdown")["status"].to_dict()
    assert figures == {"rules_met=1": "suppressed", "rules_met=2": "derived"}
    none = table(COHORT_RULES, ("2025", "1", "1", None), ("2025", "1", "2", None),
                 ("2025", "1", "Total", 9), ("2025", "Total", "Total", 9))  # fmt: skip
    assert isinstance(rules_views.rules_statement(own(none), worcestershire, OPTIONS), Absent)


def test_other_thresholds_are_told_in_their_unit(worcestershire, leaks):
    swept = result(
        COHORT_SWEEP, ("2025", "rule=1", "at_1500", 130.0, "percent"),
        ("2025", "rule=1", "at_3000", 100.0, "percent"),
        ("2025", "rule=2", "at_3", None, "percent"),
    )  # fmt: skip
    found = rules_views.sweep_table(own(results=[swept]), worcestershire, OPTIONS)
    assert list(found.rows) == [
        ("£1,500 a week or more", "130"), ("£3,000 a week or more (as defined)", "100"),
        ("3 agencies or more", "[c]"),
    ]  # fmt: skip
    assert leaks(found) == []


def test_without_packages_one_box_says_so_and_the_rest_is_silent(worcestershire):
    box = views.missing(NOTHING)
    assert isinstance(box, Callout)
    assert "which rules bring them in" in box.text
    assert isinstance(views.missing(own()), Absent)
    silent = [
        views.size_statement(NOTHING, worcestershire, OPTIONS),
        views.size_chart(NOTHING, worcestershire), views.cost_table(NOTHING, worcestershire),
        views.cost_statement(NOTHING, worcestershire),
        views.both_table(NOTHING, worcestershire, OPTIONS),
        rules_views.rules_table(NOTHING, worcestershire, OPTIONS),
        rules_views.rules_statement(NOTHING, worcestershire, OPTIONS),
        rules_views.sweep_table(NOTHING, worcestershire, OPTIONS),
    ]  # fmt: skip
    assert {type(block) for block in silent} == {Absent}
    assert len({block.label for block in silent}) == len(silent)


@pytest.mark.parametrize(("spend", "decides"), [(9_000_000, True), (2_000_000, False)])
def test_the_summary_is_told_of_size_and_share(spend, decides):
    rows = (("2024-25", "in", spend), ("2024-25", "Total", 20_000_000))
    (point,) = views.key_points(own(SIZES, table(COHORT_SPEND, *rows)))
    assert point.text.startswith("100 children and young people have complex needs and take ")
    assert bool(point.recommendation) is decides
    assert point.chapter == "complex-needs"
    assert views.key_points(NOTHING) == []
    assert views.key_points(own(HIDDEN_SIZES, SPEND)) == []
