"""The market position statement as read."""

from sendlib.views import local_position
from tests.measures.commissioning.drawn_files import CONTRACTS, nothing_given, partners


def test_providers_are_told_what_is_wanted_and_what_ends(block):
    assert block(local_position.position_statement(partners()))["text"] == (
        "The partners intend to buy or change 2 services and places, worth £150,000 a year. 3 lots "
        "of £1,571 a year end in the two years from March 2025."
    )


def test_what_is_needed_comes_from_intentions_and_gaps(block):
    rows = block(local_position.needed_table(partners()))["rows"]
    assert rows[0] == [
        "Therapy: Buy anew", "Commission differently (I1)", "All areas; from April 2025",
        "£120,000",
    ]  # fmt: skip
    assert rows[-1][1] == "Gap: no service names the need at this level"


def test_ends_stand_by_quarter_without_those_past_and_far(block):
    rows = block(local_position.ends_table(partners()))["rows"]
    assert rows == [
        ["April to June 2025", "2", "£1,501", "Places"],
        ["October to December 2026", "1", "£70", "Therapy"],
    ]


def test_a_file_without_ends_to_come_says_so(block):
    given = partners(contracts=CONTRACTS.replace("2025-", "2020-").replace("2026-", "2020-"))
    assert "No intention to buy" in block(local_position.position_statement(given))["text"]
    assert local_position.ends_table(given) is None
    assert local_position.needed_table(given) is None


def test_without_files_nothing_is_shown(block):
    assert block(local_position.position_statement(nothing_given()))["kind"] == "contents"
