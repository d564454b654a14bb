"""Objectives, priorities and intentions, as read."""

import pytest

from sendlib.measures.review import Review
from sendlib.views import local_register
from tests.measures.commissioning.drawn_files import PLACE, nothing_given, partners


@pytest.fixture
def review(tables):
    return Review(tables(), PLACE)


def test_priorities_stand_with_the_figure_that_this_report_has(review, block):
    shown = block(local_register.priorities_table(partners(), review))
    figures = {row[0]: row[3] for row in shown["rows"]}
    assert "not published for this council" in figures["A. On time"]
    assert "no figure of this report" in figures["B. Early"]
    assert block(local_register.priorities_statement(partners()))["text"] == (
        "The partnership has 3 priorities under 1 strategic objective; 1 of them are followed by a "
        "figure published for each council."
    )


def test_an_intention_stands_with_the_figures_of_the_service_it_changes(review, block):
    rows = block(local_register.intentions_table(partners(), review))["rows"]
    assert rows[0][0] == "I1. Therapy: Buy anew"
    assert rows[0][2].startswith("Used 120%; median wait 20.0 weeks; outcomes 60% of a target of")
    assert rows[0][4] == "April 2025 to March 2026"
    assert "no figure of this report" in rows[2][2]


def test_intentions_without_a_priority_are_told(block):
    text = block(local_register.intentions_statement(partners()))["text"]
    assert text.endswith("£150,600 a year. 1 intention serves no priority.")


def test_without_files_nothing_is_shown(review, block):
    nothing = nothing_given()
    assert block(local_register.priorities_statement(nothing))["kind"] == "contents"
    assert block(local_register.intentions_statement(nothing))["kind"] == "contents"
    assert local_register.priorities_table(nothing, review) is None
    assert local_register.intentions_table(nothing, review) is None
