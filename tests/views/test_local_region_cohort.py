"""Rare and high needs by the councils' own records, as sentence, chart and tables."""

import pytest

from sendlib.measures.local.rare_needs import RARE_HEALTH, RARE_SEVERITY
from sendlib.views.blocks import Absent
from sendlib.views.local_region_cohort import (
    rare_beside,
    rare_chart,
    rare_missing,
    rare_statement,
    rare_table,
)
from sendlib.views.local_region_shares import shares_table, without_share
from tests.measures.local.drawn_shares import (
    KENT,
    MEDWAY,
    SURREY,
    drawn_share,
    drawn_shares,
    drawn_table,
)

SEVERITY = """
    rare_need | severity | value
    HI | severe | {hi}
    PMLD | severe | {pmld}
    ASD | severe | 50
    Total | severe | {whole}
    Total | Total | 900
"""
HEALTH = "rare_need | complex_health | value\nTotal | complex | {count}\nTotal | Total | 900"


@pytest.fixture
def garden(regional):
    return regional("area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9").region


def member(code, hi="7", pmld="30", whole="87", complex_="12"):
    return drawn_share(
        code, rare_needs_severity=drawn_table(
            RARE_SEVERITY, SEVERITY.format(hi=hi, pmld=pmld, whole=whole)),
        rare_needs_health=drawn_table(RARE_HEALTH, HEALTH.format(count=complex_)),
    )  # fmt: skip


def test_the_sentence_gives_number_rate_largest_categories_and_complex_health(garden):
    shares = drawn_shares(member(KENT), member(MEDWAY, hi="0 to 5", complex_="1 to 4"))
    text = rare_statement(shares, garden).text
    assert text == (
        "In January 2025, 174 children and young people in Garden Three had rare and high needs "
        "that are severe, by the records of 2 councils: 0.87 per 1,000 residents aged 0 to 25. "
        "Most often: autism (100) and profound and multiple learning difficulty (60). Of all with "
        "rare and high needs, between 13 and 16 had very complex health needs."
    )


def test_a_rate_of_a_range_is_a_range(garden):
    text = rare_statement(drawn_shares(member(KENT, whole="80 to 90")), garden).text
    assert "between 80 and 90 children" in text
    assert "by the records of one council: 0.80 to 0.90 per 1,000" in text


def test_each_council_has_a_row_with_the_seven_categories(garden, words):
    shares = drawn_shares(member(KENT), member(MEDWAY, hi="0 to 5"), member(SURREY))
    table = rare_table(shares, garden)
    assert [column.title for column in table.columns] == [
        "Council", "Multi-sensory", "Vision", "Hearing", "Autism", "SEMH", "PMLD",
        "Complex health",
    ]  # fmt: skip
    assert table.rows[1] == ("Medway", "0", "0", "[c]", "50", "0", "30", "12")
    assert table.rows[-1] == ("All 3 councils", "0", "0", "14 to 19", "150", "0", "90", "36")
    assert table.values[1][3] is None
    assert table.origin.origin == "local"
    assert "Life-limiting conditions are not recorded" in words(table)


def test_without_tables_of_health_its_column_is_not_available(garden):
    only = drawn_share(KENT, rare_needs_severity=member(KENT).tables["rare-needs-severity"])
    assert rare_table(drawn_shares(only), garden).rows[0][-1] == "[x]"
    assert isinstance(rare_statement(drawn_shares(only), garden), Absent)


def test_the_chart_tells_each_category_and_ends_the_bar_of_a_range_at_its_least(garden):
    chart = rare_chart(drawn_shares(member(KENT), member(MEDWAY, hi="2 to 5")), garden)
    assert "hearing impairment 9 to 12" in chart.alt
    assert ("Hearing impairment", 9.0, 12.0) in chart.rows
    assert chart.caption.startswith("Rare and high needs that are severe, 2 councils")


def test_rates_stand_beside_that_of_all_and_a_hidden_one_is_not_assessed(garden):
    shares = drawn_shares(
        member(KENT, whole="200"), member(MEDWAY, whole="60"), member(SURREY, whole="0 to 4")
    )
    table = rare_beside(shares, garden)
    assert table.rows[0][0:3] == ("Kent", "200", "2.00")
    assert [row[-1] for row in table.rows] == ["Higher", "Lower", "Not assessed", ""]
    assert table.rows[2][1:4] == ("[c]", "[c]", "[c]")
    assert table.rows[-1][1:3] == ("260 to 264", "0.87 to 0.88")
    figures = table.evidence.figures.set_index("area_code")
    assert figures.loc[SURREY, "status"] == "suppressed"
    blank = ["value", "lower", "upper", "count", "denominator"]
    assert figures.loc[SURREY, blank].isna().all()
    assert figures.loc[KENT, "count"] == 200


def test_without_shares_a_box_says_what_to_give_and_all_else_is_absent(garden):
    nothing = drawn_shares()
    assert "sendlib share" in rare_missing(nothing).text
    assert isinstance(rare_missing(drawn_shares(member(KENT))), Absent)
    for view in (rare_statement, rare_chart, rare_table, rare_beside):
        assert isinstance(view(nothing, garden), Absent)


def test_what_each_council_gives_is_listed_with_its_checksum(garden):
    table = shares_table(drawn_shares(member(KENT), member(MEDWAY)), garden)
    assert table.rows[0] == ("Kent", "A file of protected figures", "2", "2", "5")
    assert table.evidence.inputs["path"].tolist() == [
        "local/886/share.json", "local/887/share.json",
    ]  # fmt: skip
    empty = shares_table(drawn_shares(), garden)
    assert empty.tone == "missing"
    assert "It will" not in empty.text


def test_councils_without_share_are_named():
    both = without_share(drawn_shares(member(KENT)))
    assert both.paragraphs[0].startswith("Medway and Surrey give no figures of their own.")
    one = without_share(drawn_shares(member(KENT), member(MEDWAY)))
    assert one.paragraphs[0].startswith("Surrey gives no figures of its own.")
    every = without_share(drawn_shares(member(KENT), members=(KENT,)))
    assert every.paragraphs == ("Every council gives figures of its own.",)
    assert isinstance(without_share(drawn_shares()), Absent)
