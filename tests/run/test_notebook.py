import pytest

from sendlib.errors import NotebookError
from sendlib.params.load import default_params
from sendlib.run.notebook import NotebookStopped, details_of, execute
from sendlib.run.notebooks import NOTEBOOKS_VARIABLE, notebook_path

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


def test_a_notebook_that_never_ends_is_stopped_at_the_cell_that_it_is_at(notebooks):
    notebooks("import time; time.sleep(0.3)", "time.sleep(60)")
    told = r"small\.ipynb, cell 3: the notebook had not ended after 0\.5 seconds and was stopped"
    with pytest.raises(NotebookStopped, match=told) as raised:
        execute("small", YORK, seconds=0.5)
    assert raised.value.track.cell == 3


def test_a_cell_that_the_user_stops_stops_the_run(notebooks):
    notebooks("raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        execute("small", YORK)


def test_progress_tells_each_cell_before_it_runs(notebooks):
    notebooks("# Words", "1", "1 / 0", "2")
    told = []
    with pytest.raises(NotebookError):
        execute("small", YORK, lambda cell, cells: told.append((cell, cells)))
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5)]


def test_an_unknown_report_is_refused_with_those_there_are(notebooks):
    notebooks(name="other_one")
    with pytest.raises(NotebookError, match=r"no report 'small'; allowed: other-one"):
        notebook_path("small")


def test_an_installation_without_notebooks_says_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setenv(NOTEBOOKS_VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(NotebookError, match=r"installed without its notebooks.*pip install -e \."):
        notebook_path("evidence-base")


@pytest.mark.parametrize("text", ['{"cells": [', "[]", '{"cells": 3}', "{}"])
def test_a_file_that_is_no_notebook_is_named(notebooks, text):
    notebooks("1")
    notebook_path("small").write_text(text)
    with pytest.raises(NotebookError, match=r"small\.ipynb: cannot be read as a .+ JupyterLab"):
        execute("small", YORK)
