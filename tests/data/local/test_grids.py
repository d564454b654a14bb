import datetime
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl.chart import BarChart

from sendlib.data.local import grids
from sendlib.data.local.grids import encoding_of, read_grids, text_of
from sendlib.errors import SourceError


def rows(content):
    (grid,) = read_grids(content, source="x.csv")
    return list(grid.rows())


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = f"a{delimiter}b\n1{delimiter}2\n"
    assert rows(text.encode()) == [["a", "b"], ["1", "2"]]


def test_the_delimiter_is_the_one_that_makes_headers_whatever_the_text_holds():
    text = "priority_id;priority\n" + "1;a, b, c, d, e, f\n" * 30
    assert rows(text.encode())[:2] == [["priority_id", "priority"], ["1", "a, b, c, d, e, f"]]


def test_the_line_in_which_excel_names_the_delimiter_is_followed():
    assert rows(b'"sep=;"\r\na,b;c\r\n') == [["a,b", "c"]]


def test_an_empty_file_has_no_rows():
    assert rows(b"") == []


def test_a_field_may_hold_lines_and_be_longer_than_usual():
    long = "x" * 200_000
    assert rows(f'a,b\n1,"{long}\ny"\n'.encode())[1] == ["1", f"{long}\ny"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found(encoding):
    text = "Café,£5\r\n" * 20
    assert rows(text.encode(encoding)) == [["Café", "£5"]] * 20


def test_utf_8_with_a_damaged_byte_stays_utf_8():
    content = "Café £5 £6,".encode().replace("£5".encode(), b"\xff5")
    assert encoding_of(content) == "utf-8-sig"
    assert rows(content) == [["Café \ufffd5 £6", ""]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (5.0, "5"),
        (5.25, "5.25"),
        (datetime.datetime(2024, 3, 31), "2024-03-31"),
        (datetime.datetime(2024, 3, 31, 9, 30), "2024-03-31 09:30:00"),
        ("x", "x"),
    ],
)
def test_a_cell_of_a_workbook_is_text(value, text):
    assert text_of(value) == text


def test_sheets_of_excel_are_grids_with_percentages_as_written():
    def fill(book):
        book.active.append(["share", "day"])
        book.active.append([0.45, datetime.date(2024, 3, 31)])
        book.active["A2"].number_format = "0%"
        book.create_sheet("empty")
        book.create_chartsheet("chart").add_chart(BarChart())

    first, empty = read_grids(workbook(fill), source="x.xlsx")
    assert list(first.rows()) == [["share", "day"], ["45", "2024-03-31"]]
    assert (first.sheet, first.delimiter) == ("Sheet", "")
    assert list(empty.rows()) == []


def test_sheets_of_open_document_are_grids():
    buffer = io.BytesIO()
    pd.DataFrame({"a": ["1"], "b": ["2"]}).to_excel(buffer, engine="odf", index=False)
    (grid,) = read_grids(buffer.getvalue(), source="x.ods")
    assert list(grid.rows()) == [["a", "b"], ["1", "2"]]


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0rest", "Excel 97-2003 or one with a password"),
        (b"a,b", r"not a whole workbook \(BadZipFile\)"),
        (b"PK\x03\x04 broken", r"not a whole workbook \(BadZipFile\)"),
        (zipped(other="x"), "no workbook"),
        (zipped(xl__workbook_xml="<secret"), r"not a whole workbook \(\w+\)"),
        (zipped(content_xml="<secret"), r"not a whole workbook \(\w+\)"),
    ],
)
def test_what_is_no_workbook_is_refused_without_quoting_it(content, message):
    with pytest.raises(SourceError, match=f"x.xlsx: .*{message}") as refused:
        read_grids(content, source="x.xlsx")
    assert "secret" not in str(refused.value)


def test_a_sheet_that_breaks_off_is_refused():
    content = workbook(lambda book: [book.active.append(["a"]) for _ in range(99)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet][: parts[sheet].index(b'r="81"')]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(
        SourceError, match=r"x\.xlsx, after row 80 of a sheet: not a whole workbook"
    ):
        read_grids(buffer.getvalue(), source="x.xlsx")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(grids, "LARGEST_UNPACKED", 10)
    with pytest.raises(SourceError, match="would unpack to"):
        read_grids(workbook(lambda _: None), source="x.xlsx")
