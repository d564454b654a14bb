"""The demo council's report on the progress of its improvement plan, and one without a plan."""

import json
from pathlib import Path

import pytest

from sendlib.params.load import load_params
from sendlib.report.outputs import write_report
from sendlib.run.make import inputs_of
from sendlib.run.notebook import execute
from sendlib.run.own import public_params
from sendlib.run.shown import shown_of

pytestmark = pytest.mark.slow
REPORT = "improvement-progress"


def built(name, folder, formats=("html", "pdf", "docx", "xlsx")):
    params = load_params(Path("params") / f"{name}.yml")
    executed = execute(REPORT, params)
    write_report(
        shown_of(executed, params, REPORT), folder=folder / name / REPORT,
        inputs=inputs_of(executed), params=public_params(params), formats=formats,
    )  # fmt: skip
    return folder / name / REPORT


def test_the_demos_plan_is_reported_in_every_format(tmp_path):
    folder = built("demo", tmp_path)
    names = {path.name for path in folder.iterdir()}
    assert {"report.html", "report.pdf", "report.docx", "tables.xlsx", "figures.csv"} <= names
    page = (folder / "report.html").read_text("utf-8")
    for words in ("Summary for the board", "Gantt chart of", "Demonstration: invented data",
                  "Rated completed, figure short of its target"):  # fmt: skip
        assert words in page
    assert "What to supply" not in page
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert "local/actions.xlsx" in manifest["inputs"]
    figures = (folder / "figures.csv").read_text("utf-8")
    assert "local_actions_count" in figures


def test_without_a_plan_the_report_says_what_to_supply_and_no_more(tmp_path):
    folder = built("york", tmp_path, formats=("html",))
    page = (folder / "report.html").read_text("utf-8")
    assert "No improvement plan was given" in page
    for heading in ("Summary for the board", "What came late", "Methods"):
        assert f"{heading}</h2>" not in page
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"] == {}
