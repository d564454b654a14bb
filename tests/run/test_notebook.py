import sys
from subprocess import PIPE, Popen

import pytest

from sendlib.errors import NotebookError
from sendlib.params.load import default_params
from sendlib.run import notebook
from sendlib.run.notebook import details_of, execute, notebook_path

YORK = default_params("York")


def outputs(executed):
    return [out for cell in executed.cells for out in cell.get("outputs", ())]


def test_a_notebook_runs_with_the_params_it_is_given(notebooks):
    notebooks("area, years")
    (output,) = outputs(execute("small", YORK))
    assert output["data"]["text/plain"] == "('816', {'first': 2019, 'last': 2025})"


def test_a_parameter_that_the_notebook_does_not_know_stops_it_before_it_runs(notebooks):
    notebooks("1 / 0", names={"area": "885", "yaers": {}})
    with pytest.raises(NotebookError, match=r"small\.ipynb: its parameters cell holds area, yaers"):
        execute("small", YORK)


def test_a_cell_that_fails_is_named_with_what_it_said(notebooks):
    notebooks("# Words", "1 / 0", "2")
    with pytest.raises(NotebookError, match=r"small\.ipynb, cell 3: ZeroDivisionError: div") as got:
        execute("small", YORK)
    details = details_of(got.value)
    assert "1 / 0" in details
    assert "\x1b" not in details


def test_a_cell_that_never_ends_is_stopped(notebooks, monkeypatch):
    monkeypatch.setattr(notebook, "TIMEOUT_SECONDS", 1)
    notebooks("import time; time.sleep(60)")
    with pytest.raises(NotebookError, match="a cell took more than 1 seconds and was stopped"):
        execute("small", YORK)


RUN = """
import sys
from pathlib import Path
from sendlib.params.load import default_params
from sendlib.run import notebook

notebook.NOTEBOOKS = Path(sys.argv[1])
executed = notebook.execute("small", default_params(sys.argv[2]))
print(executed.cells[-1].outputs[0]["data"]["text/plain"])
"""


def test_notebooks_that_run_at_the_same_time_each_have_their_kernel(notebooks):
    notebooks("import time; time.sleep(2)", "area")
    runs = [
        Popen([sys.executable, "-c", RUN, notebook.NOTEBOOKS, name], stdout=PIPE, text=True)
        for name in ("York", "Kent")
    ]
    said = [run.communicate(timeout=120)[0].strip() for run in runs]
    assert said == ["'816'", "'886'"]


def test_a_kernel_that_dies_says_what_may_help(notebooks):
    notebooks("import os; os._exit(1)")
    with pytest.raises(NotebookError, match=r"its Python process died.*build with --jobs 1"):
        execute("small", YORK)


def test_an_unknown_report_is_refused_with_those_there_are(notebooks):
    notebooks(name="other_one")
    with pytest.raises(NotebookError, match=r"no report 'small'; allowed: other-one"):
        notebook_path("small")


def test_an_installation_without_notebooks_says_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setattr(notebook, "NOTEBOOKS", tmp_path / "gone")
    with pytest.raises(NotebookError, match=r"installed without its notebooks.*pip install -e \."):
        notebook_path("evidence-base")
