"""Published files by content, where several machines reach them."""

import os
import sys

import fsspec
import pytest

from sendlib.data.inputs import Inputs, fetch_inputs, put_inputs
from sendlib.data.store import sha256
from sendlib.errors import SourceError

CONTENT = {"ehcp/plans.csv": b"plans\n", "plans-again.csv": b"plans\n", "money.csv": b"money\n"}


@pytest.fixture
def raw(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))
    for name, content in CONTENT.items():
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "raw" / "of-nobody.csv").write_text("not listed\n")
    return tmp_path / "raw"


def inputs(address):
    return Inputs(str(address), {name: sha256(content) for name, content in CONTENT.items()})


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("place", ["folder", "memory://sendlib"])
def test_a_machine_gets_exactly_the_files_that_are_listed_each_stored_once(raw, tmp_path, place):
    address = place if "://" in place else tmp_path / place
    wanted = inputs(address)
    assert put_inputs(wanted, raw) == 2
    assert put_inputs(wanted, raw) == 0
    system, root = fsspec.url_to_fs(str(address))
    assert {path.rpartition("/")[2] for path in system.ls(root, detail=False)} == {
        sha256(b"plans\n"), sha256(b"money\n"),
    }  # fmt: skip
    folder = fetch_inputs(wanted)
    assert files_in(folder) == CONTENT
    system.rm(root, recursive=True)
    assert fetch_inputs(wanted) == folder
    other = Inputs(str(address), {"money.csv": sha256(b"money\n")})
    assert files_in(fetch_inputs(other)) == {"money.csv": b"money\n"}


def test_a_disk_that_allows_one_name_a_file_gets_copies(raw, tmp_path, monkeypatch):
    def refused(*_):
        raise OSError("no links here")

    put_inputs(inputs(tmp_path / "shared"), raw)
    monkeypatch.setattr(os, "link", refused)
    assert files_in(fetch_inputs(inputs(tmp_path / "shared"))) == CONTENT


def test_a_file_that_is_not_what_its_name_says_is_refused_and_not_kept(raw, tmp_path):
    wanted = inputs(tmp_path / "shared")
    put_inputs(wanted, raw)
    (tmp_path / "shared" / sha256(b"money\n")).write_bytes(b"more money\n")
    with pytest.raises(SourceError, match=r"holds other content than its name says: damaged"):
        fetch_inputs(wanted)
    assert not (tmp_path / "store" / "inputs" / "folders").exists()


def test_a_file_that_was_replaced_since_it_was_read_is_not_put_there(raw, tmp_path):
    (raw / "money.csv").write_text("new\n")
    with pytest.raises(SourceError, match=r"money.csv: was replaced while reports were prepared"):
        put_inputs(inputs(tmp_path / "shared"), raw)
    assert not (tmp_path / "shared" / sha256(b"new\n")).exists()


def test_a_place_that_is_not_there_is_named_with_what_to_do(raw, tmp_path):
    with pytest.raises(SourceError, match=r"name a folder or address with --inputs that this"):
        fetch_inputs(inputs(tmp_path / "gone"))
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match=r"file/below: a published file cannot be read or writ"):
        put_inputs(inputs(tmp_path / "file" / "below"), raw)
    with pytest.raises(SourceError, match=r"odd://x: not an address of a folder \(Protocol not k"):
        put_inputs(inputs("odd://x"), raw)


def test_an_address_that_needs_a_package_names_it(raw, monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SourceError, match=r"pip install 'sendlib\[cluster\]' s3fs"):
        put_inputs(inputs("s3://bucket"), raw)
