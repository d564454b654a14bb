import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.progress import history, months_between, scale_of
from sendlib.params.progress import Progress
from tests.measures.drawn_actions import SHORT, drawn_actions, drawn_plan

PLAN = """
    id | start   | due     | 2024-01 | 2024-03 | 2024-10
    1  | 2024-01 | 2024-06 | d       | t       | c
    2  | 2024-01 | 2024-02 | t       | d       |
    3  | 2024-03 | 2024-12 |         | t       | x
"""


def month(text):
    return pd.Timestamp(f"{text}-01")


def counts(plan, review):
    rows = plan.shares[plan.shares["review"] == month(review)]
    return {row.rating: row.count for row in rows.itertuples(index=False) if row[2]}


def by_rating(plan, review, column="count"):
    rows = plan.shares[(plan.shares["review"] == month(review)) & (plan.shares["count"] > 0)]
    return dict(zip(rows["rating"], rows[column], strict=True))


def test_an_action_keeps_its_rating_until_it_is_rated_again():
    plan = drawn_plan(PLAN)
    assert by_rating(plan, "2024-01") == {"delayed": 1, "on_track": 1}
    assert by_rating(plan, "2024-03") == {"delayed": 1, "on_track": 2}
    assert by_rating(plan, "2024-10") == {"delayed": 1, "completed": 1, "closed": 1}
    assert by_rating(plan, "2024-10", "rated_count") == {
        "delayed": 0, "completed": 1, "closed": 1}  # fmt: skip
    assert by_rating(plan, "2024-10", "percent") == pytest.approx(
        {"delayed": 100 / 3, "completed": 100 / 3, "closed": 100 / 3}
    )


def test_a_worse_rating_is_a_setback_and_closing_is_none():
    plan = drawn_plan(PLAN)
    rows = plan.setbacks
    assert rows[["action_id", "rating_before", "rating"]].to_numpy().tolist() == [
        ["2", "on_track", "delayed"]]  # fmt: skip
    assert plan.latest == month("2024-10")


def test_an_action_taken_up_again_after_it_was_closed_is_no_setback():
    plan = drawn_plan(
        "id | start | due | 2024-01 | 2024-03 | 2024-05\n1 | 2024-01 | 2024-06 | c | x | d"
    )
    assert plan.setbacks.empty


def test_the_register_tells_of_each_action_as_it_stands_and_of_the_month_first_agreed():
    rows = drawn_actions("id | start | due | 2024-01 | 2024-03\n1 | 2024-01 | 2024-06 | d | c")
    rows.loc[1, "due_date"] = month("2024-09")
    rows = rows.iloc[::-1]  # whatever the order of rows
    plan = drawn_plan(PLAN)
    changed = type(plan)(rows, plan.scale, plan.options).actions.iloc[0]
    assert (changed["due"], changed["due_now"]) == (month("2024-06"), month("2024-09"))
    assert (changed["rating"], changed["reviews"], changed["is_done"]) == ("completed", 2, True)
    assert plan.actions["is_closed"].to_list() == [False, False, True]


def test_actions_of_two_plans_with_the_same_number_stay_apart():
    plan = drawn_plan("""
        plan                 | id | start   | due     | 2024-01 | 2024-03
        written_statement    | 1  | 2024-01 | 2024-06 | c       | c
        priority_action_plan | 1  | 2024-01 | 2024-06 | t       | d
    """)
    assert len(plan.actions) == 2
    assert plan.setbacks["plan"].to_list() == ["priority_action_plan"]


def test_an_open_action_without_review_or_change_stands_still():
    plan = drawn_plan("""
        id | start   | due     | 2024-01 | 2024-03 | 2024-06 | 2024-09
        1  | 2024-01 | 2024-06 | t       | d       |         |
        2  | 2024-01 | 2024-06 | t       | d       | d       | d
        3  | 2024-01 | 2024-12 | t       | t       | t       | t
        4  | 2024-01 | 2024-06 | d       | d       | t       | t
        5  | 2024-01 | 2024-06 | c       |         |         |
        6  | 2024-01 | 2024-06 | d       | x       |         |
    """)
    assert plan.standstill[["action_id", "reason", "months"]].to_numpy().tolist() == [
        ["1", "not_reviewed", 6.0], ["2", "no_change", 6.0]]  # fmt: skip
    assert plan.standstill["since"].to_list() == [month("2024-03")] * 2


def test_where_all_is_done_nothing_stands_still():
    plan = drawn_plan("id | start | due | 2024-01\n1 | 2024-01 | 2024-06 | e")
    assert plan.standstill.empty


def test_a_scale_takes_labels_and_what_counts_as_done_from_params():
    scale = scale_of(
        Progress.model_validate({"labels": {"delayed": "Amber"}, "completed": "on_track"})
    )
    assert [scale.label(one) for one in ("delayed", "completed", "closed")] == [
        "Amber", "Completed", "Closed without completion"]  # fmt: skip
    assert [scale.is_done(one) for one in ("delayed", "on_track", "embedded", "closed")] == [
        False, True, True, False]  # fmt: skip
    assert scale.ratings == ("not_started", "delayed_start", "delayed", "on_track", "completed",
                             "embedded")  # fmt: skip


def test_no_action_has_no_shares():
    plan = drawn_plan("id | start | due | 2024-01\n1 | 2024-01 | 2024-06 | ")
    assert not plan.is_given
    assert plan.shares.empty


def test_a_table_without_ratings_is_refused():
    with pytest.raises(ContractError, match="rating"):
        history(drawn_actions(PLAN).drop(columns="rating"), scale_of(Progress()))


def test_months_are_whole_and_missing_where_a_date_is():
    start = pd.Series(pd.to_datetime(["2020-09-01", "2020-12-01", None]))
    end = pd.Series(pd.to_datetime(["2021-05-01", "2020-11-01", "2021-01-01"]))
    assert months_between(start, end).fillna(99).to_list() == [8, -1, 99]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*SHORT, ""]), min_size=3, max_size=3), min_size=1, max_size=6
    )
)
def test_at_every_review_all_actions_known_by_then_have_one_rating(ratings):
    lines = [
        f"{number} | 2024-01 | 2024-06 | {' | '.join(row)}" for number, row in enumerate(ratings)
    ]
    plan = drawn_plan("\n".join(["id | start | due | 2024-01 | 2024-03 | 2024-05", *lines]))
    found = plan.shares.groupby("review")
    known = {
        month(review): sum(any(row[: at + 1]) for row in ratings)
        for at, review in enumerate(["2024-01", "2024-03", "2024-05"])
        if any(row[at] for row in ratings)
    }
    assert found["count"].sum().to_dict() == known
    assert found["rated_count"].sum().sum() == sum(cell != "" for row in ratings for cell in row)
