"""Checksums on record: right whatever happened to the file, and quick where nothing did."""

import os

import pytest

from sendlib.data import digests as module
from sendlib.data.digests import FILE, Digests
from sendlib.data.store import file_sha256


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plans.csv"
    path.write_text("one")
    os.utime(path, (1, 1))
    return path


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def hashed(monkeypatch):
    """Count the files that are hashed from here on."""
    seen = []
    monkeypatch.setattr(module, "file_sha256", lambda path: seen.append(path) or file_sha256(path))
    return seen


def test_a_file_is_hashed_once_and_then_known_even_by_another_process(file, store, monkeypatch):
    seen = hashed(monkeypatch)
    first = Digests(store)
    assert [first.of(file), first.of(file)] == [file_sha256(file)] * 2
    first.save()
    assert Digests(store).of(file) == file_sha256(file)
    assert seen == [file]


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_hashed_again(file, store):
    known = Digests(store)
    known.of(file)
    other = file.with_name("new")
    other.write_text("two")
    os.utime(other, (1, 1))
    other.replace(file)
    assert known.of(file) == file_sha256(file)


def test_a_file_written_this_moment_is_not_taken_for_settled(file, store, monkeypatch):
    file.write_text("two")
    seen = hashed(monkeypatch)
    known = Digests(store)
    known.of(file)
    known.of(file)
    assert len(seen) == 2


def test_what_was_written_whole_need_not_be_hashed(file, store, monkeypatch):
    seen = hashed(monkeypatch)
    known = Digests(store)
    known.put(file, "abc")
    assert known.of(file) == "abc"
    assert seen == []


def test_files_that_are_gone_leave_the_record_and_nothing_new_is_not_written(file, store):
    known = Digests(store)
    known.save()
    assert not store.exists()
    known.of(file)
    file.unlink()
    known.save()
    assert (store / FILE).read_text() == "{}"


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": ["b"]}'])
def test_a_record_that_cannot_be_read_counts_as_none(file, store, text):
    store.mkdir()
    (store / FILE).write_text(text)
    assert Digests(store).of(file) == file_sha256(file)


def test_a_store_that_cannot_be_written_to_costs_time_only(file, tmp_path):
    (tmp_path / "store").write_text("in the way")
    known = Digests(tmp_path / "store")
    assert known.of(file) == file_sha256(file)
    known.save()
