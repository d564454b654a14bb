"""The code that makes a report: all that it imports, whatever else the process has loaded."""

import ast
from pathlib import Path

import nbformat
import pytest

from sendlib.data.store import STORE_VARIABLE
from sendlib.errors import NotebookError
from sendlib.run import code
from sendlib.run.code import code_of, contents
from sendlib.run.notebooks import notebook_path
from sendlib.run.supervise import run
from tests.run import supervised

ROOT = Path(__file__).parents[2]
BY_NAME = {"import_module", "__import__", "run_module", "run_path"}


@pytest.fixture
def anew(monkeypatch, tmp_path):
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))
    # a few modules stand for all of them, which take a second to follow
    few = ("sendlib/__init__.py", "sendlib/run/__init__.py", "sendlib/run/track.py")
    monkeypatch.setattr(code, "contents", lambda: dict.fromkeys(few, "0"))
    monkeypatch.setattr(code, "START", ("sendlib.run.track",))


@pytest.fixture
def found(notebooks):
    notebooks("from sendlib.views.sources import sources_table\nfrom sendlib.views import theme")
    return set(code_of("small").modules)


def test_modules_are_followed_from_import_to_import(found):
    assert {
        "sendlib/views/sources.py", "sendlib/measures/indicator.py", "sendlib/contracts/areas.py",
        "sendlib/run/make.py", "sendlib/errors.py", "sendlib/views/__init__.py",
        "sendlib/views/svg_canvas.py",
    } <= found  # fmt: skip
    assert {"sendlib/data/layouts.yml", "sendlib/report/templates/report.css",
            "data_raw/sources.yml"} <= found  # fmt: skip


def test_what_makes_no_report_does_not_count(found):
    assert not [path for path in found if path.startswith("sendlib/cli/")]
    assert not found & {"sendlib/run/plan.py", "sendlib/run/supervise.py", "sendlib/run/site.py"}


def test_a_notebook_with_commands_to_ipython_may_import_anything(notebooks):
    notebooks("%load_ext autoreload")
    assert set(code_of("small").modules) == set(contents())


def test_cells_and_tags_count_and_outputs_and_ids_do_not(notebooks, tmp_path):
    notebooks("1 + 1")
    path = tmp_path / "notebooks" / "small.ipynb"
    first = code_of("small").notebook
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].update(id="other", execution_count=7)
    nbformat.write(notebook, path)
    assert code_of("small").notebook == first
    notebook.cells[-1].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, path)
    assert code_of("small").notebook != first
    with pytest.raises(NotebookError, match="no report 'gone'"):
        code_of("gone")


@pytest.mark.usefixtures("anew")
def test_what_was_followed_once_is_kept_and_a_damaged_record_is_not_believed(
    notebooks, tmp_path, monkeypatch
):
    notebooks("1")
    first = code_of("small")
    (path,) = (tmp_path / "store" / "code").iterdir()
    code._reached.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(code, "_followed", None)
        assert code_of("small") == first
    code._reached.cache_clear()
    path.write_text("{")
    assert code_of("small") == first


@pytest.mark.usefixtures("anew")
def test_without_a_store_it_is_followed_every_time(notebooks, tmp_path):
    notebooks("1")
    (tmp_path / "store").write_text("in the way")
    assert "sendlib/run/track.py" in code_of("small").modules


def test_no_module_is_imported_in_a_way_that_cannot_be_followed():
    """The command line imports by name, but no report is made of it."""
    for path in (ROOT / "sendlib").rglob("*.py"):
        text = path.read_text("utf-8")
        if path.parts[-2] == "cli" or not any(name in text for name in BY_NAME):
            continue
        names = {
            node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
        }
        assert not names & BY_NAME, path


def test_all_that_a_process_loads_for_reports_is_among_them():
    """Also what is loaded by a name that no import tells, as papermill loads its engine."""
    (ended,) = run([0], supervised.loaded, workers=1)
    loaded = {Path(name).relative_to(ROOT).as_posix() for name in ended.result}
    reports = [path.stem.replace("_", "-") for path in (ROOT / "notebooks").glob("*.ipynb")]
    counted = {path for report in reports for path in code_of(report).modules}
    # what starts and watches processes
    around = code._followed(["sendlib.run.warm", "sendlib.run.supervise"], contents())
    assert "sendlib/run/engine.py" in loaded & counted
    assert loaded <= counted | around


@pytest.mark.parametrize("text", ['{"cells": [', "[]", '{"cells": 3}', '{"cells": [{}]}', "{}"])
def test_a_file_that_is_no_notebook_is_named(notebooks, text):
    notebooks("1")
    notebook_path("small").write_text(text)
    with pytest.raises(NotebookError, match=r"small\.ipynb: cannot be read as a notebook: "):
        code_of("small")
