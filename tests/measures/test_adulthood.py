import pytest

from sendlib.measures.adulthood import NEET_PLAN, SUPPORTED_INTERNSHIPS


def test_neet_is_that_of_young_people_with_a_plan(worcestershire_compared, raw_rows):
    row = raw_rows("outcomes/UD_NEETNK_LA_dashboard_final.csv", old_la_code="885")[0]
    found = worcestershire_compared(NEET_PLAN)
    assert found.own["value"] == pytest.approx(float(row["NEET_NK_EHCP_percent"]))
    assert found.trend.direction == "not assessed"


def test_supported_internships_are_a_number(worcestershire_compared, ehc_plans):
    rows = ehc_plans("work_based_placements.csv", area="885", year="202425")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    assert worcestershire_compared(SUPPORTED_INTERNSHIPS).own["value"] == float(
        total["open_supp_intern"]
    )
