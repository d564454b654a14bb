"""Who took part, and what came of it."""

import math

import pandas as pd
import pytest

from sendlib.measures.commissioning.engagement import (
    coverage_by_group,
    said_and_done,
    stages_without,
)
from tests.measures.commissioning.drawn_files import ENGAGEMENT, read

TODAY = pd.Timestamp("2025-03-31")
GROUPS = ("parent_carers", "children_young_people", "schools", "providers")


@pytest.fixture(scope="module")
def engagement():
    return read("engagement", ENGAGEMENT)


@pytest.fixture(scope="module")
def found(engagement):
    return coverage_by_group(engagement, groups=GROUPS, as_of=TODAY)


def test_only_the_two_years_before_count(found):
    row = found.set_index("participants").loc["parent_carers"]
    assert (row["activities"], row["attended"], row["responses"]) == (1, 200, 1)
    assert row["stages"] == ("understand",)


def test_a_group_nobody_asked_is_a_gap(found):
    row = found.set_index("participants").loc["schools"]
    assert row["is_gap"]
    assert row["attended"] == 0
    assert pd.isna(row["latest"])


def test_attendance_is_missing_where_an_activity_does_not_say(found):
    assert math.isnan(found.set_index("participants").loc["providers", "attended"])


def test_what_lies_after_the_day_does_not_count(engagement):
    early = coverage_by_group(engagement, groups=GROUPS, as_of=pd.Timestamp("2024-12-31"))
    assert early.set_index("participants").loc["parent_carers", "activities"] == 0


def test_findings_are_those_of_two_years_the_latest_first(engagement):
    said = said_and_done(engagement, as_of=TODAY)
    assert said["finding"].tolist() == ["Too long", "Jobs"]
    assert said["response"].isna().tolist() == [False, True]


def test_stages_without_a_group_are_known_only_where_it_has_any(found):
    stages = ("understand", "plan", "do", "review")
    assert stages_without(found, "parent_carers", stages) == ("plan", "do", "review")
    assert stages_without(found, "children_young_people", stages) == ()
