"""What can go wrong while reports are built costs the one report: nothing half, lost or left over.

After each fault no half report stands, no process is left, what was finished is there, the next
build makes the rest, and the exit code says what happened.
"""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sendlib.cli.main import main
from sendlib.cli.terminal import DONE, SOME_FAILED, USERS_INPUT
from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.store import STORE_VARIABLE, file_sha256
from sendlib.params.new import write_params
from sendlib.report import outputs
from sendlib.run import build as building
from sendlib.run.notebooks import NOTEBOOKS_VARIABLE
from sendlib.run.supervise import Ended
from tests.run.conftest import COVER, write_notebook
from tests.run.test_plan import people
from tests.run.test_supervise import is_running, until

ROOT = Path(__file__).parents[2]
# one that reads no published file, so that there need be none
REPORT = "improvement-progress"
LISTS = """
import pandas as pd
from sendlib.views.blocks import Column, Evidence, Table
none = pd.DataFrame({"path": [], "sha256": []})
Table("Files", "tab-files", (Column("File"),), (("none",),), evidence=Evidence(inputs=none))
"""
# only in York's report
IN_YORK = (
    "import os, signal, time\nif area == '816' and not os.path.exists({mended!r}):\n    {fault}"
)
FILES = {"report.html", "figures.csv", "comparisons.csv", "findings.csv", "notebook.ipynb",
         "manifest.json"}  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Work in a folder with params of two councils, and notebooks of its own."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(NOTEBOOKS_VARIABLE, str(tmp_path / "notebooks"))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))
    for name in ("Leeds", "York"):
        write_params(name, tmp_path)
    return tmp_path


def put(place, fault="pass"):
    """Put in place a notebook that has a fault in York, until a file called mended is there."""
    cell = IN_YORK.format(mended=str(place / "mended"), fault=fault)
    write_notebook(
        place / "notebooks" / "improvement_progress.ipynb",
        COVER,
        "# Sources {#sources}",
        cell,
        LISTS,
    )


ARGUMENTS = ["build", "leeds.yml", "york.yml", "--report", REPORT, "--format", "html"]


def build(*more):
    with pytest.raises(SystemExit) as stopped:
        main([*ARGUMENTS, "--jobs", "2", *more])
    return stopped.value.code


def whole(place, slug):
    """Say whether a report stands with all its files, and nothing half beside it."""
    folder = place / "reports" / slug
    left = [path.name for path in folder.glob(".*") if path.name != f".{REPORT}.json"]
    report = folder / REPORT
    return left == [] and {path.name for path in report.glob("*")} == FILES


def bytes_of(place, slug):
    folder = place / "reports" / slug / REPORT
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def entry(place, slug):
    listed = json.loads((place / "reports" / "run.json").read_text("utf-8"))["reports"]
    return next(one for one in listed if one["slug"] == slug)


def mend(place):
    (place / "mended").touch()
    assert build() == DONE
    assert whole(place, "leeds")
    assert whole(place, "york")
    assert [entry(place, slug)["status"] for slug in ("leeds", "york")] == ["built", "built"]
    assert not list((place / "reports").glob("*/*-failed.ipynb"))


FAULTS = {
    "a kernel is killed": ("os.kill(os.getpid(), signal.SIGKILL)", "was killed (SIGKILL)", 2, ()),
    "a cell never ends": (
        "while True: time.sleep(0.01)", "had not ended after 6 seconds", 1, ("--timeout", "6"),
    ),
    "a cell never ends and cannot be stopped": (
        "signal.signal(signal.SIGALRM, signal.SIG_IGN); signal.pause()",
        "took more than 12 seconds", 1, ("--timeout", "6"),
    ),
    "a cell takes 8 GiB": ("x = bytearray(8 << 30)", "cell 4: MemoryError", 1, ()),
    "a cell fails": ("raise KeyError('x')", "cell 4: KeyError", 1, ()),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_one_report_and_the_earlier_one_stays(place, capsys, name):
    fault, told, tries, options = FAULTS[name]
    put(place, fault)
    (place / "mended").touch()
    assert build() == DONE
    before = bytes_of(place, "york")
    (place / "mended").unlink()
    assert build("--force", *options) == SOME_FAILED
    assert bytes_of(place, "york") == before
    assert whole(place, "leeds")
    failed = entry(place, "york")
    assert told in failed["error"]
    assert (failed["stale"], failed["tries"], failed["cell"]) == (True, tries, 4)
    partial = place / "reports" / failed["notebook"]
    assert "The build failed at the next cell" in partial.read_text("utf-8")
    err = capsys.readouterr().err
    assert "York: failed; the earlier report stays in place" in err
    assert f"jupyter lab reports/york/{REPORT}-failed.ipynb" in err
    mend(place)
    assert "1 of 2 to build: it failed last time" in capsys.readouterr().out


def test_a_full_disk_costs_what_could_not_be_written(place, monkeypatch):
    """Room ends in the middle of York's files; reports are built in this process."""

    def full(path, content):
        if (
            path.parts[-1] == "report.html"
            and ".building" not in path.parts
            and "york" in path.parts
        ):
            path.touch()
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, content)

    put(place)
    write = Path.write_bytes
    with monkeypatch.context() as patch:
        patch.setattr(outputs.Path, "write_bytes", full)
        made = building.build
        patch.setattr(
            building,
            "build",
            lambda *given, **more: made(*given, **{**more, "runner": in_this_process}),
        )
        assert build() == SOME_FAILED
    assert (
        "cannot be written there: No space left on device; make room"
        in entry(place, "york")["error"]
    )
    assert whole(place, "leeds")
    assert not (place / "reports" / "york" / REPORT).exists()
    assert list((place / "reports" / "york").glob(".*")) == []
    mend(place)


