"""Recommendations: each once, with why, priority and the blanks for the partners to fill."""

from sendlib.views.blocks import Prose
from sendlib.views.key_points import KeyPoint
from sendlib.views.recommendations import recommendations_statement, recommendations_table

POINTS = [
    KeyPoint("market", "Two owners have half.", "Find other owners.", ("fig-a", "tab-a"), 0.8),
    KeyPoint("spend", "It rose by 4%.", "", ("tab-s",), 0.6),
    KeyPoint("spend", "It rose by 5%.", "Agree shares.", ("tab-s",), 0.5),
]


def test_every_recommendation_has_why_priority_and_blanks():
    table = recommendations_table(POINTS)
    assert table.rows == (
        ("Find other owners.", "Two owners have half. ([](#fig-a); [](#tab-a))", "High",
         "To be named", "To be set"),
        ("Agree shares.", "It rose by 5%. ([](#tab-s))", "Medium", "To be named", "To be set"),
    )  # fmt: skip


def test_the_statement_counts_them():
    text = recommendations_statement(POINTS).text
    assert text.startswith("The figures call for 2 decisions, 1 of them of high priority.")
    assert recommendations_statement(POINTS[2:]).text.startswith(
        "The figures call for 1 decision, none of them of high priority."
    )


def test_without_one_there_is_no_table():
    assert recommendations_statement(POINTS[1:2]).tone == "missing"
    assert isinstance(recommendations_table(POINTS[1:2]), Prose)
