"""What partners sign, as read."""

from sendlib.views import working_together as views
from sendlib.views.blocks import Absent
from tests.views.drawn_region import NOTHING, TOGETHER, region


def test_a_chapter_without_keys_says_which_to_give_and_shows_nothing_else():
    box = views.together_wanted(NOTHING)
    assert box.tone == "missing"
    assert box.title == "Not given: how the partners work together"
    assert "a vision, statements of intent" in box.text
    for view in (views.agreement_statement, views.agreement_table, views.signatures_table):
        assert isinstance(view(NOTHING), Absent)


def test_parts_that_are_missing_are_named_and_with_all_given_nothing_is_said():
    assert views.together_wanted(region()).title == "Not given: statements of intent"
    assert isinstance(views.together_wanted(region(TOGETHER | {"intent": ["Plan as one"]})), Absent)


def test_who_has_signed_is_told_with_what_all_agree(leaks):
    found = views.agreement_statement(region())
    assert found.text == (
        "2 of 3 partners have signed. No statement is agreed by all of them yet. Not signed yet: "
        "Leeds."
    )
    signed = TOGETHER["signatures"] + [{"partner": "Leeds", "date": "2026-03-01"}]
    text = views.agreement_statement(region(TOGETHER | {"signatures": signed})).text
    assert text == "3 of 3 partners have signed. All of them agree 2 of 3 statements."
    assert leaks(found) == []


def test_each_statement_says_who_has_still_to_agree(leaks):
    table = views.agreement_table(region())
    assert table.rows[0] == ("V1", "Vision", "Close to home", "2 of 3", "Leeds")
    assert table.rows[2] == ("P2", "Principle", "Open books", "1 of 3", "Leeds and York")
    assert leaks(table) == []


def test_each_partner_stands_with_who_signs_and_when():
    assert views.signatures_table(region()).rows == (
        ("Leeds", "not given", "not yet", "nothing yet"),
        ("York", "A Person, Director", "3 February 2026", "all but P2"),
        ("Forum", "not given", "4 February 2026", "all"),
    )


def test_many_names_are_cut_and_the_rest_counted():
    assert views.some(list("abcdef")) == "a, b, c, d, e and f"
    assert views.some(list("abcdefg")) == "a, b, c, d, e and 2 others"
