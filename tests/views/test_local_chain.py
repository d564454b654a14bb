"""Three levels, and the chain from priority to purchase, as read."""

from sendlib.views import local_chain
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_levels_stand_with_the_budget_decided_there(block):
    rows = block(local_chain.levels_table(partners()))["rows"]
    assert [(row[0], row[2]) for row in rows] == [
        ("Strategic", "£100"), ("Operational", "£600"), ("Individual", "£1,000"),
    ]  # fmt: skip
    assert len(block(local_chain.levels_table(nothing_given()))["columns"]) == 2


def test_the_chain_shows_where_it_breaks(block):
    rows = block(local_chain.chain_table(partners()))["rows"]
    assert rows == [
        ["A. On time", "I1, I2", "Talking; Nights away", "Nights away"],
        ["B. Early", "I3", "Break: none named", "Nothing"],
        ["C. Close", "Break: none", "Nothing", "Nothing"],
    ]
    assert block(local_chain.chain_statement(partners()))["text"] == (
        "Of 3 priorities, 1 can be followed through intentions to a service. Without an "
        "intention: Close. With intentions that name no service: Early."
    )


def test_breaks_are_put_to_those_who_decide():
    (point,) = local_chain.chain_points(partners())
    assert point.text == "2 of 3 priorities cannot be followed to a service: Early and Close."


def test_without_priorities_nothing_is_shown(block):
    assert block(local_chain.chain_statement(nothing_given()))["kind"] == "contents"
    assert local_chain.chain_table(nothing_given()) is None
    assert local_chain.chain_points(nothing_given()) == []
