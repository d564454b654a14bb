import pandas as pd
import pytest

from sendlib.contracts.tables import FINDING_COLUMNS, FINDING_RULES
from sendlib.views.blocks import Callout
from sendlib.views.quality import (
    MAX_ROWS,
    RULE_WORDS,
    _name,
    findings_table,
    local_findings,
    quality_statement,
)

USUAL = {"source": "a.csv", "area_code": "885", "period": "2025", "field": "ehcplans",
         "rule": "jump", "found": "5", "expected": "50", "effect": "questioned"}  # fmt: skip


@pytest.fixture
def findings():
    return lambda *rows: pd.DataFrame([USUAL | row for row in rows], columns=FINDING_COLUMNS)


def test_every_rule_has_its_words():
    assert set(RULE_WORDS) == set(FINDING_RULES)


def test_findings_near_the_council_are_those_of_its_region_neighbours_and_england(
    findings, worcestershire
):
    codes = ("885", "E12000005", "ENG", "916", "878", "E12000009")
    near = local_findings(findings(*({"area_code": code} for code in codes)), worcestershire)
    assert near["area_code"].tolist() == ["885", "E12000005", "ENG", "916"]


def test_the_number_of_faults_is_told(findings, worcestershire):
    one = quality_statement(findings({}), worcestershire)
    assert "found 1 point in the files of all councils; 1 figure is so doubtful" in one.text
    two = quality_statement(findings({}, {"effect": "note"}, {"area_code": "878"}), worcestershire)
    assert "found 3 points in the files of all councils; 2 figures are so doubtful" in two.text
    assert "there are 2 points, 1 of them so doubtful" in two.text
    assert len(two.evidence.findings) == 3


def test_no_fault_at_all_is_said_to_be_none(findings, worcestershire):
    shown = quality_statement(findings(), worcestershire)
    assert shown.text.endswith("the checks found no fault.")
    assert isinstance(findings_table(findings(), worcestershire), Callout)


def test_doubtful_figures_come_first_and_blank_cells_have_words(findings, worcestershire):
    table = findings_table(
        findings(
            {"effect": "note", "period": "", "found": None, "expected": float("nan")},
            {"area_code": "ENG"},
            {"area_code": "916"},
            {"area_code": "885"},
        ),
        worcestershire,
    )
    assert [row[0] for row in table.rows] == [
        "Worcestershire", "England", "Gloucestershire", "Worcestershire",
    ]  # fmt: skip
    assert table.rows[-1][1:] == (
        "all", RULE_WORDS["jump"], "ehcplans: no figure, expected another", "note",
    )  # fmt: skip


def test_figures_with_one_fault_share_a_row(findings, worcestershire):
    names = ("ehcplans", "special_total", "fe_total", "mainstream_total")
    table = findings_table(findings(*({"field": name} for name in names)), worcestershire)
    (row,) = table.rows
    assert row[3] == ("ehcplans: 5, expected 50; fe total: 5, expected 50; and 2 more")


def test_findings_about_figures_that_are_not_used_are_counted(findings, worcestershire):
    table = findings_table(findings({}, {"field": "other"}), worcestershire)
    assert len(table.rows) == 1
    assert any("does not use: 1 further point" in note for note in table.notes)
    only = findings_table(findings({"field": "other"}), worcestershire)
    assert isinstance(only, Callout)


def test_a_long_list_is_cut_and_says_so(findings, worcestershire):
    many = findings(*({"period": f"{2000 + n}"} for n in range(MAX_ROWS + 3)))
    table = findings_table(many, worcestershire)
    assert len(table.rows) == MAX_ROWS
    assert table.notes[0] == "Not shown: 3 more."


def test_a_code_that_is_no_area_is_shown_as_it_is():
    assert (_name("999"), _name(""), _name("885")) == ("999", "several", "Worcestershire")
