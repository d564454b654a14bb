import pytest

from sendlib.measures.regional_categories import RATES
from sendlib.views.blocks import Callout
from sendlib.views.regional_cohort import (
    categories_table,
    category_statement,
    cohort_definition,
    cohort_statement,
    councils_table,
)

NEEDS = ("hi", "vi", "msi", "pmld", "asd", "semh")
# Medway has a fifth of the plans of the others; hearing stands far apart in Kent
PLANS = "area | need | plans\n" + "\n".join(
    f"{area} | {need} | {plans}"
    for area, numbers in {
        "886": (90, 20, 4, 30, 900, 700),
        "887": (9, 4, 1, 6, 180, 150),
        "936": (21, 20, 4, 30, 900, 700),
        "382": (30, 20, 4, 30, 900, 700),
        "383": (25, 20, 4, 30, 900, 700),
        "885": (20, 20, 4, 30, 900, 700),
    }.items()
    for need, plans in zip(NEEDS, numbers, strict=True)
)


@pytest.fixture(scope="module")
def review(regional):
    return regional(PLANS)


def test_the_definition_names_seven_categories_once_each():
    shown = cohort_definition()
    assert len(shown.items) == 7
    assert "Profound and multiple learning difficulty." in shown.items
    assert "Hearing: severe or profound hearing impairment." in shown.items


def test_rare_needs_are_told_as_number_and_rate_and_the_common_ones_apart(review):
    text = cohort_statement(review).text
    # 90+20+4+30 + 9+4+1+6 + 21+20+4+30 = 239 of 300,000 residents
    assert text.startswith("In January 2025, 239 children and young people with an EHC plan in")
    assert "0.80 in 1,000 residents aged 0 to 25 (95% confidence interval 0.70 to 0.90)" in text
    assert "A further 1,980 had autistic spectrum disorder and 1,550 had social" in text
    assert text.endswith("how many those are is not published.")


def test_categories_have_a_row_each_and_complex_health_says_that_it_is_not_published(review):
    table = categories_table(review)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Hearing"][:3] == ("120", "0.40", "0.33 to 0.48")
    assert rows["Complex health"] == ("not published", "[x]", "[x]", "[x]", "[x]")
    assert len(table.rows) == 7
    measures = set(table.evidence.figures["measure"])
    assert "plans_need_msi_per_1000" in measures
    assert set(table.evidence.figures["area_code"]) == {
        "OWN-garden-three", "ENG", "886", "887", "936",
    }  # fmt: skip


def test_every_council_s_plans_are_shown_and_add_up(review):
    table = councils_table(review)
    assert [row[0] for row in table.rows] == ["Kent", "Medway", "Surrey", "All of Garden Three"]
    for column in range(1, 7):
        numbers = [int(row[column].replace(",", "")) for row in table.rows]
        assert sum(numbers[:3]) == numbers[3]


def test_a_need_is_told_with_its_range_and_the_councils_that_stand_apart(review):
    text = category_statement(review.compare(RATES["hi"]), "hearing impairment").text
    assert "120 children and young people in Garden Three had an EHC plan with hearing" in text
    assert "Among the councils the rate ran from 0.09 in Medway to 0.90 in Kent." in text
    assert "Significantly" in text
    assert "than in the region as a whole." in text


def test_councils_alike_are_not_told_apart(regional):
    text = PLANS.replace("90\n", "30\n").replace("| hi | 9\n", "| hi | 30\n")
    text = text.replace("| hi | 21\n", "| hi | 30\n")
    said = category_statement(regional(text).compare(RATES["hi"]), "hearing impairment").text
    assert "the rate ran" not in said
    assert "No council differs from the region by more than chance and the usual spread." in said


def test_a_council_left_out_is_named_wherever_a_sum_is_without_it(regional):
    review = regional(PLANS.replace("887 | hi | 9", "887 | hi | unavailable"))
    left_out = "Left out, for want of a figure to rely on: Medway."
    found = review.compare(RATES["hi"])
    assert category_statement(found, "hearing impairment").text.endswith(left_out)
    assert left_out in cohort_statement(review).text
    assert left_out in categories_table(review).notes
    assert councils_table(review).rows[1][:2] == ("Medway", "[x]")


def test_a_questioned_number_is_marked_and_left_out_of_the_sum(regional):
    table = councils_table(regional(PLANS.replace("887 | hi | 9", "887 | hi | 9?")))
    assert table.rows[1][1] == "9 [q]"
    assert table.rows[3][1] == "111"


@pytest.fixture(scope="module")
def nobody(regional):
    return regional("area | need | plans\n382 | hi | 5\n383 | hi | 6")


def test_without_figures_every_view_says_what_is_missing(nobody):
    found = nobody.compare(RATES["hi"])
    for shown in (cohort_statement(nobody), category_statement(found, "hearing impairment")):
        assert shown.tone == "missing"
        assert "no published figure" in shown.text
    for shown in (categories_table(nobody), councils_table(nobody)):
        assert isinstance(shown, Callout)
        assert shown.tone == "missing"


def test_nothing_leaks_into_words(review, nobody, leaks):
    for one in (review, nobody):
        views = (categories_table(one), councils_table(one), cohort_statement(one))
        assert [leak for shown in views for leak in leaks(shown)] == []
