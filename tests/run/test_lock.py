"""One build at a time in a folder; the lock goes with the process that holds it."""

import errno
import os
import subprocess
import sys

import pytest

from sendlib.errors import ParamsError, RenderError
from sendlib.run import lock
from sendlib.run.lock import FILE, building_in

HOLDS = """
import sys, time
from pathlib import Path
from sendlib.run.lock import building_in
with building_in(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_another_build_is_told_who_is_at_work_and_what_to_do(tmp_path):
    out = tmp_path / "reports"
    with building_in(out), pytest.raises(ParamsError) as raised, building_in(out):
        pass
    message = str(raised.value)
    assert f"reports: another build is at work there (process {os.getpid()}, since " in message
    assert "wait until it has ended, or name another folder with --out" in message
    with building_in(out):
        assert (out / FILE).is_file()
    assert list(out.iterdir()) == []


def test_the_lock_of_a_killed_process_is_gone_with_it(tmp_path):
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout.readline() == "held\n"
    with pytest.raises(ParamsError, match=f"process {first.pid}"), building_in(tmp_path):
        pass
    first.kill()
    first.communicate()
    assert (tmp_path / FILE).is_file()
    with building_in(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_taken_away_between_is_not_one(tmp_path, monkeypatch):
    """Its holder ends, and takes away the file, after it was opened and before it was locked."""
    taken = lock._lock
    calls = []

    def late(file):
        taken(file)
        calls.append(1)
        if len(calls) == 1:
            (tmp_path / FILE).unlink()

    monkeypatch.setattr(lock, "_lock", late)
    with building_in(tmp_path):
        assert (tmp_path / FILE).is_file()
    assert len(calls) == 2


def test_where_files_cannot_be_locked_builds_are_not_kept_apart(tmp_path, monkeypatch):
    def without(_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", without)
    with building_in(tmp_path), building_in(tmp_path):
        pass


def test_a_holder_that_says_nothing_is_not_named(tmp_path):
    with building_in(tmp_path):
        (tmp_path / FILE).write_text("")
        with pytest.raises(ParamsError, match="at work there; wait"), building_in(tmp_path):
            pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(RenderError, match=r"reports cannot be written there: .*--out"),
        building_in(tmp_path / "file" / "reports"),
    ):
        pass
