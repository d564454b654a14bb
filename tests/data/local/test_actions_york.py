"""The improvement plan of York as published: it reads as it is, with its whole history."""

import pandas as pd
import pytest

from sendlib.data.local.opening import read_folder
from sendlib.params.progress import Progress
from tests.seeds import seed_holding

REVIEWS = ["2020-05", "2020-08", "2020-11", "2021-02", "2021-05", "2021-07", "2021-09", "2021-12",
           "2022-08"]  # fmt: skip
# counted by hand from the published table
COUNTS = {
    "2020-05": {"delayed_start": 4},
    "2020-08": {"on_track": 3, "delayed": 1},
    "2020-11": {"on_track": 4},
    "2021-02": {"on_track": 3, "completed": 1},
    "2021-05": {"completed": 4},
    "2021-07": {"embedded": 3, "completed": 1},
    "2021-09": {"embedded": 3, "completed": 1},
    "2021-12": {"embedded": 3, "completed": 1},
    "2022-08": {"embedded": 4},
}


@pytest.fixture(scope="module")
def york(tmp_path_factory):
    """The plan, read where it lies; nothing else is in its folder."""
    folder = tmp_path_factory.mktemp("york")
    (folder / "plan.txt").symlink_to(seed_holding("RAG August 22"))
    progress = Progress.model_validate({"agencies": {"CYC": "education"}})
    return read_folder(folder, files={"actions": "plan.txt"}, progress=progress)


@pytest.fixture(scope="module")
def rows(york):
    return york.table("actions")


def test_four_actions_have_nine_reviews_each(rows):
    assert rows.groupby("action_id").size().to_dict() == dict.fromkeys(
        ["2.1A", "2.1B", "2.1C", "2.2"], 9
    )
    assert sorted(rows["review_date"].dt.strftime("%Y-%m").unique()) == REVIEWS


def test_the_ratings_at_each_of_the_nine_dates_are_those_of_the_plan(rows):
    found = rows.groupby([rows["review_date"].dt.strftime("%Y-%m"), "rating"]).size()
    assert {
        date: found[date].to_dict() for date in found.index.get_level_values(0).unique()
    } == COUNTS


def test_dates_of_each_action_are_read_and_the_mistyped_one_with_a_warning(york, rows):
    first = rows.drop_duplicates("action_id").set_index("action_id")
    assert first["start_date"].dt.strftime("%Y-%m").to_list() == [
        "2020-06", "2020-06", "2020-06", "2020-09"]  # fmt: skip
    assert first["due_date"].dt.strftime("%Y-%m").to_list() == [
        "2021-03", "2020-09", "2020-12", "2021-03"]  # fmt: skip
    (fault,) = york.tables["actions"].faults_in_file
    assert (fault.row, fault.column, fault.severity) == (6, "due_date", "warning")
    assert fault.found == "a year with a mistyped digit"
    assert fault.source == "plan.txt"


def test_leads_are_agencies_and_initials_apart(rows):
    first = rows.drop_duplicates("action_id").set_index("action_id")
    assert first.loc["2.1A", "lead"] == "CYC; CCG"
    assert first.loc["2.1A", "lead_initials"] == "CYC: S.D; CCG: S.DV, P.C"
    assert first.loc["2.2", ["lead", "lead_agency"]].to_list() == ["CCG", "health"]
    # two agencies lead, so none is the one that leads
    assert pd.isna(first.loc["2.1A", "lead_agency"])


def test_what_stands_above_and_beside_the_table_is_read(rows):
    assert set(rows["plan"]) == {"written_statement"}
    assert rows["area_for_improvement"].str.startswith("Area for Improvement 2: Joint Comm").all()
    first = rows.drop_duplicates("action_id").set_index("action_id")
    assert first.loc["2.1B", "action"].startswith("Undertake a joint benchmarking exercise")
    assert first.loc["2.2", "outcome"].startswith("There is an agreed standard operating model")
    assert first["measure_of_success"].str.contains("2021").all()
    assert first.loc["2.2", "evidence"].startswith("Improved future forecasting")
    assert rows["measured"].isna().all()


def test_no_row_of_the_plan_is_left_out(york):
    table = york.tables["actions"]
    assert (table.rows_in, len(table.rows), table.left_out) == (36, 36, frozenset())
    assert york.unknown == ()
