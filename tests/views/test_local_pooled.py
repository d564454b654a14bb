"""Pooled funds as read."""

from sendlib.views import local_pooled
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_the_statement_says_what_is_pooled_and_what_ends(block):
    text = block(local_pooled.pooled_statement(partners()))["text"]
    assert text == (
        "In 2024\N{EN DASH}25, 2 schemes pooled or aligned £510; 1 is a pooled fund under section "
        "75, of £400. 1 agreement has ended or ends within 12 months of 31 March 2025: Equipment. "
        "The shares of an overspend do not add up to 100% in Therapies."
    )


def test_a_row_says_who_gives_what_and_bears_which_risk(block):
    rows = block(local_pooled.pooled_table(partners()))["rows"]
    assert rows[0] == [
        "Equipment", "Pooled fund under section 75; host: social care",
        "Health £300 (60%); Social care £100 (40%)", "£400", "£400", "31 December 2025",
    ]  # fmt: skip
    assert rows[1][1:3] == [
        "Aligned budgets; host: not given", "Health £60 (not given); Education £50 (30%)",
    ]  # fmt: skip
    assert rows[1][4:] == ["[x]", "[x]"]


def test_an_agreement_that_ends_and_open_risk_are_put_to_those_who_decide():
    first, second = local_pooled.pooled_points(partners())
    assert first.recommendation.endswith("these agreements: Equipment.")
    assert "Therapies" in second.text


def test_without_the_file_nothing_is_shown(block):
    assert block(local_pooled.pooled_statement(nothing_given()))["kind"] == "contents"
    assert local_pooled.pooled_table(nothing_given()) is None
    assert local_pooled.pooled_points(nothing_given()) == []
