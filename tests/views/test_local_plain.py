"""The pages for families: short words from figures, and empty states that say what to give."""

from types import MappingProxyType

import pandas as pd
import pytest

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.joint import JOINT_OUTCOME
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.packages import PACKAGES_TYPE
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.review import Review
from sendlib.params.load import from_notebook
from sendlib.views.blocks import PUBLISHED, Callout, Origin
from sendlib.views.local_plain import (
    families_found,
    families_heard,
    families_intro,
    families_next,
    families_planned,
)


def protected(measure, *rows):
    table = pd.DataFrame(rows, columns=["period", *measure.field_names, "value"])
    table["reason"] = ["confidential" if pd.isna(value) else "" for value in table["value"]]
    return Protected(measure, table.assign(percent=float("nan")).astype({"value": float}))


def own_of(total, pending):
    total_row = ("2025", *["Total"] * len(PACKAGES_TYPE.field_names), total)
    return ProtectedTables(
        {
            PACKAGES_TYPE.name: protected(PACKAGES_TYPE, total_row),
            JOINT_OUTCOME.name: protected(
                JOINT_OUTCOME, ("2020 to 2025", "pending", pending), ("2020 to 2025", "Total", 90)
            ),
        }
    )


def files_of(**tables):
    made = {}
    for name, rows in tables.items():
        columns = list(local_files()[name].columns)
        made[name] = pd.DataFrame(rows, columns=columns)
    return OpenFiles(MappingProxyType(made))


@pytest.fixture
def review(tables, facts, worcestershire):
    rows = "area_code | period | field | value\n885 | 2025 | ehcplans | 6970"
    return Review(tables(caseload=facts(rows)), worcestershire)


def test_the_council_s_own_figures_stand_below_the_published_ones(review):
    shown = families_found(review, own_of(796, 34))
    assert "6,970 children and young people had a plan" in shown.items[1]
    assert shown.items[-2:] == (
        "The council and its partners buy 796 places or packages of care for children and young "
        "people.",
        "34 joint packages wait for the partners to say who pays.",
    )
    assert shown.origin == Origin("local", "protected")


@pytest.mark.parametrize(("total", "pending"), [(None, None), (0, 0)])
def test_hidden_numbers_and_noughts_are_passed_over(review, total, pending):
    shown = families_found(review, own_of(total, pending))
    assert "packages" not in " ".join(shown.items)
    assert shown.origin == PUBLISHED


def test_without_local_files_published_figures_stand_alone(review):
    assert families_found(review, ProtectedTables()).origin == PUBLISHED
    decided = protected(JOINT_OUTCOME, ("2020 to 2025", "agreed", 9), ("2020 to 2025", "Total", 9))
    only = ProtectedTables({JOINT_OUTCOME.name: decided})
    assert families_found(review, only).origin == PUBLISHED


def test_what_families_said_comes_latest_first_with_what_was_done():
    said = {"activity": "Survey", "participants": "parent_carers"}
    files = files_of(
        engagement=[
            {**said, "date": pd.Timestamp("2024-01-01"), "finding": "Too slow", "response": None},
            {**said, "date": pd.Timestamp("2025-01-01"), "finding": "Nobody asked us!",
             "response": "We ask now"},
            {**said, "date": pd.Timestamp("2025-02-01"), "participants": "schools",
             "finding": "No", "response": "Yes"},
            {**said, "date": pd.Timestamp("2025-03-01"), "finding": None, "response": None},
        ]
    )  # fmt: skip
    shown = families_heard(files)
    assert shown.items == (
        "You said: Nobody asked us! What was done: We ask now.", "You said: Too slow.",
    )  # fmt: skip
    assert shown.origin == Origin("local", "not_personal")


def test_plans_come_by_date_in_the_partners_words():
    files = files_of(
        priorities=[{"priority_id": "P1", "priority": "Plans on time."}],
        intentions=[
            {"intention_id": "I1", "theme": "Autism", "intention": "One way in",
             "end_date": pd.NaT},
            {"intention_id": "I2", "theme": "Care", "intention": "Homes near by.",
             "end_date": pd.Timestamp("2026-03-31")},
        ],
    )  # fmt: skip
    shown = families_planned(files)
    assert shown.paragraphs == ("We want: Plans on time.", "We plan to do this:")
    assert shown.items == ("Care: Homes near by. By March 2026.", "Autism: One way in.")


def test_one_of_the_two_files_is_enough():
    wanted = families_planned(files_of(priorities=[{"priority_id": "P", "priority": "Care"}]))
    assert wanted.paragraphs == ("We want: Care.",)
    assert wanted.items == ()
    row = {"intention_id": "I", "theme": "A", "intention": "B", "end_date": pd.NaT}
    planned = families_planned(files_of(intentions=[row]))
    assert planned.paragraphs == ("We plan to do this:",)


def test_without_files_families_read_what_is_wanting():
    for shown in (families_heard(files_of()), families_planned(files_of())):
        assert isinstance(shown, Callout)
        assert "give the file" in shown.text


def test_the_pages_say_whom_to_ask_and_their_measured_reading_age(review):
    forum = {"parent_carer_forum": "Families Together"}
    params = from_notebook(area="885", contact={"name": "Ann"}, partners=forum)
    shown = families_next(params, review, own_of(796, 34))
    assert "To ask a question: Ann. You can also talk to Families Together." in shown.paragraphs
    assert int(shown.paragraphs[-1].split("about ")[1].split(" ")[0]) <= 11
    assert shown.origin == Origin("local", "protected")
    alone = families_next(from_notebook(area="885"), review, ProtectedTables())
    assert "To ask a question: not given." in alone.paragraphs
    assert families_intro(review).paragraphs[0].startswith("This page is for parents and carers")
