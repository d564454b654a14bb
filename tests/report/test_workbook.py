import io

import openpyxl
import pytest

from sendlib.report.blocks import Column
from sendlib.report.document import read_document
from sendlib.report.workbook import as_numbers, literal, render_workbook, unique_titles


def workbook_of(views, *cells, **cover):
    content = render_workbook(read_document(views.notebook(views.cover(**cover), *cells)))
    return openpyxl.load_workbook(io.BytesIO(content))


def column(title="A", format_="number"):
    return Column(key="a", title=title, format=format_)


def test_a_workbook_has_cover_contents_notes_and_a_sheet_a_table(views):
    book = workbook_of(views, views.table("t1"), views.table("t2", notes=["Provisional."]))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table 1", "Table 2"]
    assert book["Table 2"]["A1"].value == "Table 2: Plans by area[note 1][note 2]"
    assert [row[1].value for row in book["Notes"].iter_rows(min_row=4)][-1] == "Provisional."
    assert book["Table 1"].tables["table_1"].ref.startswith("A")


def test_numbers_stay_numbers_in_the_form_shown(views):
    rows = [["a", "£1,234.5"], ["b", "\u2212£7.0"]]
    values = [["a", 1234.5432], ["b", -7.01]]
    sheet = workbook_of(views, views.table(rows=rows, values=values))["Table 1"]
    cells = [row[1] for row in sheet.iter_rows(min_row=4)]
    assert [cell.value for cell in cells] == [1234.5432, -7.01]
    assert {cell.number_format for cell in cells} == {"£#,##0.0"}


def test_same_document_same_bytes(sample):
    document = read_document(sample)
    assert render_workbook(document) == render_workbook(document)


def test_the_file_carries_title_publisher_marks_and_date(views):
    properties = workbook_of(views, views.table()).properties
    assert properties.creator == "Worcestershire County Council"
    assert properties.description == "Draft · OFFICIAL"
    assert properties.created.isoformat() == "2026-07-01T12:00:00"


def test_what_a_name_holds_is_text(views):
    nasty = '=HYPERLINK("x") [a](https://x.uk) $$note$$ https://x.uk'
    cell = views.table(
        columns=[{"key": "a", "title": nasty}, {"key": "b", "title": nasty}],
        rows=[[nasty, "=1+1"], ["{=1}", "\u2013"]],
        values=[],
        caption=nasty,
        notes=[nasty],
    )
    book = workbook_of(views, cell, title=nasty, subtitle="", version="", signed_off_by="")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert links == []
    assert book["Table 1"]["B4"].value.startswith("=HYPERLINK")


def test_a_missing_value_is_explained(views):
    cell = views.table(rows=[["a", "1"], ["b", "\u2013"]], values=[["a", 1], ["b", None]])
    sheet = workbook_of(views, cell)["Table 1"]
    words = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "[x] means that there is no value." in words
    assert words[-2:] == ["b", "[x]"]


def test_a_document_without_tables_still_has_a_workbook(views):
    book = workbook_of(views, "Words.", contact="")
    assert book.sheetnames[0] == "Cover"


def test_a_text_that_says_nothing_becomes_the_sign_for_no_value():
    assert [literal(text) for text in ("", "\u2013", "...", "a")] == ["[x]", "[x]", "[x]", "a"]


def test_titles_alike_are_numbered():
    titles = unique_titles([column("A"), column("B"), column("A"), column("A")])
    assert titles == ["A", "B", "A (2)", "A (3)"]


@pytest.mark.parametrize(
    ("texts", "values", "expected"),
    [
        (["1,234"], [1234.2], ([1234.2], "#,##0")),
        (["12.34%", "5.00%"], [12.341, 5.0], ([12.341, 5.0], '#,##0.00"%"')),
        (["1.2", "n/a"], [1.2, None], ([1.2, "n/a"], "#,##0.0")),
        (["1.2", "3"], [1.2, 3.0], (["1.2", "3"], "")),
        (["1.2 m"], [1.2], (["1.2 m"], "")),
        (["1.2"], [], (["1.2"], "")),
        (["x"], [None], (["x"], "")),
        (["2"], ["2"], (["2"], "#,##0")),
    ],
)
def test_a_column_is_numbers_if_each_text_is_its_number(texts, values, expected):
    assert as_numbers(column(), texts, values) == expected


def test_a_text_column_stays_text():
    assert as_numbers(column(format_="text"), ["2024"], [2024]) == (["2024"], "")
