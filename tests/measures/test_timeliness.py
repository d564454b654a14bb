import pytest

from sendlib.measures.timeliness import APPEALS, IN_TIME, REQUESTS_IN_TIME, REVIEWS_HELD


def test_plans_in_time_agree_with_the_percentage_that_dfe_publishes(
    worcestershire_compared, ehc_plans
):
    rows = ehc_plans("timeliness_20_week.csv", area="885", year="2024")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    own = worcestershire_compared(IN_TIME).own
    assert own["value"] == pytest.approx(float(total["PC_plans_issued_20_weeks_ex"]), abs=0.051)
    assert own["denominator"] == float(total["plans_issued_den_ex"])


def test_requests_in_time_are_of_those_decided(worcestershire_compared, ehc_plans):
    rows = ehc_plans("requests.csv", area="885", year="2024")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    own = worcestershire_compared(REQUESTS_IN_TIME).own
    six, over = (
        float(total[name]) for name in ("request_outcome_six_weeks", "request_outcome_over_6_weeks")
    )
    assert own["value"] == pytest.approx(100 * six / (six + over))


def test_reviews_held_are_of_those_expected(worcestershire_compared, ehc_plans):
    rows = ehc_plans("annual_reviews.csv", area="885", year="2024")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    own = worcestershire_compared(REVIEWS_HELD).own
    assert own["count"] == float(total["total_review_meeting"])
    assert own["denominator"] == float(total["review_expected"])


def test_appeals_of_england_are_those_of_the_councils_added_up(worcestershire_compared):
    found = worcestershire_compared(APPEALS)
    councils = found.councils[
        (found.councils["period"] == "2024")
        & found.councils["value"].notna()
        & (found.councils["status"] != "questioned")
    ]
    share = 100 * councils["count"].sum() / councils["denominator"].sum()
    assert found.of("ENG")["value"] == pytest.approx(share)
    assert found.of("ENG")["status"] == "derived"
