import subprocess
import sys
from pathlib import Path

import pytest

from sendlib.data.folder import DATA_VARIABLE
from sendlib.errors import NotebookError, SourceError
from sendlib.run import ready
from sendlib.run.jobs import Job
from sendlib.run.ready import make_ready
from tests.run import supervised

ROOT = Path(__file__).parents[2]


@pytest.fixture
def nothing_published(notebooks, tmp_path, monkeypatch):
    notebooks()
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))


@pytest.mark.usefixtures("nothing_published")
@pytest.mark.parametrize("platform", [sys.platform, "darwin"])
def test_what_is_wrong_is_told_as_by_this_process(york, tmp_path, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(SourceError, match=r"data: no such folder; give the folder"):
        make_ready([york], out=tmp_path / "reports")
    with pytest.raises(NotebookError, match="no report 'other'"):
        make_ready([Job("york", york.params, "other")], out=tmp_path / "reports")


@pytest.mark.usefixtures("nothing_published")
def test_all_that_is_sound_is_ready(york, tmp_path, notebooks):
    notebooks(name="improvement_progress")
    make_ready([Job("york", york.params, "improvement-progress")], out=tmp_path / "reports")
    assert (tmp_path / "reports").is_dir()


@pytest.mark.usefixtures("nothing_published")
def test_a_bug_is_told_with_its_traceback(tmp_path):
    with pytest.raises(RuntimeError, match=r"(?s)in prepare_data.*AttributeError"):
        make_ready([Job("york", None, "small")], out=tmp_path / "reports")


def test_a_process_that_was_killed_is_no_success(york, tmp_path, monkeypatch):
    monkeypatch.setattr(ready, "_faults", supervised.is_killed)
    with pytest.raises(SourceError, match=r"reading the published files: its process was killed"):
        make_ready([york], out=tmp_path)


def test_the_first_process_does_not_load_what_reads_tables_and_notebooks():
    code = (
        "import sendlib.cli.build, sendlib.cli.cluster, sendlib.run.build, sendlib.run.ready, sys; "
        "print({'pandas', 'numpy', 'nbformat', 'matplotlib'} & set(sys.modules) or 'neither')"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["neither"]
