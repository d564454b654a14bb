import errno
import json
import re
import tempfile
from dataclasses import replace

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.errors import NotebookError
from sendlib.params.load import default_params
from sendlib.params.local import LocalData
from sendlib.run import make as making
from sendlib.run import one
from sendlib.run.build import build
from sendlib.run.jobs import Job
from sendlib.run.make import datasets_of, inputs_of
from sendlib.run.one import build_one
from sendlib.run.plan import Step
from sendlib.run.private import NOT_KEPT, OwnFilesChanged
from sendlib.run.record import read_record
from sendlib.run.watcher import Watcher
from sendlib.views.blocks import Evidence


def everything_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Heard(Watcher):
    def __init__(self):
        self.said, self.outcomes = [], []

    def at(self, job, cell, cells):
        self.said.append((job.slug, cell, cells))

    def again(self, job, why):
        self.said.append((job.slug, why))

    def unrecorded(self, why):
        self.said.append(why)

    def ended(self, outcome):
        self.outcomes.append(outcome)


def built(jobs, out, *, workers=1, **settings):
    heard = Heard()
    steps = [Step(job, ("asked",)) for job in jobs]
    outcomes = build(steps, out=out, workers=workers, watcher=heard, **settings)
    assert sorted(heard.outcomes, key=lambda outcome: outcome.slug) == outcomes
    return outcomes


