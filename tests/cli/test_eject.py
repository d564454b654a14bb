"""`sendlib eject`: a built report becomes a Quarto project in a folder of the user's."""

import json
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.cli.main import main

COVER = {
    "title": "SEND in York", "subtitle": "", "area_name": "York", "status_mark": "",
    "protective_mark": "", "version": "1", "date": "2026-07-01", "contact": "", "signed_off_by": "",
    "branding": {"name": "York", "primary": "#1d4e89", "accent": "#d98e04", "logo": None},
    "is_demo": False,
}  # fmt: skip


EMPTY = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'


@pytest.fixture
def ejected(capsys, monkeypatch, tmp_path):
    """Run the command in a folder of its own; give its exit code, output and messages."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main(["eject", *map(str, arguments)])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


@pytest.fixture
def report(tmp_path):
    """A report of little more than a cover, as a build leaves it."""
    folder = tmp_path / "reports" / "york" / "evidence-base"
    folder.mkdir(parents=True)
    data = {"text/plain": "cover", "application/vnd.sendlib.block+json": COVER}
    meta = {"report": {"kind": "cover", "label": "cover"}}
    cover = new_code_cell("cover", outputs=[new_output("display_data", data, metadata=meta)])
    notebook = new_notebook(cells=[cover, new_markdown_cell("# Needs {#needs}\n\nMany.")])
    nbformat.write(notebook, folder / "notebook.ipynb")
    manifest = {
        "report": "evidence-base", "params": {"area": "816"}, "packages": {}, "inputs": {},
        "outputs": {}, "code": {"version": "1", "sha256": "0"},
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.mark.parametrize("source", ["reports/york/evidence-base", "params/york.yml"])
def test_a_report_named_by_folder_or_params_becomes_a_project(ejected, report, source):
    code, out, err = ejected(source, "--to", "mine")
    assert (code, err) == (0, "")
    assert out == (
        "mine: Quarto project of reports/york/evidence-base. Render it: quarto render mine\n"
    )
    assert "## Needs {#sec-needs}\n\nMany." in Path("mine/report.qmd").read_text()
    assert yaml.safe_load(Path("mine/_quarto.yml").read_text())["params"] == {"area": "816"}
    assert {path.name for path in report.iterdir()} == {"notebook.ipynb", "manifest.json"}


def test_an_empty_folder_is_taken(ejected, report):
    Path("mine").mkdir()
    assert ejected(report, "--to", "mine")[0] == 0
    assert Path("mine/report.qmd").is_file()


@pytest.mark.parametrize("place", ["mine", "mine/notes.txt"])
def test_nothing_that_is_there_is_overwritten(ejected, report, place):
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("my own")
    code, _, err = ejected(report, "--to", place)
    assert (code, err) == (
        1, f"{place}: it holds files already; name a folder that is new or empty\n",
    )  # fmt: skip
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]


def test_the_folder_one_stands_in_is_not_replaced(ejected, report, monkeypatch, tmp_path):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    code, _, err = ejected(report, "--to", ".")
    assert code == 1
    assert "this is the folder you are in" in err


def test_params_without_a_report_say_what_to_do_first(ejected):
    code, _, err = ejected("params/york.yml", "--to", "mine")
    assert code == 1
    assert "its report is not in reports/york/evidence-base; build it first: sendlib build" in err
    assert not Path("mine").exists()


@pytest.mark.usefixtures("report")
def test_a_folder_without_a_report_is_told(ejected):
    code, _, err = ejected("reports/york", "--to", "mine")
    assert code == 1
    assert "did you mean reports/york/evidence-base?" in err


@pytest.mark.parametrize("content", [None, "{", EMPTY])
def test_a_notebook_that_is_gone_or_damaged_leaves_nothing_behind(ejected, report, content):
    (report / "notebook.ipynb").unlink()
    if content:
        (report / "notebook.ipynb").write_text(content)
    code, _, err = ejected(report, "--to", "mine")
    assert code == 1
    assert "notebook.ipynb" in err
    assert not Path("mine").exists()
