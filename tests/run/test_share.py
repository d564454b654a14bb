"""Writing a share: whole or not at all, and only where there is something to share."""

import json

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.data.shared import Shared, read_share
from sendlib.errors import ParamsError
from sendlib.params.new import write_params
from sendlib.run import share
from sendlib.run.share import write_share
from tests.measures.local.drawn_review import packages


def shared(**changes):
    rows = pd.DataFrame([("2025", "Total", 9.0, 9.0, 9.0, "")], columns=[
        "period", "need", "value", "lower", "upper", "reason"])  # fmt: skip
    usual = {
        "area_code": "816", "made_with": "1.0", "edition": {}, "disclosure": {"hidden_count": 4},
        "inputs": (), "tables": {"packages-need": rows},
    }  # fmt: skip
    return Shared(**{**usual, **changes})


@pytest.fixture
def york(tmp_path, monkeypatch):
    """Return York's params file, its own files and what is shared of them being given."""

    def given(found, local=None):
        files = LocalTables(packages()) if local is None else local
        monkeypatch.setattr(share, "open_local", lambda _: files)
        monkeypatch.setattr(share, "open_tables", lambda _: None)
        monkeypatch.setattr(share, "shared_of", lambda *_: found)
        return write_params("York", folder=tmp_path / "params")

    return given


def test_a_share_has_the_name_of_its_params_file_and_replaces_the_one_before(
    york, tmp_path, monkeypatch
):
    out = tmp_path / "shares"
    params = york(shared())
    first = write_share(params, out=out)
    monkeypatch.setattr(share, "shared_of", lambda *_: shared(made_with="2.0"))
    write_share(params, out=out)
    assert first.path == out / "york.json"
    assert (first.tables, first.results, first.hidden_count) == (1, 0, 4)
    assert read_share(first.path, area="816").made_with == "2.0"
    assert json.loads(first.path.read_text("utf-8"))["area_name"] == "York"
    assert [path.name for path in out.iterdir()] == ["york.json"]


def test_without_files_there_is_nothing_to_share(york, tmp_path):
    with pytest.raises(ParamsError, match="names no files of the council's own"):
        write_share(york(shared(), LocalTables()), out=tmp_path)


def test_files_that_give_no_table_are_told(york, tmp_path):
    with pytest.raises(ParamsError, match="give none of the tables"):
        write_share(york(shared(tables={})), out=tmp_path)


def test_a_folder_that_cannot_be_written_to_is_told(york, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ParamsError, match=r"cannot be written: .*name another folder with --out"):
        write_share(york(shared()), out=tmp_path / "file" / "shares")


def test_nothing_is_left_where_writing_fails(york, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(ParamsError, match="No space left"):
        write_share(york(shared()), out=tmp_path / "shares")
    assert list((tmp_path / "shares").iterdir()) == []
