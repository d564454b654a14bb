"""Features and principles of good commissioning, as read."""

import pytest

from sendlib.contracts.local_files import code_sets
from sendlib.views import local_assurance
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_each_feature_and_principle_says_what_to_look_for():
    assert set(local_assurance.look_for()) == set(code_sets()["standards"])


def test_a_rated_principle_stands_with_its_ratings_and_others_as_not_rated(block):
    rows = block(local_assurance.assurance_table(partners(), "P"))["rows"]
    assert len(rows) == 10
    assert rows[0][2:] == ["Education 4, health 4", "Agree", "Board; next: go on"]
    assert rows[1][2:] == ["Not rated", "No difference", "Not given"]


def test_the_statement_counts_what_every_partner_has_in_place(block):
    text = block(local_assurance.assurance_statement(partners(), "P"))["text"]
    assert text == (
        "Partners rated 1 of 10 principles of good commissioning. Every partner says established "
        "or embedded for one. The lowest is “We start from outcomes” (4.0 of 5)."
    )


@pytest.mark.parametrize("given", [partners, nothing_given], ids=["no-features", "no-file"])
def test_without_ratings_the_list_stands_to_assess_by(given, block):
    shown = block(local_assurance.assurance_table(given(), "F"))
    assert len(shown["rows"]) == 12
    assert len(shown["columns"]) == 2
    assert block(local_assurance.assurance_statement(given(), "F"))["kind"] == "contents"
