"""The map of services as read."""

from sendlib.views import local_coverage
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_words_say_gaps_overlaps_and_services_for_any_need(block):
    rows = {row[0]: row[1:] for row in block(local_coverage.coverage_table(partners()))["rows"]}
    assert rows["Speech, language and communication needs"] == [
        "Any need",
        "2, overlap",
        "Gap",
        "Gap",
    ]
    assert rows["Physical disability"] == ["Any need", "1", "Gap", "1"]
    assert rows["Hearing impairment"] == ["Any need", "Gap", "Gap", "Gap"]


def test_the_chart_says_its_gaps_in_words_and_its_table_has_every_field(block):
    shown = block(local_coverage.coverage_chart(partners()))
    assert "No service at targeted level for" in shown["alt"]
    assert len(shown["rows"]) == 13 * 4


def test_a_name_keeps_its_capital_in_a_sentence(words):
    assert "Down syndrome" in words(local_coverage.coverage_statement(partners()))


def test_overlaps_name_both_services_and_their_cost(block):
    (row,) = block(local_coverage.overlaps_table(partners()))["rows"]
    assert row == [
        "Talking (health) and Early words (education)", "Speech, language and communication needs",
        "speech", "£170,000",
    ]  # fmt: skip


def test_ages_stand_with_the_agencies_that_have_services(block):
    shown = block(local_coverage.ages_table(partners()))
    assert [column["title"] for column in shown["columns"]] == [
        "Age", "Education", "Health", "Social care",
    ]  # fmt: skip
    assert shown["rows"][-1] == ["19 to 25", "1", "0", "0"]


def test_gaps_and_overlaps_are_put_to_those_who_decide():
    gaps, overlap = local_coverage.coverage_points(partners())
    assert gaps.text.startswith("There is no service at targeted level for")
    assert overlap.text.startswith("1 pair of services")


def test_without_services_nothing_is_shown(block):
    nothing = nothing_given()
    assert block(local_coverage.coverage_statement(nothing))["kind"] == "contents"
    for view in ("coverage_chart", "coverage_table", "ages_table", "overlaps_table"):
        assert getattr(local_coverage, view)(nothing) is None
    assert local_coverage.coverage_points(nothing) == []
