"""The plan of working together, drawn and told."""

from sendlib.views import working_together_plan as views
from sendlib.views.blocks import Absent
from tests.views.drawn_region import NOTHING, TOGETHER, region


def test_phases_and_steps_are_drawn_and_told_in_words(leaks):
    chart = views.phases_chart(region())
    assert chart.alt == (
        "Chart of phases in time: Set up, January 2026 to June 2026; Design, July 2026 to December "
        "2026. Of 4 steps: 1 done, 1 late, 1 under way and 1 still to come."
    )
    assert [row[0] for row in chart.rows] == [
        "Set up", "Agree terms", "Share data", "Map services", "Judge it", "Design"]  # fmt: skip
    assert chart.rows[1] == ("Agree terms", "January 2026", "February 2026", "done", "March 2026")
    assert chart.rows[0][3:] == ("phase", "not yet")
    assert "dotted line" in chart.notes[0]
    assert leaks(chart) == []


def test_without_a_date_of_the_report_nothing_is_late():
    chart = views.phases_chart(region(date=None))
    assert chart.alt.endswith("Of 4 steps: 1 done and 3 still to come.")
    assert "dotted line" not in chart.notes[0]


def test_phases_without_steps_are_drawn_alone_and_so_are_those_with_too_many():
    bare = [{"name": "Set up", "start": "2026-01", "end": "2026-06"}]
    assert views.phases_chart(region({"phases": bare})).alt.endswith("2026 to June 2026.")
    step = {"step": "One", "start": "2026-01", "end": "2026-01"}
    full = [bare[0] | {"steps": [step] * views.MOST_ROWS}]
    assert len(views.phases_chart(region({"phases": full})).rows) == 1


def test_steps_stand_with_months_lead_and_standing():
    rows = views.phases_table(region()).rows
    assert rows[0] == ("Agree terms", "Set up", "January 2026 to February 2026", "York",
                       "Done in March 2026")  # fmt: skip
    assert rows[2] == ("Map services", "Set up", "May 2026", "Nobody yet", "Under way")


def test_workstreams_are_told_with_what_is_late_or_nobodys(leaks):
    found = views.workstreams_statement(region())
    assert found.text == (
        "2 workstreams have 2 activities: 1 done, 1 late, 1 without an owner. Without an activity: "
        "Market."
    )
    one = [TOGETHER["workstreams"][0] | {"activities": [
        {"activity": "Ask", "owner": "Forum", "due": "2027-01"}]}]  # fmt: skip
    assert views.workstreams_statement(region({"workstreams": one})).text == (
        "1 workstream has 1 activity: 0 done."
    )
    rows = views.workstreams_table(region()).rows
    assert rows == (
        ("Ask families", "Voice: Forum", "Forum", "April 2026", "Late"),
        ("Tell them", "Voice: Forum", "Nobody yet", "no month", "Done in March 2026"),
    )
    assert leaks(found) == []


def test_without_a_plan_there_is_nothing():
    for view in (views.phases_chart, views.phases_table, views.workstreams_statement,
                 views.workstreams_table):  # fmt: skip
        assert isinstance(view(NOTHING), Absent)
