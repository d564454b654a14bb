import subprocess
import sys

import pandas as pd
import pytest

from sendlib.data.store import (
    file_sha256,
    package_code,
    read_index,
    read_rows,
    read_table,
    reading_code,
    rows_path,
    sha256,
    store_folder,
    table_path,
    write_index,
    write_rows,
    write_table,
)
from sendlib.errors import SourceError

TABLE = pd.DataFrame({"area_code": ["885"], "value": [1.5]})


def test_a_stored_table_comes_back_as_it_was(tmp_path):
    write_table(tmp_path, "key", TABLE)
    pd.testing.assert_frame_equal(read_table(tmp_path, "key"), TABLE)


def test_categories_survive_the_store(tmp_path):
    write_table(tmp_path, "key", TABLE.astype({"area_code": "category"}))
    assert isinstance(read_table(tmp_path, "key")["area_code"].dtype, pd.CategoricalDtype)


@pytest.mark.parametrize("kind", ["str", "object"])
def test_the_rows_wanted_are_those_of_the_whole_table(tmp_path, kind):
    table = pd.DataFrame(
        {
            "area_code": pd.Series(["885", None, "890", "885", "891"], dtype=kind),
            "note": ["a", None, "", "a", "b"],
            "value": [1.5, 2.0, float("nan"), -1.0, 3.0],
            "is_known": [True, False, True, True, False],
            "year": [2024, 2025, 2024, 2025, 2024],
        }
    )
    write_rows(tmp_path, "key", table)
    all_rows = read_rows(tmp_path, "key")
    pd.testing.assert_frame_equal(all_rows, table.astype({"area_code": "str", "note": "str"}))
    for wanted in ({"area_code": ["885", "no such"]}, {"note": {"b", ""}, "area_code": ("890",)}):
        expected = all_rows
        for column, values in wanted.items():
            expected = expected[expected[column].isin(list(values))]
        assert 1 <= len(expected) < len(table)
        found = read_rows(tmp_path, "key", wanted)
        pd.testing.assert_frame_equal(found, expected.reset_index(drop=True))
    none = read_rows(tmp_path, "key", {"note": ["z"]})
    assert len(none) == 0
    assert list(map(str, none.dtypes)) == list(map(str, all_rows.dtypes))


def test_nothing_is_left_but_the_table(tmp_path):
    write_table(tmp_path, "key", TABLE)
    write_table(tmp_path, "key", TABLE)
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["key.parquet"]


def test_a_table_that_cannot_be_stored_leaves_nothing(tmp_path):
    with pytest.raises(Exception, match="object"):
        write_table(tmp_path, "key", pd.DataFrame({"a": [object()]}))
    assert list((tmp_path / "tables").iterdir()) == []


def test_an_index_is_known_only_while_its_tables_are_there(tmp_path):
    assert read_index(tmp_path, "file") is None
    write_table(tmp_path, "key", TABLE)
    write_index(tmp_path, "file", [{"key": "key"}])
    assert read_index(tmp_path, "file") == [{"key": "key"}]
    table_path(tmp_path, "key").unlink()
    assert read_index(tmp_path, "file") is None


def test_a_damaged_index_is_read_anew(tmp_path):
    write_index(tmp_path, "file", [])
    assert read_index(tmp_path, "file") == []
    (tmp_path / "index" / "file.json").write_text("[{", encoding="utf-8")
    assert read_index(tmp_path, "file") is None


def test_a_damaged_table_is_refused_with_what_to_do(tmp_path):
    path = table_path(tmp_path, "key")
    path.parent.mkdir()
    path.write_bytes(b"PAR1")
    with pytest.raises(SourceError, match=r"damaged .* delete the folder"):
        read_table(tmp_path, "key")


def test_damaged_rows_are_refused_with_what_to_do(tmp_path):
    write_rows(tmp_path, "key", TABLE)
    path = rows_path(tmp_path, "key")
    for content in (path.read_bytes()[:-20], b""):
        path.write_bytes(content)
        with pytest.raises(SourceError, match=r"key.arrow: .* damaged .* delete the folder"):
            read_rows(tmp_path, "key", {"area_code": ["885"]})
    path.unlink()
    with pytest.raises(SourceError, match="run again"):
        read_rows(tmp_path, "key")


def test_rows_that_were_read_do_not_hang_on_the_file(tmp_path):
    table = pd.DataFrame({"area_code": ["885"] * 5_000, "value": range(5_000)})
    write_rows(tmp_path, "key", table)
    whole, part = read_rows(tmp_path, "key"), read_rows(tmp_path, "key", {"area_code": ["885"]})
    path = rows_path(tmp_path, "key")
    with path.open("r+b") as file:  # as far as the system may show it through the same pages
        file.write(bytes(path.stat().st_size))
    for rows in (whole, part):
        pd.testing.assert_frame_equal(rows, table)


def test_a_store_that_cannot_be_written_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match="set SENDLIB_STORE to another folder"):
        write_index(tmp_path / "taken", "file", [])


def test_the_store_lies_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path))
    assert store_folder() == tmp_path
    monkeypatch.delenv("SENDLIB_STORE")
    monkeypatch.chdir(tmp_path)
    assert store_folder() == tmp_path / ".sendlib"


def test_a_file_and_its_bytes_have_one_hash(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"abc")
    assert file_sha256(path) == sha256(b"abc")
    assert sha256(b"abc").startswith("ba7816bf")


def test_the_hash_of_the_reading_code_is_the_same_in_another_process():
    package_code.cache_clear()
    program = "from sendlib.data.store import reading_code; print(reading_code())"
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == reading_code()


def test_the_hash_of_the_code_changes_with_the_package():
    assert package_code("sendlib.data") != package_code("sendlib.contracts")
