import io
import zipfile
from datetime import date

import pandas as pd
import pytest

from sendlib.data.workbooks import archive_members, framed, read_sheets
from sendlib.errors import SourceError


def sheets_of(content: bytes):
    return read_sheets(content, source="x", members=archive_members(content, source="x"))


def test_cells_come_as_text_with_whole_numbers_and_iso_dates(workbook_bytes):
    rows = [["a", 1e20, 2.5], [None, date(2025, 1, 31), " x \n"]]
    assert sheets_of(workbook_bytes(one=rows, two=[])) == {
        "one": [["a", "1" + 20 * "0", "2.5"], ["", "2025-01-31", "x"]],
        "two": [],
    }


def test_an_opendocument_workbook_is_read_alike():
    content = io.BytesIO()
    table = pd.DataFrame([["a", 1, None], ["b", 2.5, "n/a"]])
    table.to_excel(content, sheet_name="one", header=False, index=False, engine="odf")
    assert sheets_of(content.getvalue()) == {"one": [["a", "1", ""], ["b", "2.5", "n/a"]]}


def test_a_zip_of_other_files_is_no_workbook(zip_bytes):
    assert sheets_of(zip_bytes({"data/a.csv": b"a"})) is None


@pytest.mark.parametrize("member", ["xl/workbook.xml", "content.xml"])
def test_a_workbook_that_cannot_be_opened_is_refused(zip_bytes, member):
    with pytest.raises(SourceError, match=r"x: not a readable workbook .* download it again"):
        sheets_of(zip_bytes({member: b"<broken", "mimetype": b"x"}))


def test_a_zip_cut_short_is_refused(zip_bytes):
    content = zip_bytes({"data/a.csv": b"a" * 100})
    with pytest.raises(SourceError, match=r"x: not a whole zip or workbook .*download it again"):
        archive_members(content[:-30], source="x")


def test_a_zip_with_a_damaged_member_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", b"abcdef")
    damaged = content.getvalue().replace(b"abcdef", b"abcdeX", 1)
    with pytest.raises(SourceError, match=r"x: its part a\.csv is damaged"):
        archive_members(damaged, source="x")


def test_repeated_headings_get_their_place_and_columns_without_heading_go():
    found = framed([["SNP", "", "SNP"], ["1", "2", "3"], ["", "", ""]])
    assert found.to_dict("records") == [{"SNP": "1", "SNP_2": "3"}]
