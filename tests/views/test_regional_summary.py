from dataclasses import replace

import pandas as pd
import pytest

from sendlib.measures.placements import RESIDENTIAL
from sendlib.measures.pooled_places import pooled_places
from sendlib.measures.regional_categories import RARE
from sendlib.measures.regional_places import CategoryPlaces
from sendlib.params.region import RegionParams
from sendlib.params.regional import RegionalOptions
from sendlib.views.blocks import Callout, Prose
from sendlib.views.key_points import KeyPoint
from sendlib.views.regional_front import (
    about_region,
    members_table,
    missing_members,
    region_notice,
)
from sendlib.views.regional_points import regional_points
from sendlib.views.regional_quality import regional_findings, regional_quality
from sendlib.views.regional_summary import (
    points_in_order,
    region_decides,
    region_found,
    region_means,
)

PLANS = """
    area | need | plans
    886  | hi   | 90
    887  | hi   | 3
    936  | hi   | 4
    886  | vi   | 3
    887  | vi   | 2
    936  | vi   | 1
    382  | hi   | 30
    383  | hi   | 45
"""
PARAMS = RegionParams(region="Garden Three", members=("Surrey", "Kent", "Medway"))


@pytest.fixture(scope="module")
def review(regional):
    return regional(PLANS)


def point(chapter="cohort", weight=0.5, recommendation="Do this."):
    return KeyPoint(chapter, f"It is {weight}.", recommendation, (f"tab-{chapter}",), weight)


@pytest.fixture
def places():
    children = pd.Series([12.0, 3.0, 9.0], index=["886", "887", "936"])
    return [
        CategoryPlaces(one, children * times, pooled_places(children * times), (), "2025", "x.csv")
        for one, times in zip(RARE[:2], (10, 1), strict=True)
    ]


def test_the_rarest_need_that_most_councils_have_few_of_is_told_first(review):
    (few, *_) = regional_points(review, [], ["886"])
    assert few.text == (
        "3 of 3 councils have fewer than 5 children and young people with a plan for vision "
        "impairment as primary need; together they have 6."
    )
    assert few.recommendation == (
        "Agree who plans and leads for vision impairment on behalf of all councils."
    )


def test_pooling_is_told_of_the_need_that_it_saves_most_of(review, places):
    told = [one for one in regional_points(review, places, []) if one.chapter == "places"]
    assert len(told) == 1
    assert "specialist places for vision impairment need" in told[0].text
    assert f"({places[1].places.saved} fewer, 95% interval" in told[0].text
    assert told[0].text.endswith(").")
    without = [replace(places[1], missing=("887",))]
    said = [one.text for one in regional_points(review, without, []) if one.chapter == "places"]
    assert said[0].endswith("), Medway left out for want of figures.")


def test_councils_above_the_region_are_named_by_need(regional):
    # winsorised at 10%, one council among twelve does not make a spread of its own
    others = ("330", "331", "332", "333", "334", "335", "336", "340", "341")
    text = PLANS.replace("| 3\n    936  | hi   | 4", "| 30\n    936  | hi   | 40").rstrip()
    text += "".join(f"\n{code} | hi | {30 + number}" for number, code in enumerate(others))
    told = [
        one.text for one in regional_points(regional(text), [], []) if "significantly" in one.text
    ]
    assert told == [
        "Plans per 1,000 residents are significantly more than in the region as a whole for "
        "hearing impairment in Kent."
    ]


def test_residential_placements_are_set_beside_years_counted_alike_only(regional, facts):
    rows = [
        f"{area} | {year} | Res_tot | {number}"
        for area in ("886", "887", "936")
        for year, number in (("2019", 50), ("2023", 9), ("2025", 4))
    ]
    stays = facts("\n".join(["area_code | period | field | value", *rows]))
    found = regional(PLANS, residential=stays)
    told = [one.text for one in regional_points(found, [], ["887"])]
    assert (
        "The councils had 12 residential placements of 38 weeks or more in January 2025, 27 in "
        "January 2023. Where they are, what they cost and for which needs is not published."
    ) in told
    assert RESIDENTIAL.collected_anew == "2023"
    by_records = [one.text for one in regional_points(found, [], [])]
    assert not any("residential placements" in text for text in by_records)