def test_a_report_is_built_and_recorded(small_report, york, tmp_path):
    small_report()
    out = tmp_path / "reports"
    out.mkdir()
    (outcome,) = built([york], out)
    assert (outcome.status, outcome.error, outcome.stale) == ("built", "", False)
    assert {"report.html", "notebook.ipynb", "manifest.json", "figures.csv"} <= {
        path.name for path in (out / "york" / "small").iterdir()
    }
    manifest = json.loads((out / "york" / "small" / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"] == {"plans.csv": "0" * 64}
    assert read_record(out) == [outcome]


def test_the_same_inputs_give_the_same_bytes(small_report, york, tmp_path):
    small_report()
    for name in ("one", "two"):
        assert build_one(york, tmp_path / name).status == "built"
    assert everything_in(tmp_path / "one") == everything_in(tmp_path / "two")


def test_a_report_that_fails_leaves_its_earlier_edition_and_is_called_stale(
    small_report, york, tmp_path
):
    small_report()
    out = tmp_path / "reports"
    out.mkdir()
    built([york], out)
    before = everything_in(out / "york" / "small")
    small_report("raise KeyError('plans')")
    (outcome,) = built([york], out)
    assert everything_in(out / "york" / "small") == before
    assert (outcome.status, outcome.stale, outcome.is_bug) == ("failed", True, False)
    assert outcome.error == "small.ipynb, cell 4: KeyError: 'plans'"
    assert (outcome.cell, outcome.why) == (4, ("asked",))
    assert "KeyError" in outcome.details
    assert [entry.stale for entry in read_record(out)] == [True]


def test_a_report_that_never_stood_leaves_nothing_when_it_fails(small_report, york, tmp_path):
    small_report("raise KeyError('plans')")
    outcome = build_one(york, tmp_path / "reports")
    assert not outcome.stale
    assert set(everything_in(tmp_path / "reports")) == {"york/small-failed.ipynb"}


def test_one_that_fails_does_not_stop_the_others(small_report, york, tmp_path):
    small_report("{'816': 'fine'}[area]", "import os")
    other = Job("leeds", default_params("Leeds"), "small", ("html",))
    out = tmp_path / "reports"
    out.mkdir()
    small_report("from sendlib.views.blocks import Prose\nProse('p', ({'816': 'Fine.'}[area],))")
    assert [(one.slug, one.status) for one in built([other, york], out)] == [
        ("leeds", "failed"),
        ("york", "built"),
    ]


def test_a_section_is_left_out_as_the_params_say(small_report, york, tmp_path):
    small_report("# Money {#money}", "# Map {#map}\n\nNot [money](#money).", "# End {#end}")
    options = york.params.report.model_copy(update={"leave_out": ("money",)})
    job = Job("york", york.params.model_copy(update={"report": options}), "small", ("html",))
    assert build_one(job, tmp_path).error == ""
    page = (tmp_path / "york" / "small" / "report.html").read_text("utf-8")
    assert 'id="map"' in page
    assert 'id="money"' not in page


def test_a_bug_in_one_report_is_told_apart_with_its_traceback(
    small_report, york, tmp_path, monkeypatch
):
    small_report()
    monkeypatch.setattr(making, "report_files", lambda *_, **__: {}["gone"])
    outcome = build_one(york, tmp_path)
    assert outcome.is_bug
    assert outcome.error == "a fault in the program: KeyError: 'gone'"
    assert "Traceback" in outcome.details


def test_a_full_disk_is_told_with_the_folder(small_report, york, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    small_report()
    monkeypatch.setattr(making, "replace_folder", full)
    outcome = build_one(york, tmp_path)
    assert not outcome.is_bug
    assert "york/small: the report cannot be written there: No space left on" in outcome.error


@pytest.mark.parametrize(("named", "where"), [("/own/part", "/own/part"), (None, "")])
def test_a_full_disk_is_told_where_a_file_is_made_on_the_way(
    small_report, york, tmp_path, monkeypatch, named, where
):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device", named)

    small_report()
    monkeypatch.setattr(making, "report_files", full)
    outcome = build_one(york, tmp_path)
    assert not outcome.is_bug
    where = where or tempfile.gettempdir()
    assert outcome.error.startswith(f"{where}: no room is left on the disk; make some")


def test_another_fault_of_a_file_is_a_bug(small_report, york, tmp_path, monkeypatch):
    def gone(*_, **__):
        raise FileNotFoundError(errno.ENOENT, "No such file", "font.ttf")

    small_report()
    monkeypatch.setattr(making, "report_files", gone)
    outcome = build_one(york, tmp_path)
    assert outcome.is_bug
    assert "font.ttf" in outcome.error


def test_a_folder_that_cannot_be_made_is_told_before_the_notebook_runs(york, tmp_path):
    (tmp_path / "york").write_text("in the way")
    outcome = build_one(york, tmp_path)
    assert "york/small: the report cannot be written there: File exists" in outcome.error


def test_a_report_whose_process_dies_fails_alone_and_says_where(small_report, york, tmp_path):
    small_report("import os\nfrom sendlib.views.blocks import Prose\n"
                 "os._exit(9) if area == '816' else Prose('p', ('Fine.',))")  # fmt: skip
    other = Job("leeds", default_params("Leeds"), "small", ("html",))
    leeds, outcome = built([york, other], tmp_path, workers=5)
    assert (leeds.status, outcome.status, outcome.is_bug) == ("built", "failed", False)
    assert re.match(r"at cell 4 of \d: its process ended with code 9, most often", outcome.error)


def test_a_notebook_that_lists_no_inputs_is_refused():
    with pytest.raises(NotebookError, match=r"lists no inputs: it needs a cell with sources_table"):
        inputs_of(new_notebook(cells=[new_markdown_cell("# Words")]))


def test_a_notebook_may_say_that_nothing_was_there_to_read():
    listed = Evidence(inputs=pd.DataFrame({"path": [], "sha256": []})).bundle()
    cell = new_code_cell("x", outputs=[new_output("display_data", data=listed)])
    assert inputs_of(new_notebook(cells=[cell])) == {}
    assert datasets_of(new_notebook(cells=[cell])) == ()


def own_files(job):
    local = LocalData(folder="/their/files")
    return replace(job, params=job.params.model_copy(update={"local": local}))


def test_what_the_user_is_to_know_of_private_files_is_told_and_not_written_down(
    small_report, york, tmp_path
):
    small_report(
        "import pandas as pd\n"
        "from sendlib.views.blocks import Column, Evidence, Origin, Table\n"
        "own = pd.DataFrame({'path': ['local/a.csv'], 'sha256': ['1' * 64]})\n"
        "Table('Own', 'tab-own', (Column('File'),), (('a',),), evidence=Evidence(inputs=own),\n"
        "      origin=Origin('local', 'protected'))",
    )
    out = tmp_path / "reports"
    out.mkdir()
    (outcome,) = built([own_files(york)], out)
    assert (outcome.status, outcome.error) == ("built", "")
    assert outcome.told == (NOT_KEPT,)
    assert "told" not in (out / "run.json").read_text("utf-8")
    texts = [path.read_bytes() for path in out.rglob("*") if path.is_file()]
    assert not any(b"/their/files" in text for text in texts)
    manifest = json.loads((out / "york" / "small" / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"] == {"local/a.csv": "1" * 64, "plans.csv": "0" * 64}


@pytest.mark.parametrize("is_bug", [False, True])
def test_a_failure_on_a_councils_own_files_tells_nothing_of_what_they_hold(
    small_report, york, tmp_path, monkeypatch, is_bug
):
    small_report("raise KeyError('P00001')")
    if is_bug:
        monkeypatch.setattr(making, "execute", lambda *_, **__: {}["P00001"])
    outcome = build_one(own_files(york), tmp_path / "reports")
    assert outcome.is_bug == is_bug
    assert "KeyError" in outcome.error
    assert "P00001" not in outcome.error + outcome.details
    assert outcome.notebook == ""
    assert [path.name for path in (tmp_path / "reports").rglob("*")] == ["york"]


def test_what_a_report_failed_with_once_is_gone_when_it_is_built(small_report, york, tmp_path):
    small_report("1 / 0")
    failed = build_one(york, tmp_path)
    assert (tmp_path / failed.notebook).is_file()
    small_report()
    outcome = build_one(york, tmp_path)
    assert not (tmp_path / failed.notebook).exists()
    assert set(outcome.sections) >= {"Sources", "Writing the files"}


@pytest.mark.parametrize(("times", "status", "tries"), [(1, "built", 2), (2, "failed", 2)])
def test_own_files_that_changed_meanwhile_are_tried_once_more(
    small_report, york, tmp_path, monkeypatch, times, status, tries
):
    put, left = one.put_in_place, [times]

    def changing(*given):
        left[0] -= 1
        if left[0] >= 0:
            raise OwnFilesChanged("changed")
        return put(*given)

    small_report()
    monkeypatch.setattr(one, "put_in_place", changing)
    outcome = build_one(york, tmp_path)
    assert (outcome.status, outcome.tries) == (status, tries)


def test_a_report_that_waits_is_stale_in_the_record_until_it_is_built(small_report, york, tmp_path):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    small_report()
    built([york], tmp_path)
    other = Job("leeds", default_params("Leeds"), "small", ("html",))
    with pytest.raises(KeyboardInterrupt):
        built([york, other], tmp_path, runner=stopped)
    told = {entry.slug: (entry.status, entry.stale) for entry in read_record(tmp_path)}
    assert told == {"leeds": ("waiting", False), "york": ("waiting", True)}


def test_a_record_that_cannot_be_written_is_told_once_and_stops_nothing(
    small_report, york, tmp_path
):
    small_report()
    (tmp_path / "run.json").mkdir()
    heard = Heard()
    (outcome,) = build([Step(york, ())], out=tmp_path, workers=1, watcher=heard)
    assert outcome.status == "built"
    told = [one for one in heard.said if isinstance(one, str)]
    assert len(told) == 1
    assert "run.json: cannot be written: Is a directory" in told[0]
    assert ("york", 0, 0) in heard.said
    assert ("york", 4, 4) in heard.said
