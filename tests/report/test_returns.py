"""Workbooks of returns."""

import io

import nbformat
import openpyxl
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from sendlib.errors import RenderError
from sendlib.measures.returns.sheets import Sheet
from sendlib.report.returns import RETURNS_MIME, returns_of, workbook

SHEET = Sheet("Table 1", "Plans", ("Provision", "2025"), (("=SUM(A1)", 3), ("Total", 3)), ("Note",))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def notebook(files):
    output = new_output("display_data", data={RETURNS_MIME: files})
    return new_notebook(cells=[nbformat.v4.new_markdown_cell("x"), new_code_cell(outputs=[output])])


def test_a_workbook_begins_with_its_assumptions_and_has_a_sheet_per_table():
    book = opened(workbook("A return", [SHEET], ["One", "-two"]))
    assert book.sheetnames == ["Assumptions", "Table 1"]
    first = [row[0] for row in book["Assumptions"].iter_rows(values_only=True)]
    assert first == ["A return", "One", "'-two"]
    rows = [list(row) for row in book["Table 1"].iter_rows(values_only=True)]
    assert rows == [
        ["Table 1: Plans", None], ["This worksheet contains one table.", None],
        ["Provision", "2025"], ["'=SUM(A1)", 3], ["Total", 3], ["Note", None],
    ]  # fmt: skip


def test_a_sheet_without_rows_is_written_too():
    empty = Sheet("Table 2", "Nothing", ("Provision",), ())
    assert opened(workbook("A return", [empty], []))["Table 2"].max_row == 3


def test_the_same_sheets_give_the_same_bytes():
    assert workbook("A", [SHEET], ["One"]) == workbook("A", [SHEET], ["One"])


def test_workbooks_of_a_notebook_lie_in_a_folder_of_their_own():
    given = {
        "scap.xlsx": {
            "title": "SCAP", "assumptions": ["One"],
            "sheets": [{"name": "Table 1", "title": "Plans", "heads": ["Provision", "2025"],
                        "rows": [["Special", 3]], "notes": []}],
        }
    }  # fmt: skip
    found = returns_of(notebook(given))
    assert list(found) == ["returns/scap.xlsx"]
    assert opened(found["returns/scap.xlsx"])["Table 1"]["B4"].value == 3
    assert returns_of(new_notebook()) == {}


def test_a_name_that_leads_elsewhere_is_refused():
    with pytest.raises(RenderError, match=r"a file name such as scap\.xlsx"):
        returns_of(notebook({"../scap.xlsx": {}}))
