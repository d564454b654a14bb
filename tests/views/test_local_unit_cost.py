"""What services and outcomes cost, as read."""

from sendlib.views import local_unit_cost
from tests.measures.commissioning.drawn_files import nothing_given, partners, without


def test_the_statement_names_the_dearest(block):
    text = block(local_unit_cost.unit_cost_statement(partners()))["text"]
    assert text.startswith("York and its partners list 5 services. The dearest")
    assert "Early words (£2,000), Talking (£1,000) and Play at home (£1,000)" in text


def test_a_service_stands_beside_the_median_of_its_level(block):
    rows = block(local_unit_cost.unit_cost_table(partners()))["rows"]
    assert rows[0] == ["Talking", "Targeted", "£120,000", "120", "£1,000", "1.00 times"]
    assert rows[1][-1] == "2.00 times"
    assert rows[2][:2] + rows[2][-1:] == ["Advice", "Universal", "[x]"]


def test_an_outcome_says_target_and_interval_of_its_cost(block):
    rows = block(local_unit_cost.outcome_cost_table(partners()))["rows"]
    assert rows[0] == ["Talking", "Goals met", "80.0% of 75%, met", "£1,250", "£1,127 to £1,493"]
    assert rows[1][2] == "40.0% of 75%, not met"
    assert rows[3][2] == "90.0%, no target"


def test_without_its_files_nothing_is_shown(block):
    assert block(local_unit_cost.unit_cost_statement(nothing_given()))["kind"] == "contents"
    assert local_unit_cost.unit_cost_table(nothing_given()) is None
    assert local_unit_cost.outcome_cost_table(nothing_given()) is None
    assert block(local_unit_cost.outcome_cost_table(without("outcomes")))["kind"] == "contents"