def test_points_come_by_weight_without_those_of_chapters_left_out():
    given = [point(weight=0.2), point("places", 0.9)], [point("governance", 0.6)]
    assert [one.weight for one in points_in_order(PARAMS, *given)] == [0.9, 0.6, 0.2]
    without = PARAMS.model_copy(update={"regional": RegionalOptions(leave_out=("places",))})
    assert [one.weight for one in points_in_order(without, *given)] == [0.6, 0.2]


def test_what_was_found_begins_with_the_cohort_and_takes_three_of_a_chapter(review):
    many = [point(weight=0.9 - number / 10) for number in range(5)]
    shown = region_found(review, [*many, point("places", 0.1)])
    assert len(shown.items) == 4
    assert shown.items[-1] == "It is 0.1. ([](#tab-places))"


def test_what_it_means_names_who_is_missing(regional, review):
    review = regional(PLANS.replace("887  | hi   | 3", "").replace("887  | vi   | 2", ""))
    (text,) = region_means(review, [point(weight=0.9)], without_own=("936",)).paragraphs
    assert "1 finding calls for a decision, 1 of them of high priority." in text
    assert "No figures are published on Medway; every sum is without them." in text
    assert "These councils have given no figures of their own: Surrey." in text
    everybody = region_means(review, [], without_own=("886", "887", "936"))
    assert "No council has given figures of its own." in everybody.paragraphs[0]
    nobody = region_means(review, [], without_own=())
    assert "figures of" not in nobody.paragraphs[0].replace("The figures say", "")


def test_decisions_are_told_once_with_their_priority():
    shown = region_decides([point(weight=0.9), point("places", 0.3)])
    assert shown.items == ("Do this. (Priority: high; [](#tab-cohort))",)
    assert "calls for a decision" in region_decides([]).paragraphs[0]


def test_councils_stand_with_their_residents_and_all_together(regional, facts, leaks):
    lines = ["area_code | period | field | value", "886 | 2025 | ehcplans | 1000",
             "936 | 2025 | ehcplans | 500"]  # fmt: skip
    review = regional(PLANS, caseload=facts("\n".join(lines)))
    table = members_table(review)
    assert table.rows == (
        ("Kent", "100,000", "1,000"),
        ("Medway", "100,000", "[x]"),
        ("Surrey", "100,000", "500"),
        ("All of Garden Three", "300,000", "1,500"),
    )
    assert any("Medway" in note for note in table.notes)
    assert leaks(table) == []


def test_a_region_says_whom_it_is_for_and_who_is_missing(regional, review):
    params = PARAMS.model_copy(update={"partners": ("NHS Kent and Medway",)})
    about = about_region(params, review.region)
    assert "for the 3 councils of Garden Three" in about.paragraphs[0]
    assert about.items[-1] == "Partners: NHS Kent and Medway."
    assert len(about_region(PARAMS, review.region).items) == 1
    assert isinstance(missing_members(review.region), Prose)
    gone = regional(PLANS.replace("887  | hi   | 3", "").replace("887  | vi   | 2", ""))
    shown = missing_members(gone.region)
    assert isinstance(shown, Callout)
    assert "for Medway" in shown.text


def test_the_demo_says_that_its_figures_are_invented():
    demo = RegionParams(region="Demo Region", members=("Demoshire", "Eskerby"))
    assert isinstance(region_notice(demo), Callout)
    assert isinstance(region_notice(PARAMS), Prose)


def test_findings_on_the_region_s_councils_are_told_doubtful_ones_first(review, leaks):
    usual = {"source": "x.csv", "period": "2025", "found": "1", "expected": "2"}
    findings = pd.DataFrame([
        usual | {"area_code": "936", "field": "number_vi", "rule": "jump", "effect": "note"},
        usual | {"area_code": "887", "field": "number_hi", "rule": "percentage",
                 "effect": "questioned"},
        usual | {"area_code": "887", "field": "not_used", "rule": "jump", "effect": "note"},
        usual | {"area_code": "330", "field": "number_hi", "rule": "jump", "effect": "note"},
    ])  # fmt: skip
    text = regional_quality(findings, review.region).text
    assert "found 4 points in the files of all councils, 2 of them about" in text
    assert text.endswith("1 figure is so doubtful as to be marked and left out of sums: of Medway.")
    table = regional_findings(findings, review.region)
    assert [row[0] for row in table.rows] == ["Medway", "Surrey"]
    assert [row[-1] for row in table.rows] == ["marked, left out of sums", "note"]
    assert leaks(table) == []
    none = regional_findings(findings.head(0), review.region)
    assert isinstance(none, Callout)
