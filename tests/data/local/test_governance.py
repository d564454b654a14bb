"""Matrices of arrangements and groups, wherever they stand."""

import openpyxl
import pytest

from sendlib.data.local.governance import find_matrix, role_of
from sendlib.data.local.opening import read_folder
from tests.seeds import seed_holding


@pytest.fixture
def parts(tmp_path):
    """Read a file of governance and return its rows as tuples."""

    def made(content, name="governance.md"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        local = read_folder(tmp_path)
        rows = local.table("governance")
        return [tuple(row) for row in rows[["arrangement", "group", "role"]].to_numpy()]

    return made


def test_worcestershires_matrix_is_found_in_its_strategy(tmp_path):
    """14 arrangements by 6 groups; the stars of each row counted by hand."""
    (tmp_path / "governance.txt").symlink_to(seed_holding("Umbrella Pathway Improvement Group"))
    local = read_folder(tmp_path)
    rows = local.table("governance")
    assert rows["group"].nunique() == 6
    assert rows.groupby("arrangement", sort=False).size().to_list() == [
        2, 4, 3, 3, 2, 2, 6, 3, 4, 3, 2, 5, 6, 6]  # fmt: skip
    assert set(rows["role"]) == {"member"}
    assert local.tables["governance"].faults == ()


def test_a_markdown_matrix_takes_letters_words_and_rows_about_the_groups(parts, tmp_path):
    found = parts(
        "# Our governance\n\n| Duty | Board | Panel |\n|---|---|---|\n| Complaints | A | ✓ |\n"
        "| Budgets | Responsible | - |\n| Reports to | Cabinet | Board |\n| Meets | Monthly | |\n"
    )
    assert found == [
        ("Complaints", "Board", "accountable"), ("Complaints", "Panel", "member"),
        ("Budgets", "Board", "responsible"),
    ]  # fmt: skip
    rows = read_folder(tmp_path).table("governance")
    assert rows["reports_to"].to_list() == ["Cabinet", "Board", "Cabinet"]
    assert rows["meets"].fillna("").to_list() == ["monthly", "", "monthly"]


def test_a_matrix_in_a_workbook_is_read(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Governance"], ["Duty", "Board", "Panel"], ["Complaints", "x", None],
                ["Budgets", None, "x"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "governance.xlsx")
    rows = read_folder(tmp_path).table("governance")
    assert rows["group"].to_list() == ["Board", "Panel"]


def test_an_arrangement_without_any_group_is_told_as_a_fault(tmp_path):
    (tmp_path / "governance.csv").write_text("Duty,Board,Panel\nA duty,x,\nNobody's duty,,\n")
    table = read_folder(tmp_path).tables["governance"]
    assert table.rows["arrangement"].to_list() == ["A duty"]
    assert {(fault.column, fault.rule) for fault in table.faults} == {
        ("group", "missing_value"), ("role", "missing_value")}  # fmt: skip


def test_rows_of_one_part_each_stay_as_they_are(parts):
    found = parts("arrangement,group,role\nComplaints,Board,accountable\n", "governance.csv")
    assert found == [("Complaints", "Board", "accountable")]


def test_a_text_without_a_matrix_is_told_of_as_any_file(tmp_path):
    (tmp_path / "governance.txt").write_text("Words only\nA\tB\tC\nand no marks\n")
    faults = read_folder(tmp_path).tables["governance"].faults
    assert {fault.rule for fault in faults} == {"missing_column"}


def test_the_longest_of_several_matrices_counts():
    rows = [["", "Ann", "Bob"], ["one", "x", ""], ["two", "", "x"], ["words"],
            ["", "Cy", "Dee"], ["one", "x", ""], ["two", "", "x"], ["three", "x", "x"]]  # fmt: skip
    assert find_matrix(rows).groups == ("Cy", "Dee")
    assert find_matrix([["", "Ann", "Ann"], ["one", "x", "x"], ["two", "x", "x"]]) is None
    assert find_matrix([["", "Ann", "Bob"], ["one", "x", "x", "x"]]) is None


@pytest.mark.parametrize(
    ("cell", "role"),
    [("★", "member"), ("R", "responsible"), ("Takes part", "member"), ("", ""), ("\u2013", ""),
     ("Board", None)],
)  # fmt: skip
def test_marks_letters_and_words_are_roles(cell, role):
    assert role_of(cell) == role
