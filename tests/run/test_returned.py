"""A report that was built elsewhere is put in place as if it had been built here."""

from functools import partial

from sendlib.run import returned as landing
from sendlib.run.build import _Task, _work
from sendlib.run.one import build_one
from sendlib.run.returned import land, return_report
from sendlib.run.state import Basis


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def sent_back(job, folder, basis=None):
    work = partial(_work, out=folder / "not used", seconds=60)
    found = return_report(_Task(job, basis, ("new",)), lambda *_: None, work=work)
    assert not (folder / "not used").exists()
    return found


def test_it_leaves_the_files_of_a_report_that_was_built_here(small_report, york, tmp_path):
    small_report()
    here, there = tmp_path / "here", tmp_path / "there"
    for basis in (Basis(notebook="a"), None):  # the second has no state, and the first's must go
        assert build_one(york, here, basis=basis).status == "built"
        outcome = land(sent_back(york, tmp_path, basis), york, there)
        assert (outcome.status, outcome.stale, outcome.why) == ("built", False, ("new",))
        assert files_in(there) == files_in(here)


def test_one_that_failed_leaves_the_earlier_report_and_the_partial_notebook(
    small_report, york, tmp_path
):
    small_report()
    out = tmp_path / "out"
    land(sent_back(york, tmp_path), york, out)
    before = files_in(out)
    small_report("raise KeyError('plans')")
    failed = land(sent_back(york, tmp_path), york, out)
    assert (failed.status, failed.stale, failed.cell) == ("failed", True, 4)
    assert failed.notebook == "york/small-failed.ipynb"
    assert {**files_in(out), "york/small-failed.ipynb": b""} == {
        **before, "york/small-failed.ipynb": b"",
    }  # fmt: skip
    small_report()
    assert land(sent_back(york, tmp_path), york, out).stale is False
    assert files_in(out) == before


def test_a_full_disk_here_is_told_and_nothing_is_half_there(
    small_report, york, tmp_path, monkeypatch
):
    small_report()
    found = sent_back(york, tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(landing, "replace_folder", full)
    outcome = land(found, york, tmp_path / "out")
    assert outcome.status == "failed"
    assert "cannot be written there: No space left on device" in outcome.error