def in_this_process(tasks, work, **_):
    for task in tasks:
        yield Ended(task, 0.0, work(task, lambda *_: None))


READS = """
from sendlib.data.register import load_register
from sendlib.data.tables import open_tables
from sendlib.params.load import from_notebook
from sendlib.views.sources import sources_table
tables = open_tables(from_notebook(area=area))
read = tables.facts("population_0_17")
"""


def test_an_input_replaced_during_the_run_is_told_and_its_reports_built_again(
    place, monkeypatch, capsys
):
    """The file is replaced once York has read it; Leeds is done before."""
    data = place / "data"
    data.mkdir()
    people(data / "people.csv", 2023)
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    people(place / "later.csv", 2023, number=6)
    later, there = str(place / "later.csv"), str(data / "people.csv")
    is_there = f"area == '816' and os.path.exists({later!r})"
    replaced = f"import os\nif {is_there}:\n    os.replace({later!r}, {there!r})"
    notebook = place / "notebooks" / "small.ipynb"
    listed = "sources_table(tables, load_register())"
    write_notebook(notebook, COVER, "# Sources {#sources}", READS, replaced, listed)
    arguments = ["build", "leeds.yml", "york.yml", "--report", "small", "--format", "html"]

    def ran():
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--jobs", "1"])
        return stopped.value.code, *capsys.readouterr()

    code, _, err = ran()
    assert code == DONE
    assert "2 of 2 reports are out of date already: input population 2023 changed" in err
    code, out, err = ran()
    assert (code, err) == (DONE, "")
    assert "2 of 2 to build: input population 2023 changed" in out
    inputs = {
        json.loads((place / "reports" / slug / "small" / "manifest.json").read_text())["inputs"][
            "people.csv"
        ]
        for slug in ("leeds", "york")
    }
    assert inputs == {file_sha256(data / "people.csv")}
    assert ran()[1] == "Nothing to build: all 2 reports are up to date.\n"


# what runs in the background of a shell ignores the interrupt
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sendlib.cli.main import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_goes_on_where_it_was(place, capsys, how):
    """Leeds is finished, York at work; then comes Ctrl-C, or the end of the first process."""
    put(place, f"open({str(place / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(600)")
    first = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, *ARGUMENTS, "--jobs", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    pid = place / "pid"
    assert until(lambda: pid.exists() and pid.read_text(), seconds=120)
    assert build() == USERS_INPUT  # two builds at once
    assert f"another build is at work there (process {first.pid}" in capsys.readouterr().err
    first.send_signal(how)
    _, told = first.communicate(timeout=60)
    assert first.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in told
    assert until(lambda: not is_running(int(pid.read_text())))
    assert whole(place, "leeds")
    assert not (place / "reports" / "york" / REPORT).exists()
    assert entry(place, "york")["status"] == "waiting"
    before = bytes_of(place, "leeds")
    finished = (place / "reports" / "leeds" / REPORT).stat().st_mtime_ns
    mend(place)
    assert "1 of 2 to build: not built yet" in capsys.readouterr().out
    assert bytes_of(place, "leeds") == before
    assert (place / "reports" / "leeds" / REPORT).stat().st_mtime_ns == finished
