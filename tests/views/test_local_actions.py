"""The action plan as read."""

from sendlib.views import local_actions
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_the_statement_counts_open_and_late_actions(block):
    assert block(local_actions.actions_statement(partners()))["text"] == (
        "The action plan has 3 actions; 2 are open at the latest review, and 1 of these were due "
        "before March 2025."
    )


def test_open_actions_stand_with_owner_date_and_measure(block):
    rows = block(local_actions.actions_table(partners()))["rows"]
    assert rows == [
        ["1. Hire", "Head, education", "June 2024, late", "Eight in post",
         "Progressing and on track (March 2025)"],
        ["3. Agree", "Not given", "December 2025", "Not given", "Not started (March 2025)"],
    ]  # fmt: skip


def test_late_actions_are_put_to_those_who_decide():
    (point,) = local_actions.actions_points(partners())
    assert point.text == "1 action of the plan is open past the month agreed."


def test_without_the_file_nothing_is_shown(block):
    assert block(local_actions.actions_statement(nothing_given()))["kind"] == "contents"
    assert local_actions.actions_table(nothing_given()) is None
    assert local_actions.actions_points(nothing_given()) == []
