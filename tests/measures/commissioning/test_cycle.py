"""A self-assessment by stage, and where partners differ."""

import pandas as pd
import pytest

from sendlib.measures.commissioning.cycle import (
    by_stage,
    latest_ratings,
    stage_means,
    stage_of,
)
from tests.measures.commissioning.drawn_files import RATED, read


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Understand", "understand"), ("Analyse", "understand"), ("2. Plan", "plan"),
        ("Agree and allocate", "plan"), ("Secure services", "do"), ("Do/act", "do"),
        ("Review and learn", "review"), ("Evaluate", "review"), ("Principles", ""), (None, ""),
    ],
)  # fmt: skip
def test_a_heading_is_a_stage_by_its_aliases(words, stage):
    assert stage_of(words) == stage


def rated(*groups):
    return pd.DataFrame(
        {"group": list(groups), "reference": pd.Series([None] * len(groups), dtype="string")}
    )


def test_evaluate_is_the_first_stage_where_reviews_have_one_of_their_own():
    found = by_stage(rated("Evaluate", "Design", "Source", "Review"))
    assert found.tolist() == ["understand", "plan", "do", "review"]


def test_evaluate_is_the_last_stage_where_needs_have_one_of_their_own():
    found = by_stage(rated("Analyse", "Plan", "Do", "Evaluate"))
    assert found.tolist() == ["understand", "plan", "do", "review"]


def test_a_principle_is_no_stage_whatever_its_group():
    rows = rated("Plan").assign(reference=pd.Series(["P1"], dtype="string"))
    assert by_stage(rows).tolist() == [""]


@pytest.fixture(scope="module")
def latest():
    return latest_ratings(read("selfassessment", RATED)).set_index("standard")


def test_each_partner_counts_with_its_latest_rating(latest):
    row = latest.loc["We know"]
    assert row["ratings"] == {"education": 2, "health": 4}
    assert (row["lowest"], row["highest"], row["mean"], row["before"]) == (2, 4, 3.0, 1.0)
    assert row["differs"]
    assert (row["evidence"], row["next_step"]) == ("Data; Talks", "Share it")


def test_partners_who_agree_do_not_differ(latest):
    assert not latest.loc["Start of all", "differs"]
    assert latest.loc["Start of all", "reference"] == "P1"
    assert pd.isna(latest.loc["We plan", "before"])


def test_means_of_stages_are_by_partner_and_only_of_stages_that_are_there(latest):
    found = stage_means(latest.reset_index()).set_index("stage")
    assert found.index.tolist() == ["understand", "plan", "review"]
    assert found.loc["understand", ["standards", "education", "health", "mean"]].tolist() == [
        1, 2.0, 4.0, 3.0,
    ]  # fmt: skip
    assert pd.isna(found.loc["plan", "health"])


def test_without_stages_there_are_no_means():
    rows = read("selfassessment", RATED)
    rows["group"] = "Principles"
    assert stage_means(latest_ratings(rows)).empty
