"""York's plan, worked out: what its nine reviews say of its four actions."""

import pandas as pd
import pytest

from sendlib.data.local.opening import read_folder
from sendlib.measures.improvement import improvement
from sendlib.params.progress import Progress
from tests.seeds import seed_holding


@pytest.fixture(scope="module")
def york(tmp_path_factory):
    folder = tmp_path_factory.mktemp("york")
    (folder / "actions.txt").symlink_to(seed_holding("RAG August 22"))
    return improvement(read_folder(folder).table("actions"), Progress())


def test_slippage_of_the_four_actions_is_that_counted_by_hand(york):
    """A was due in March 2021, on track in February 2021 and completed in May 2021, and so on."""
    rows = york.slippage.set_index("action_id")
    assert rows[["lower_months", "upper_months"]].to_numpy().tolist() == [
        [-1, 2], [5, 8], [-1, 2], [-1, 2]]  # fmt: skip
    assert rows["finding"].to_dict() == {
        "2.1A": "either", "2.1B": "late", "2.1C": "either", "2.2": "either"}  # fmt: skip


def test_no_action_fell_back_and_none_stands_still(york):
    assert york.setbacks.empty
    assert york.standstill.empty


def test_each_date_has_four_actions_and_all_end_embedded(york):
    totals = york.shares.groupby("review")["count"].sum()
    assert totals.to_list() == [4] * 9
    last = york.shares[york.shares["review"] == york.latest].set_index("rating")["count"]
    assert last["embedded"] == 4


def test_times_from_start_to_embedded_lie_between_reviews(york):
    rows = york.time_to("embedded").intervals
    assert rows[["lower", "upper"]].to_numpy().tolist() == [[11, 13], [11, 13], [11, 13], [15, 23]]


def test_what_the_plan_says_against_itself_is_told(york):
    """Action 2.2 starts in September 2020, and is rated as begun in May and August 2020."""
    early = york.too_early[york.too_early["action_id"] == "2.2"]
    assert early["review"].to_list() == [pd.Timestamp(2020, 5, 1), pd.Timestamp(2020, 8, 1)]
    ahead = york.measures
    assert set(ahead["verdict"]) == {"no_target", "no_figure"}
    assert sorted(ahead["target"].dropna().unique()) == [2, 5]
