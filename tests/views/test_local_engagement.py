"""Engagement as read."""

from sendlib.views import local_engagement
from tests.measures.commissioning.drawn_files import ENGAGEMENT, nothing_given, partners


def test_the_statement_says_who_was_not_asked_and_what_has_no_answer(block):
    assert block(local_engagement.engagement_statement(partners()))["text"] == (
        "In the 24 months to March 2025, the file has 3 activities, 2 of them with children, young "
        "people, parents or carers. Nobody asked schools and settings, professionals and public. 2 "
        "findings: 1 with a response, 1 without."
    )


def test_groups_stand_with_stages_and_gaps(block):
    rows = {row[0]: row[1:] for row in block(local_engagement.engagement_table(partners()))["rows"]}
    assert rows["Parents and carers"] == ["1", "200", "Understand", "March 2025"]
    assert rows["Providers"][1] == "[x]"
    assert rows["Schools and settings"][-1] == "Gap: not asked"


def test_what_was_said_stands_beside_what_was_done(block):
    rows = block(local_engagement.you_said_table(partners()))["rows"]
    assert rows[0] == [
        "Waits", "Parents and carers, March 2025", "Too long", "Clinics", "On time",
    ]  # fmt: skip
    assert rows[1][3:] == ["No response given", "Not given"]


def test_stages_without_families_and_findings_without_answer_are_points():
    stages, silent = local_engagement.engagement_points(partners())
    assert "parents and carers (plan, do and review)" in stages.text
    assert silent.text.startswith("1 finding of 2")


def test_families_who_were_not_asked_are_a_point():
    text = ENGAGEMENT.replace("children_young_people", "public               ")
    points = local_engagement.engagement_points(partners(engagement=text))
    assert points[0].text.startswith("The record has no activity with children and young people")


def test_without_the_file_nothing_is_shown(block):
    nothing = nothing_given()
    assert block(local_engagement.engagement_statement(nothing))["kind"] == "contents"
    assert local_engagement.engagement_table(nothing) is None
    assert local_engagement.you_said_table(nothing) is None
    assert local_engagement.engagement_points(nothing) == []
