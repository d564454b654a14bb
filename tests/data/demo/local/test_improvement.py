import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.data.demo.local.improvement import RATINGS
from sendlib.data.demo.local.texts import texts
from tests.data.demo.local.conftest import Records


def test_governance_has_fourteen_arrangements_and_six_groups(drawn: Records) -> None:
    governance = drawn["governance"]
    assert governance["arrangement"].nunique() == 14
    assert governance["group"].nunique() == 6
    accountable = governance[governance["role"] == "accountable"]
    assert accountable["arrangement"].is_unique
    assert len(accountable) == 14


def test_every_group_reports_to_one_and_none_to_itself(drawn: Records) -> None:
    governance = drawn["governance"]
    assert governance.groupby("group")["reports_to"].nunique().eq(1).all()
    assert (governance["group"] != governance["reports_to"]).all()


def test_actions_have_six_to_nine_dated_ratings(drawn: Records) -> None:
    actions = drawn["actions"]
    reviews = actions.groupby("action_id").size()
    assert len(reviews) == 36
    assert reviews.between(6, 9).all()
    assert set(actions["rating"]) == set(code_sets()["ratings"])
    assert set(RATINGS.values()) == set(code_sets()["ratings"])


def test_some_actions_fall_back_and_some_are_late(drawn: Records) -> None:
    order = list(code_sets()["ratings"])
    actions = drawn["actions"]
    rank = actions["rating"].map(order.index)
    assert (rank.groupby(actions["action_id"]).diff() < 0).any()
    due = pd.to_datetime(actions["due_date"], format="%B %Y")
    review = pd.to_datetime(actions["review_date"], format="%B %Y")
    assert ((review > due) & ~actions["rating"].isin(["completed", "embedded", "closed"])).any()


def test_no_action_starts_after_it_is_due(drawn: Records) -> None:
    actions = drawn["actions"]
    start, due = (
        pd.to_datetime(actions[name], format="%B %Y") for name in ("start_date", "due_date")
    )
    assert (start < due).all()


def test_intentions_and_engagement_name_priorities_that_are_there(drawn: Records) -> None:
    known = set(drawn["priorities"]["priority_id"])
    for name in ("intentions", "engagement"):
        assert set(drawn[name]["priority_id"]) <= known
    services = drawn["intentions"]["service_id"].dropna()
    assert services.isin(drawn["services"]["service_id"]).all()


def test_three_partners_rate_each_standard_twice_from_one_to_five(drawn: Records) -> None:
    rated = drawn["selfassessment"]
    assert rated.groupby("standard").size().eq(6).all()
    assert set(rated["rating"]) <= {"1", "2", "3", "4", "5"}
    assert len(texts("improvement")["standards"]) == 6


def test_each_feature_and_principle_of_good_commissioning_is_rated(drawn: Records) -> None:
    rated = drawn["selfassessment"]
    assert set(rated["reference"].dropna()) == set(code_sets()["standards"])
