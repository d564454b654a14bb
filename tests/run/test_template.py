"""The workbook to fill in is put in its place whole, and never over one that may hold data."""

import openpyxl
import pytest

from sendlib.errors import ParamsError
from sendlib.run import template as writing
from sendlib.run.template import write_template


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(writing, "template_workbook", lambda: b"workbook")


def test_the_workbook_is_written_where_it_is_wanted(tmp_path):
    write_template(tmp_path / "new" / "mine.xlsx")
    assert (tmp_path / "new" / "mine.xlsx").read_bytes() == b"workbook"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["mine.xlsx"]


def test_a_workbook_that_is_there_may_hold_data_and_stays(tmp_path):
    path = tmp_path / "mine.xlsx"
    openpyxl.Workbook().save(path)
    before = path.read_bytes()
    with pytest.raises(ParamsError, match="is there already, and may hold data"):
        write_template(path)
    assert path.read_bytes() == before


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(ParamsError, match="names an Excel file"):
        write_template(tmp_path / "mine.csv")


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ParamsError, match=r"cannot be written: .*name another place with --to"):
        write_template(tmp_path / "file" / "mine.xlsx")


def test_nothing_is_left_where_writing_fails(tmp_path, monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "template_workbook", full)
    with pytest.raises(ParamsError, match="No space left"):
        write_template(tmp_path / "mine.xlsx")
    assert list(tmp_path.iterdir()) == []
