import hashlib
import json
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.data.folder import DATA_VARIABLE
from sendlib.errors import NotebookError, RenderError
from sendlib.params.load import default_params
from sendlib.params.region import RegionParams
from sendlib.report.outputs import FORMATS
from sendlib.report.quarto_engine import Quarto
from sendlib.run import make as making
from sendlib.run import verify as module
from sendlib.run.jobs import Job
from sendlib.run.one import build_one
from sendlib.run.record import Outcome
from sendlib.run.verify import _params_file, formats_of
from sendlib.views.blocks import Column, CoverPage, Evidence, Table

CONTENT = "area,plans\nYork,7\n"
COVER = {
    "title": "Small", "subtitle": "Smaller", "area_name": "York", "status_mark": "Draft",
    "protective_mark": "", "version": "1", "date": "", "contact": "nobody", "signed_off_by": "",
    "branding": {"name": "York", "primary": "#12436d", "accent": "#28a197", "logo": None},
    "is_demo": False, "keywords": [],
}  # fmt: skip


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data_raw"
    folder.mkdir()
    (folder / "plans.csv").write_text(CONTENT)
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    return folder


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """A folder of their own for temporary folders, to see that none stays."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def notebook_says(monkeypatch, data):
    """Stand for a notebook, executed: it reads the folder of data and says these words."""

    def shown(view):
        content, metadata = view._repr_mimebundle_()
        return new_code_cell(outputs=[new_output("display_data", data=content, metadata=metadata)])

    def executed(words):
        paths = sorted(data.glob("*.csv"))
        hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
        read = pd.DataFrame({"path": [path.name for path in paths], "sha256": hashes})
        rows = (("plans.csv",),)
        files = Table("Files", "tab-read", (Column("File"),), rows, evidence=Evidence(inputs=read))
        return new_notebook(
            cells=[shown(CoverPage(COVER)), new_markdown_cell(words), shown(files)],
            metadata={"sendlib": {"report": "small"}},
        )

    def say(words):
        monkeypatch.setattr(making, "execute", lambda *_, **__: executed(words))

    return say


@pytest.fixture
def report(notebook_says, scratch, tmp_path):
    """A report as it was built."""
    assert scratch.is_dir()
    notebook_says("# Files {#files}")
    job = Job("york", default_params("York"), "small", ("html",))
    assert build_one(job, tmp_path / "reports").error == ""
    return job.folder(tmp_path / "reports")


def verify(report, params_folder=Path("params")):
    return module.verify(report, params_folder=params_folder)


def states(verified):
    return {one.name: one.state for one in verified.files if one.state != "same"}


def changed_manifest(report, **changes):
    path = report / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_a_report_that_comes_out_the_same_is_verified(report, scratch):
    verified = verify(report / "manifest.json")
    assert verified.is_same
    assert {one.name for one in verified.files} == {
        "report.html", "figures.csv", "comparisons.csv", "findings.csv", "notebook.ipynb",
        "manifest.json",
    }  # fmt: skip
    assert verified.causes == ()
    assert list(scratch.iterdir()) == []


def test_files_changed_deleted_or_added_by_hand_are_told(report):
    (report / "report.html").write_text("<p>Mine</p>")
    (report / "findings.csv").unlink()
    (report / "notes.txt").write_text("mine")
    (report / ".DS_Store").write_text("left by the system")
    verified = verify(report)
    assert not verified.is_same
    assert states(verified) == {
        "report.html": "different", "findings.csv": "missing", "notes.txt": "added",
    }  # fmt: skip
    notes = {one.name: one.note for one in verified.files}
    assert notes["report.html"].startswith("changed since it was built: 11 bytes, built anew")
    assert verified.causes == ()


def test_inputs_that_changed_or_are_gone_are_told_by_name_and_nothing_is_built(
    report, data, monkeypatch
):
    monkeypatch.setattr(module, "build_one", lambda *_: {}["not to be called"])
    (data / "plans.csv").write_text("area,plans\nYork,8\n")
    (fault,) = verify(report).faults
    assert fault.startswith("plans.csv: changed: its sha256 begins ")
    assert hashlib.sha256(CONTENT.encode()).hexdigest()[:8] in fault
    (data / "plans.csv").unlink()
    (fault,) = verify(report).faults
    assert fault.startswith(f"plans.csv: missing: it is not in {data}; put it back, or run `sendl")
    data.rmdir()
    verified = verify(report)
    assert not verified.is_same
    assert (
        "no such folder; give the folder of published files with --data-raw" in verified.faults[0]
    )


def test_files_that_were_not_there_then_are_the_likely_cause(report, data):
    (data / "later.csv").write_text("area\n")
    verified = verify(report)
    assert set(states(verified)) == {"manifest.json", "notebook.ipynb"}
    (cause,) = verified.causes
    assert "files that the report did not read: later.csv; take them out" in cause


def test_other_code_that_gives_other_bytes_is_the_likely_cause(report, notebook_says, monkeypatch):
    notebook_says("# New words")
    monkeypatch.setattr(module, "code_hash", lambda: "b" * 64)
    monkeypatch.setattr(module, "package_versions", lambda: {"pandas": "99"})
    packages = {"pandas": "1", "gone": "2"}
    changed_manifest(report, packages=packages)
    verified = verify(report)
    assert states(verified)["report.html"] == "different"
    code, changed = verified.causes
    assert code.startswith("the code has changed: the report was built by sendlib 0.")
    assert "(bbbbbbbb); use that version of the project to verify it" in code
    assert changed.startswith("packages have changed: gone 2, here absent; pandas 1, here 99;")


def test_other_code_that_gives_the_same_bytes_is_no_fault(report):
    changed_manifest(report, code={"version": "0.0.1", "sha256": "c" * 64})
    verified = verify(report)
    assert verified.is_same
    notes = {one.name: one.note for one in verified.files}
    assert notes["manifest.json"] == "but for the versions of code and packages in it"


def test_a_manifest_changed_by_hand_is_different(report):
    outputs = json.loads((report / "manifest.json").read_text())["outputs"]
    changed_manifest(report, outputs=outputs | {"report.html": "0" * 64})
    assert states(verify(report)) == {"manifest.json": "different"}


def test_bytes_that_differ_for_no_reason_are_to_be_reported(report, notebook_says):
    notebook_says("# New words")
    (cause,) = verify(report).causes
    assert cause.endswith("and still bytes differ: please report it")


def test_params_of_another_version_are_told(report):
    changed_manifest(report, params={"area": "816", "colour": "red"})
    (fault,) = verify(report).faults
    assert fault.startswith("manifest.json: its params are not those of this version of sendlib: ")
    assert "colour" in fault


def test_a_report_that_can_no_longer_be_built_is_told_why(report, scratch, monkeypatch):
    def failed(*_, **__):
        raise NotebookError("small.ipynb, cell 4: KeyError: 'plans'")

    monkeypatch.setattr(making, "execute", failed)
    (fault,) = verify(report).faults
    assert fault == "it cannot be built: small.ipynb, cell 4: KeyError: 'plans'"
    assert list(scratch.iterdir()) == []


def test_the_invented_files_of_the_demo_are_made_by_code(report, data, monkeypatch):
    monkeypatch.setattr(module, "data_folder", lambda *, demo: data if demo else None)
    params = json.loads((report / "manifest.json").read_text())["params"]
    changed_manifest(report, params=params | {"area": "Demoshire"})
    (data / "plans.csv").unlink()
    assert verify(report).faults == (
        "the invented files of the demo have changed: the code that makes them has",
    )


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        ({"name": "word"}, "manifest.json: engine: found {'name': 'word'}, allowed: builtin or qu"),
        ({"name": "quarto", "version": "1.9.1"}, "rendered by Quarto 1.9.1, and here is 1.10.2"),
    ],
)
def test_another_engine_than_that_of_the_report_cannot_verify_it(report, monkeypatch, engine, told):
    monkeypatch.setattr(module, "find_quarto", lambda: Quarto("quarto", "1.10.2"))
    changed_manifest(report, engine=engine)
    assert told in verify(report).faults[0]


def test_a_report_by_quarto_is_verified_by_quarto(report, monkeypatch):
    def absent():
        raise RenderError("Quarto was not found")

    asked = []

    def built(job, out):
        asked.append(job.engine)
        shutil.copytree(report, job.folder(out))
        return Outcome("york", "York", "small", "built", 1.0, "")

    changed_manifest(report, engine={"name": "quarto", "version": "1.10.2"})
    monkeypatch.setattr(module, "build_one", built)
    monkeypatch.setattr(module, "find_quarto", lambda: Quarto("quarto", "1.10.2"))
    assert verify(report).is_same
    assert asked == ["quarto"]
    monkeypatch.setattr(module, "find_quarto", absent)
    assert verify(report).faults == ("Quarto was not found",)


def test_the_formats_are_those_that_were_built(report):
    manifest = module.read_manifest(report)
    assert formats_of(manifest) == ("html",)
    every = dict.fromkeys([*module.FILES.values(), "charts/fig-a.svg"], "")
    assert set(formats_of(manifest.model_copy(update={"outputs": every}))) == set(FORMATS)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without asking")
def test_being_asked_to_end_leaves_no_folder_behind(report, scratch, monkeypatch):
    def asked(_, out):
        assert [Path(out)] == list(scratch.iterdir())
        signal.raise_signal(signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(module, "build_one", asked)
    with pytest.raises(SystemExit) as stopped:
        verify(report)
    assert stopped.value.code == module.STOPPED
    assert list(scratch.iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) == before


def test_params_of_a_region_are_looked_for_in_a_folder_of_their_own_too(tmp_path):
    region = RegionParams(region="Two Downs", members=("Kent", "Surrey"))
    assert _params_file(tmp_path, region, "two").parent == tmp_path / "regions"
    (tmp_path / "two.yml").touch()
    assert _params_file(tmp_path, region, "two") == tmp_path / "two.yml"
    assert _params_file(tmp_path, default_params("York"), "york") == tmp_path / "york.yml"
