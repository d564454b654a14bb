from dataclasses import replace

import pandas as pd
import pytest

from sendlib.views.blocks import Callout
from sendlib.views.provision import (
    MAX_ROWS,
    inspection_statement,
    inspections_table,
    providers_statement,
    providers_table,
)

INSPECTION = {
    "area_code": "885", "outcome_grade": 3.0, "inspection_start": "2024-04-22",
    "inspection_end": "2024-04-26", "published": "2024-07-15", "next_inspection": "",
    "next_inspection_by": "2025-10-22",
}  # fmt: skip
PROVIDER = {"area_code": "885", "name": "Elm School", "type": "Special school",
            "proprietor": "Elm Ltd", "section41": "yes"}  # fmt: skip


@pytest.fixture
def inspected(tables):
    return lambda *rows: tables(inspections=pd.DataFrame([INSPECTION | row for row in rows]))


@pytest.fixture
def provided(tables):
    return lambda *rows: tables(providers=pd.DataFrame([PROVIDER | row for row in rows]))


def test_an_inspection_says_dates_outcome_and_what_comes_next(inspected, worcestershire):
    assert inspection_statement(inspected({}), worcestershire).text == (
        "Ofsted and the Care Quality Commission inspected the SEND arrangements of Worcestershire "
        "(22 April 2024 to 26 April 2024): widespread or systemic failings, published on 15 July "
        "2024. The next full inspection is due by 22 October 2025."
    )
    soon = inspected({"next_inspection": "Within 18 months"})
    assert "A monitoring inspection is due by 22 October 2025" in (
        inspection_statement(soon, worcestershire).text
    )


def test_what_the_file_does_not_give_is_left_out(inspected, worcestershire):
    blank = dict.fromkeys(
        ("inspection_start", "inspection_end", "published", "next_inspection_by"), ""
    )
    shown = inspection_statement(inspected(blank | {"outcome_grade": float("nan")}), worcestershire)
    assert shown.text == (
        "Ofsted and the Care Quality Commission inspected the SEND arrangements of Worcestershire: "
        "no graded outcome."
    )


def test_without_an_inspection_that_is_said(inspected, tables, worcestershire):
    for given in (tables(), inspected({"area_code": "916"})):
        assert inspection_statement(given, worcestershire).tone == "missing"
    for given in (tables(), inspected({"area_code": "878"})):
        assert isinstance(inspections_table(given, worcestershire), Callout)


def test_neighbours_stand_below_the_council_and_absent_ones_are_named(inspected, worcestershire):
    table = inspections_table(
        inspected({}, {"area_code": "916", "inspection_start": ""}), worcestershire
    )
    assert table.rows == (
        ("Worcestershire", "widespread or systemic failings", "22 April 2024"),
        ("Gloucestershire", "widespread or systemic failings", "not given"),
    )
    assert table.notes[0] == "No inspection in the file: Somerset."
    whole = inspections_table(
        inspected({}, {"area_code": "916"}, {"area_code": "933"}), worcestershire
    )
    assert len(whole.notes) == 1


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (({},), "One independent or non-maintained special school or special post-16 institution "
         "is listed in Worcestershire; it is approved under section 41, so that a family can ask "
         "for it by name in an EHC plan."),
        (({"section41": "no"},), "it is not approved under section 41"),
        (({}, {"name": "Oak"}), "2 independent or non-maintained special schools and special "
         "post-16 institutions are listed in Worcestershire; 2 of them are approved under"),
        (({}, {"name": "Oak", "section41": "no"}), "1 of them is approved under section 41, so "
         "that a family can ask for it by name"),
        (({"section41": "no"}, {"name": "Oak", "section41": "no"}), "none of them is approved"),
    ],
)  # fmt: skip
def test_providers_are_counted_as_english_does(provided, worcestershire, rows, text):
    shown = providers_statement(provided(*rows), worcestershire)
    assert text in shown.text
    assert shown.text.endswith("The lists are those of March 2022.")


def test_the_demo_s_lists_have_no_date(provided, worcestershire):
    demo = replace(worcestershire, area_code="101")
    shown = providers_statement(provided({"area_code": "101"}), demo)
    assert "March 2022" not in shown.text


def test_providers_removed_or_elsewhere_are_not_listed(provided, tables, worcestershire):
    others = provided({"section41": "removed"}, {"area_code": "916"}, {"area_code": None})
    for given in (others, tables()):
        assert providers_statement(given, worcestershire).tone == "missing"
        assert isinstance(providers_table(given, worcestershire), Callout)


def test_a_provider_is_listed_once_and_a_long_list_is_cut_and_says_so(provided, worcestershire):
    twice = providers_table(provided({}, {"section41": "no"}, {"name": "Ash", "proprietor": ""}),
                            worcestershire)  # fmt: skip
    assert [row[0] for row in twice.rows] == ["Ash", "Elm School"]
    assert twice.rows[0][2] == "not given"
    many = provided(*({"name": f"School {n:03}"} for n in range(MAX_ROWS + 2)))
    table = providers_table(many, worcestershire)
    assert len(table.rows) == MAX_ROWS
    assert table.notes[0] == "Not shown: 2 more."
