"""What a build does not write down where it reads a council's own files."""

from types import SimpleNamespace

from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from sendlib.errors import NotebookError, RenderError
from sendlib.params.load import default_params, from_notebook, region_from_notebook
from sendlib.params.local import LocalData
from sendlib.params.region import RegionParams
from sendlib.run.confidential import tellable, without_folders
from sendlib.run.own import public_params, reads_own_files

FOLDER = "/data/é “own”\\files"
PLAIN = default_params("York")
OWN = PLAIN.model_copy(
    update={"local": LocalData(folder=FOLDER, files={"packages": "a.csv"}, private="/data/kept")}
)


def failed(ename, evalue):
    error = NotebookError(f"small.ipynb, cell 2: {ename}: {evalue}")
    error.__cause__ = PapermillExecutionError(
        cell_index=2, exec_count=1, source="", ename=ename, evalue=evalue, traceback=[]
    )
    return error


def test_a_report_on_a_councils_own_files_is_told_from_others():
    assert reads_own_files(OWN)
    assert not reads_own_files(PLAIN)


def test_neither_manifest_nor_notebook_says_where_the_files_lie():
    values = public_params(OWN)
    assert values["local"] == {"folder": "", "files": {}, "columns": {}, "private": ""}
    assert from_notebook(**values) == PLAIN
    cells = [
        new_code_cell("local = {}", metadata={"tags": ["parameters"]}),
        new_code_cell(f"local = {FOLDER!r}", metadata={"tags": ["injected-parameters"]}),
        new_code_cell("area"),
    ]  # fmt: skip
    kept = without_folders(new_notebook(cells=cells), OWN)
    assert [cell.source for cell in kept.cells[::2]] == ["local = {}", "area"]
    names: dict[str, object] = {}
    exec(kept.cells[1].source, names)
    assert from_notebook(**{name: names[name] for name in type(PLAIN).model_fields}) == PLAIN
    assert "files" not in kept.cells[1].source.partition("local = ")[0]
    assert "data/" not in kept.cells[1].source


def test_nor_does_anything_say_where_the_files_of_a_region_lie():
    members = [{"area": "Kent", "local": {"folder": FOLDER}}, {"area": "Surrey", "shared": FOLDER}]
    region = RegionParams(region="Two Downs", members=members, local={"folder": "/data/ours"})
    assert reads_own_files(region)
    assert not reads_own_files(RegionParams(region="Two Downs", members=("Kent", "Surrey")))
    values = public_params(region)
    assert region_from_notebook(**values) == RegionParams(
        region="Two Downs", members=("Kent", "Surrey")
    )
    said = tellable(failed("SourceError", f"{FOLDER}/a.csv and /data/ours/b.csv"), region)
    assert "data/" not in said


def test_what_a_failure_says_of_the_content_of_files_is_left_out():
    assert tellable(failed("KeyError", "'P00001'"), OWN) == (
        "small.ipynb, cell 2: KeyError; what it says is left out, since it may hold values of the "
        "council's own files: run the notebook in JupyterLab to see it"
    )
    assert tellable(failed("SourceError", f"{FOLDER}/a.csv: damaged"), OWN) == (
        "small.ipynb, cell 2: SourceError: the folder of the council's own files/a.csv: damaged"
    )
    assert tellable(RenderError("no room in /data/kept"), OWN) == (
        "no room in the folder of the council's own files"
    )


def test_a_failure_of_a_report_on_published_data_is_told_as_it_is():
    assert "P00001" in tellable(failed("KeyError", "'P00001'"), PLAIN)
    bare = SimpleNamespace(**{**PLAIN.model_dump(), "local": LocalData(folder=FOLDER)})
    assert tellable(RenderError("x"), bare) == "x"
