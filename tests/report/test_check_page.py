"""The page and lists of a check: complete, accessible in form, and free of personal values."""

import csv
import io
import re
from itertools import pairwise

import pandas as pd
import pytest

from sendlib.data.local.completeness import completeness
from sendlib.data.local.faults import LocalFault
from sendlib.data.local.linkage import linkage
from sendlib.params.document import Branding
from sendlib.report.check_page import (
    MOST_ROWS,
    CheckResult,
    FileChecked,
    check_files,
    faults_csv,
    groups,
    render_check,
)
from tests.data.local.drawn_local import checked

PACKAGES = """
package_id | person_id | provider_id | package_type | start_date | end_date | home_postcode
PK1        | P77       | R1          | therapy      | 2023-09-01 |          | ZQ1 1ZZ
PK2        | P78       | R9          | therapy      | 2023-09-01 |          | ZQ1 1ZZ
PK3        | P79       | R1          | therapy      | 2023-09-01 | 2022-01-01 |
PK1        | P77       | R1          | therapy      | 2023-09-01 |          | ZQ1 1ZZ
"""


def result(**drawn):
    tables = checked(**drawn)
    return CheckResult(
        "Demoshire", True, Branding(),
        tuple(
            FileChecked(name, one.contract.title, one.sources, one.rows_in, len(one.left_out),
                        one.faults)
            for name, one in tables.items()
        ),
        completeness(tables), linkage(tables), unread=1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return result(packages=PACKAGES, providers="provider_id | provider_name\nR1 | Oak")


def text_of(page):
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", words)


def test_the_summary_says_what_is_left_out_and_what_to_look_at(found):
    text = text_of(render_check(found))
    assert "2 rows of 5 are left out because of an error. There is 1 warning" in text
    assert "Placement and care packages packages.csv 4 2 2 1" in text
    assert "1 other file in the folder was not read" in text
    assert "Demonstration: invented data" in text


def test_faults_are_counted_by_rule_with_what_to_do(found):
    text = text_of(render_check(found))
    assert "Ends before it starts Error 1 end_date Correct the start date or the end date." in text
    assert "Not found in the other file Warning 1 provider_id" in text
    assert "Same row twice Error 1 whole row Take one of the two rows out." in text


def test_rows_are_listed_by_their_numbers(found):
    text = text_of(render_check(found))
    assert "5 whole row the same as row 2 each row once" in text
    assert "3 provider_id “R9” a provider id of providers" in text


def test_links_and_completeness_are_shown(found):
    text = text_of(render_check(found))
    assert "packages.provider_id to providers 2 1 1 0" in text
    assert "provider_name yes 1 100%" in text
    assert "home_postcode no fewer than 5 too few" in text


def test_the_page_is_sound_html_that_loads_nothing_and_can_be_navigated(found):
    page = render_check(found)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(ids)
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in re.findall(r"<table>.*?</table>", page, flags=re.DOTALL):
        assert "<caption" in table
        assert 'scope="col"' in table
        assert table.count("<tr>") - 1 == table.count('scope="row"')


def test_no_personal_value_is_in_any_output(found):
    for content in check_files(found).values():
        for value in ("P77", "P78", "P79", "PK1", "PK2", "2023-09-01", "01/09/2023", "ZQ1"):
            assert value not in content.decode()


def test_without_faults_the_page_says_so():
    text = text_of(render_check(result(providers="provider_id | provider_name\nR1 | Oak")))
    assert "No row is left out. There is no warning." in text
    assert "Nothing: no fault was found." in text
    assert "No two files that belong together were given." in text


def test_a_file_that_cannot_be_used_though_no_row_is_left_out_is_an_error():
    fault = LocalFault(
        "packages", None, "start_date", "missing_column", "error", "f", "e", "r", "s"
    )
    file = FileChecked("packages", "Packages", ("p.csv",), 0, 0, (fault,))
    empty = pd.DataFrame(columns=["file", "column", "agency"])
    page = render_check(CheckResult("York", False, Branding(), (file,), empty, empty))
    text = text_of(page)
    assert "1 error keeps a file from being used as it should be." in text
    assert "whole file start_date f e R." in text
    assert "Demonstration" not in text


def test_many_faults_of_a_rule_are_cut_on_the_page_and_all_in_the_list():
    faults = tuple(
        LocalFault("packages", row, "x", "unlinked", "warning", f"found {row}", "e", "r", "s")
        for row in range(2, MOST_ROWS + 4)
    )
    file = FileChecked("packages", "Packages", ("p.csv",), 100, 0, faults)
    empty = pd.DataFrame(columns=["file", "column", "agency"])
    text = text_of(render_check(CheckResult("York", False, Branding(), (file,), empty, empty)))
    assert f"The first {MOST_ROWS} of {MOST_ROWS + 2} are listed." in text
    assert f"found {MOST_ROWS + 1} " in text
    assert f"found {MOST_ROWS + 2} " not in text
    assert len(faults_csv([file]).splitlines()) == MOST_ROWS + 3


def test_errors_come_first_and_the_most_frequent_before_others():
    def faults(rule, severity, count):
        return [LocalFault("x", 2, "", rule, severity, "", "", "", "")] * count

    found = groups(faults("a", "warning", 9) + faults("b", "error", 1) + faults("c", "error", 2)
                   + faults("new_rule", "warning", 9))  # fmt: skip
    assert [(one.severity, one.rule) for one in found] == [
        ("error", "c"), ("error", "b"), ("warning", "a"), ("warning", "new_rule"),
    ]  # fmt: skip
    assert found[-1].title == "New rule"
    assert found[-1].effect == ""


def test_lists_hold_every_fault_and_field_in_full(found):
    lists = check_files(found)
    faults = list(csv.DictReader(io.StringIO(lists["faults.csv"].decode())))
    assert [(one["file"], one["row"], one["rule"]) for one in faults] == [
        ("packages", "3", "unlinked"), ("packages", "4", "ends_before_start"),
        ("packages", "5", "duplicate_row"),
    ]  # fmt: skip
    assert list(faults[0]) == [
        "file", "row", "column", "rule", "severity", "found", "expected", "remedy"
    ]  # fmt: skip
    fields = list(csv.DictReader(io.StringIO(lists["completeness.csv"].decode())))
    by_name = {(one["file"], one["column"]): one for one in fields}
    assert by_name["packages", "person_id"]["percent"] == ""
    assert by_name["providers", "provider_name"]["percent"] == "100"
    assert by_name["providers", "provider_name"]["required"] == "yes"


@pytest.mark.parametrize(
    ("filled", "shown"), [(0, "0%"), (1, "1%"), (500, "50%"), (999, "99%"), (1000, "100%")]
)
def test_only_all_is_100_percent_and_only_none_is_0(filled, shown):
    line = {"file": "providers", "column": "capacity", "required": False, "agency": "All",
            "rows": 1000, "filled": filled, "percent": filled / 10}  # fmt: skip
    table = pd.DataFrame([line]).astype({"rows": "Int64", "percent": "Float64"})
    file = FileChecked("providers", "Providers", ("p.csv",), 1000, 0, ())
    empty = pd.DataFrame(columns=["file"])
    page = render_check(CheckResult("York", False, Branding(), (file,), table, empty))
    assert f"capacity no 1,000 {shown}" in text_of(page)


def test_a_field_that_applies_to_no_row_has_a_dash_and_agencies_a_column_each():
    head = "request_id | person_id | lead_agency | request_date | decision\n"
    rows = [
        f"J{n} | P{n} | {'health' if n < 6 else 'education'} | 2024-01-01 | pending"
        for n in range(12)
    ]
    text = text_of(render_check(result(joint_funding=head + "\n".join(rows))))
    assert "Filled in Education Health" in text
    assert "decision_date no 0 - - -" in text
    assert "decision no 12 100% 100% 100%" in text
