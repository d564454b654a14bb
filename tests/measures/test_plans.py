import pytest

from sendlib.measures.plans import (
    NEW_PLANS_PER_1000,
    PLANS,
    PLANS_PER_1000,
    PUPILS_ANY_SEN,
    REQUESTS_REFUSED,
    UNDER_5_PER_1000,
    UNDER_18,
)

POPULATION = "population/ons_mid-year_population_estimates_2012_to_2024.csv"


def children(raw_rows, year):
    rows = raw_rows(POPULATION, time_period=year, old_la_code="885")
    return next(float(row["population_estimate"]) for row in rows if "0 to 17" in row["age_group"])


def test_plans_are_those_of_the_january_count(worcestershire_compared, ehc_plans):
    rows = ehc_plans("caseload.csv", area="885", year="202425")
    total = next(row for row in rows if row["breakdown"] == "All EHC plans")
    assert worcestershire_compared(PLANS).own["value"] == float(total["ehcplans"]) == 6970


def test_plans_under_18_are_set_on_residents_of_the_mid_year_before(
    worcestershire_compared, ehc_plans, raw_rows
):
    rows = ehc_plans("caseload.csv", area="885", year="202425")
    young = sum(
        float(row["ehcplans"])
        for row in rows
        if row["breakdown_topic"] == "Child or young persons age" and row["breakdown"] in UNDER_18
    )
    own = worcestershire_compared(PLANS_PER_1000).own
    assert own["value"] == pytest.approx(1000 * young / children(raw_rows, "2024"))


def test_new_plans_are_set_on_residents_of_the_same_year(
    worcestershire_compared, ehc_plans, raw_rows
):
    rows = ehc_plans("newplans.csv", area="885", year="2024")
    new = next(float(row["new_ehc_plans"]) for row in rows if row["breakdown"] == "New EHC plans")
    own = worcestershire_compared(NEW_PLANS_PER_1000).own
    assert own["value"] == pytest.approx(1000 * new / children(raw_rows, "2024"))


def test_plans_under_5_take_the_newest_single_ages(worcestershire_compared, raw_rows):
    ages = raw_rows("population/mye_2022_2023_age0_25_utla.csv", new_la_code="E10000034",
                    mid_year="2023")  # fmt: skip
    found = worcestershire_compared(UNDER_5_PER_1000)
    young = sum(float(row["population"]) for row in ages if int(row["age"]) < 5)
    assert found.latest == "2024"
    assert found.own["denominator"] == young


def test_requests_refused_are_of_all_received(worcestershire_compared, ehc_plans):
    rows = ehc_plans("requests.csv", area="885", year="2024")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    own = worcestershire_compared(REQUESTS_REFUSED).own
    assert own["count"] == float(total["requests_decided_not_to_assess"])
    assert own["denominator"] == float(total["requests_received_in_year"])


def test_any_sen_is_plans_and_support_together(worcestershire_compared, lait_value):
    own = worcestershire_compared(PUPILS_ANY_SEN).own
    parts = [lait_value(short, "2024/25") for short in ("SEN_TotStat", "SEN_TotSENSuP")]
    assert own["value"] == pytest.approx(sum(parts))
