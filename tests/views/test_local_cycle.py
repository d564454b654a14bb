"""The self-assessment by stage, as read."""

from sendlib.views import local_cycle
from tests.measures.commissioning.drawn_files import RATED, nothing_given, partners


def test_the_statement_names_the_weakest_and_strongest_stage(block):
    text = block(local_cycle.cycle_statement(partners()))["text"]
    assert text == (
        "Of the stages of the commissioning cycle, partners rate “understand” lowest (3.0 of 5) "
        "and “review” highest (5.0); on the whole 2.0 higher than before. On 1 standard of 4 they "
        "are two steps or more apart."
    )


def test_stages_stand_with_each_partner_and_before(block):
    rows = block(local_cycle.cycle_table(partners()))["rows"]
    assert rows[0] == [
        "Understand needs, resources and services", "1", "2.0", "4.0", "3.0", "1.0",
    ]  # fmt: skip
    assert rows[1][3:] == ["[x]", "3.0", "[x]"]


def test_standards_say_whether_partners_agree(block):
    rows = {row[0]: row[1:] for row in block(local_cycle.standards_table(partners()))["rows"]}
    assert rows["We know"] == ["Understand", "Education 2, health 4", "Differ, 2 steps", "Share it"]
    assert rows["We plan"][2:] == ["One partner", "Not given"]


def test_differences_name_who_is_lowest_and_highest(block):
    (row,) = block(local_cycle.differences_table(partners()))["rows"]
    assert row == ["We know", "Education: 2, emerging", "Health: 4, established", "2"]


def test_a_weak_stage_is_put_to_those_who_decide_and_others_are_told():
    (point,) = local_cycle.cycle_points(partners())
    assert point.recommendation == ""
    (weak,) = local_cycle.cycle_points(
        partners(selfassessment=RATED.replace("| 4      | Talks", "| 1      | Talks"))
    )
    assert "strengthen “understand”" in weak.recommendation


def test_standards_of_no_stage_are_said_to_be_so(block):
    text = RATED
    for group in ("Analyse   ", "Plan      ", "Review it "):
        text = text.replace(group, "Principles")
    given = partners(selfassessment=text)
    assert "No standard" in block(local_cycle.cycle_statement(given))["text"]
    assert local_cycle.cycle_table(given) is None
    assert local_cycle.standards_table(given) is None
    assert local_cycle.cycle_points(given) == []


def test_without_the_file_nothing_is_shown(block):
    nothing = nothing_given()
    assert block(local_cycle.cycle_statement(nothing))["kind"] == "contents"
    for view in ("cycle_table", "standards_table", "differences_table"):
        assert getattr(local_cycle, view)(nothing) is None
