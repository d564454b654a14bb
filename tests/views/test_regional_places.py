import pandas as pd
import pytest
from scipy.stats import poisson

from sendlib.measures.regional import RegionalReview
from sendlib.measures.regional_categories import RARE, SETTINGS
from sendlib.measures.regional_places import places_by_need
from sendlib.views.blocks import Absent, Callout
from sendlib.views.regional_placements import (
    away_table,
    not_published,
    settings_statement,
    settings_table,
)
from sendlib.views.regional_places import places_chart, places_statement, places_table

PLANS = "area | need | plans\n886 | hi | 60\n887 | hi | 9\n936 | hi | 51"


def settings_of(facts, plans: dict[str, int], needs=("hi", "vi")):
    """Draw plans by setting: of each council the same number in every group of settings."""
    lines = ["area_code | period | field | breakdown | value"]
    lines += [
        f"{area} | 2025 | number_{need} | {rows[0]} | {number}"
        for area, number in plans.items()
        for need in needs
        for rows in SETTINGS.values()
    ]
    drawn = facts("\n".join(lines), breakdown_topic="Type of placement")
    totals = facts(
        "area_code | period | field | value\n"
        + "\n".join(f"{area} | 2025 | number_hi | {6 * number}" for area, number in plans.items())
    )
    return pd.concat([totals, drawn], ignore_index=True)


@pytest.fixture(autouse=True, scope="module")
def two_needs():
    """Look at hearing and vision alone, which keeps these tests quick."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr("sendlib.views.regional_placements.PUBLISHED", RARE[:2])
        changed.setattr("sendlib.measures.regional_places.RARE", RARE[:2])
        yield


@pytest.fixture(scope="module")
def review(regional, facts) -> RegionalReview:
    return regional(PLANS, needs=settings_of(facts, {"886": 4, "887": 1, "936": 3}))


def test_places_apart_and_together_are_those_of_poisson_s_table(review):
    (hearing, *others) = places_by_need(review, service_level_percent=95)
    # three groups of settings are specialist: 12, 3 and 9 children
    assert hearing.children.to_dict() == {"886": 12, "887": 3, "936": 9}
    assert hearing.places.apart_total == sum(poisson.ppf(0.95, (12, 3, 9)))
    assert hearing.places.together == poisson.ppf(0.95, 24)
    assert [one.category.code for one in (hearing, *others)] == ["hi", "vi"]
    strict = places_by_need(review, service_level_percent=99)[0]
    assert strict.places.together > hearing.places.together


def test_places_are_told_drawn_and_tabled_with_their_uncertainty(review, leaks):
    found = places_by_need(review, service_level_percent=95)
    place = review.region.place
    text = places_statement(found, place).text
    assert "planning together would need for hearing impairment 32 places in place of" in text
    row = places_table(found, place).rows[0]
    assert row[:2] == ("Hearing", "24")
    assert int(row[2]) - int(row[3]) == int(row[4])
    assert row[5] == f"{found[0].places.lower} to {found[0].places.upper}"
    chart = places_chart(found, place)
    assert chart.rows[0] == ("Hearing", 24, int(row[2]) - 24, int(row[3]) - 24)
    assert chart.svg == places_chart(found, place).svg
    for shown in (places_statement(found, place), places_table(found, place), chart):
        assert leaks(shown) == []
    saved = chart.evidence.figures.set_index("measure").loc["regional_places_saved_count"]
    assert set(saved["breakdown"]) == {f"need={code};setting=specialist" for code in ("HI", "VI")}


def test_a_council_without_figures_by_setting_is_named(regional, facts):
    needs = settings_of(facts, {"886": 4, "936": 3})
    gone = facts(
        "area_code | period | field | breakdown | value\n887 | 2025 | number_hi | "
        "Special - independent | unavailable",
        breakdown_topic="Type of placement",
    )
    review = regional(PLANS, needs=pd.concat([needs, gone], ignore_index=True))
    found = places_by_need(review, service_level_percent=95)
    assert found[0].missing == ("887",)
    note = "Without Medway, for want of figures by setting."
    assert note in places_statement(found, review.region.place).text
    assert note in places_table(found, review.region.place).notes
    assert "Left out: Medway, for want of figures." in settings_statement(review).text
    assert "Left out: Medway, for want of figures." in settings_table(review).notes


def test_needs_that_lack_different_councils_say_so(regional, facts):
    needs = settings_of(facts, {"886": 4, "887": 1, "936": 3})
    other = (needs["area_code"] == "887") & (needs["field"] == "number_vi")
    review = regional(PLANS, needs=needs[~other].reset_index(drop=True))
    found = places_by_need(review, service_level_percent=95)
    text = places_statement(found, review.region.place).text
    assert "Without Medway, for want of figures by setting, for vision impairment." in text
    assert "Left out, each for some of the figures: Medway" in settings_statement(review).text


def test_settings_are_shown_for_all_councils_together(review, leaks):
    table = settings_table(review)
    assert table.rows[0] == ("Hearing", *["8"] * 6)
    text = settings_statement(review).text
    assert "taught 8 of 48 with hearing impairment" in text
    assert "%" not in text  # of so few, a percentage would make much of one
    assert leaks(table) == []


def test_a_share_is_given_where_there_are_many(regional, facts):
    review = regional(PLANS, needs=settings_of(facts, {"886": 40, "887": 10, "936": 30}))
    assert "80 of 480 with hearing impairment (16.7%)" in settings_statement(review).text


def test_without_figures_by_setting_nothing_is_drawn(regional):
    review = regional(PLANS)
    assert places_by_need(review, service_level_percent=95) == []
    place = review.region.place
    for shown in (places_statement([], place), places_chart([], place), places_table([], place),
                  settings_table(review), away_table(review)):  # fmt: skip
        assert isinstance(shown, Callout)
        assert shown.tone == "missing"
    assert settings_statement(review).tone == "missing"


def test_placements_away_from_home_stand_by_council_and_in_all(regional, facts):
    residential = facts(
        """
        area_code | period | field   | value
        886       | 2025   | Res_tot | 12
        886       | 2025   | Res_52  | 4
        887       | 2025   | Res_tot | 3
        887       | 2025   | Res_52  | unavailable
        936       | 2025   | Res_tot | 5
        936       | 2025   | Res_52  | 1
        """
    )
    lines = ["area_code | period | field | value"]
    for area in ("886", "887", "936"):
        lines += [f"{area} | 2025 | ehcplans | 1000", f"{area} | 2025 | special_independent | 50",
                  f"{area} | 2025 | special_non_maintained | 10"]  # fmt: skip
    review = regional(PLANS, residential=residential, caseload=facts("\n".join(lines)))
    table = away_table(review)
    assert table.rows[1] == ("Medway", "3", "[x]", "0.30%", "6.0%")
    assert table.rows[-1] == ("All of Garden Three", "20", "5", "0.67%", "6.0%")
    assert any("Medway" in note for note in table.notes)
    assert not_published(["886"]).tone == "missing"
    assert not_published([]) == Absent("regional-not-published")
