import json
import math

import nbformat
from nbformat.v4 import new_code_cell

from sendlib.report.executed import stable_notebook


def executed(views, *, ident, time):
    cell = new_code_cell("data_raw = '/home/a/data_raw'", id=ident, execution_count=1)
    cell.metadata = {"tags": ["parameters"], "papermill": {"start_time": time}}
    notebook = views.notebook(cell, views.figure(rows=[["2025", math.nan]]), "Words.")
    notebook.cells[1].id, notebook.cells[2].id = f"{ident}1", f"{ident}2"
    notebook.metadata.papermill = {"output_path": f"/home/a/{ident}"}
    notebook.metadata.language_info = {"name": "python", "version": time}
    return notebook


def test_two_runs_give_the_same_notebook(views):
    one = stable_notebook(executed(views, ident="a", time="10:00"), hidden={})
    other = stable_notebook(executed(views, ident="b", time="11:00"), hidden={})
    assert one == other
    assert '"id": "cell-001"' in one


def test_the_notebook_is_valid_and_keeps_outputs_and_tags(views):
    kept = nbformat.reads(
        stable_notebook(executed(views, ident="a", time="x"), hidden={}), as_version=4
    )
    nbformat.validate(kept)
    assert kept.cells[0].metadata == {"tags": ["parameters"]}
    assert kept.cells[1].outputs[0].metadata.report.label == "fig-plans"
    assert kept.metadata.sendlib.report == "evidence-base"


def test_the_text_is_as_nbformat_writes_it(views):
    text = stable_notebook(executed(views, ident="a", time="x"), hidden={})
    assert nbformat.writes(nbformat.reads(text, as_version=4)) + "\n" == text


def test_folders_of_the_machine_are_taken_out(views):
    hidden = {"/home/a/data_raw": "data_raw"}
    text = stable_notebook(executed(views, ident="a", time="x"), hidden=hidden)
    assert "/home/a" not in text
    assert "data_raw = 'data_raw'" in text


def test_numbers_json_has_no_word_for_become_null(views):
    def refuse(word):
        raise AssertionError(word)

    text = stable_notebook(executed(views, ident="a", time="x"), hidden={})
    assert json.loads(text, parse_constant=refuse)


def test_the_notebook_given_is_not_changed(views):
    notebook = executed(views, ident="a", time="x")
    stable_notebook(notebook, hidden={"data_raw": "x"})
    assert notebook.cells[0].id == "a"
    assert "papermill" in notebook.cells[0].metadata
