"""What the rules point to, as read."""

from sendlib.params.load import from_notebook
from sendlib.views import local_decisions
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_the_statement_counts_what_the_rules_point_to(block):
    assert block(local_decisions.decision_statement(partners()))["text"] == (
        "Of 5 services, the rules point to decommission for 1, commission differently for 1, not "
        "enough figures for 1 and keep as it is for 2. 2 contracts have ended or end within 12 "
        "months."
    )


def test_each_service_stands_with_its_figures_and_the_register(block):
    rows = {row[0]: row[1:] for row in block(local_decisions.decision_table(partners()))["rows"]}
    assert rows["Early words"] == [
        "Decommission", "50%", "[x]", "30% of 60%", "2.00", "March 2027", "I4: no kind",
    ]  # fmt: skip
    assert rows["Talking"][5:] == ["September 2025, decide now", "I1: commission differently"]
    assert rows["Nights away"] == [
        "Not enough figures", "[x]", "[x]", "[x]", "[x]", "[x]", "I2: commission"
    ]  # fmt: skip
    assert rows["Play at home"][6] == "Not there"


def test_the_rules_stand_in_words_with_the_limits_of_the_params_file(words):
    params = from_notebook(
        area="York", commissioning={"decisions": {"low_use_percent": 40, "outcome_points": 0}}
    )
    text = words(local_decisions.rules_prose(partners(params)))
    assert "Decommission: used below 40% of capacity, outcomes below target" in text


def test_each_kind_of_change_is_a_point_with_its_largest_service():
    stop, change = local_decisions.decision_points(partners())
    assert stop.recommendation == "Decide with families whether to end Early words."
    assert change.text.startswith("The rules point to “commission differently” for Talking: used")


def test_of_several_services_the_costliest_is_named():
    known = partners()
    services = known.services.assign(decision="decommission", annual_cost_gbp=range(5))
    vars(known)["services"] = services  # worked out once
    (stop,) = local_decisions.decision_points(known)
    assert "“decommission” for 5 services; the costliest is" in stop.text


def test_without_services_nothing_is_shown(block):
    nothing = nothing_given()
    assert block(local_decisions.decision_statement(nothing))["kind"] == "contents"
    assert local_decisions.rules_prose(nothing) is None
    assert local_decisions.decision_table(nothing) is None
    assert local_decisions.decision_points(nothing) == []
