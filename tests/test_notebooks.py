"""Notebooks are thin: parameters, imports from sendlib, one view a cell, and no outputs."""

import ast
from pathlib import Path
from typing import get_args

import nbformat
import papermill
import pytest

from sendlib.params.model import ReportParams, Section
from sendlib.params.prose import Chapter
from sendlib.params.region import RegionParams
from sendlib.params.regional import RegionalChapter
from sendlib.params.review import APPENDICES
from sendlib.run.sections import PLAIN_LANGUAGE, section_labels

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
LOGIC = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If,
    ast.IfExp, ast.Try, ast.With, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
    ast.BinOp, ast.Compare,
)  # fmt: skip
MOST_LINES = 6
# what a reader must always find: what stands out, sources, quality, methods, accessibility
ALWAYS_SHOWN = {
    "evidence-base": {"summary", "data-quality", "sources", "methods", "accessibility"},
    "commissioning-review": {"data-quality", "sources", "methods", "accessibility"},
    "regional-commissioning": {
        "summary", "basis", "data-quality", "sources", "methods", "accessibility",
    },
}  # fmt: skip
MODELS = {"regional_commissioning": RegionParams}
by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def is_parameters(cell):
    return "parameters" in cell.metadata.get("tags", [])


@by_name
def test_the_parameters_cell_holds_the_params_model(path):
    assert [is_parameters(cell) for cell in code_cells(path)].count(True) == 1
    model = MODELS.get(path.stem, ReportParams)
    assert set(papermill.inspect_notebook(str(path))) == set(model.model_fields)


@by_name
def test_cells_hold_no_logic(path):
    for cell in code_cells(path):
        nodes = ast.walk(ast.parse(cell.source))
        assert not [ast.unparse(node) for node in nodes if isinstance(node, LOGIC)]


@by_name
def test_notebooks_stand_without_outputs_and_counts(path):
    for cell in code_cells(path):
        assert not cell.outputs
        assert cell.execution_count is None


@by_name
def test_a_cell_is_short_and_shows_one_thing_but_for_the_setup_cell(path):
    parameters, _setup, *others = code_cells(path)
    assert is_parameters(parameters)
    for cell in others:
        assert len(cell.source.splitlines()) <= MOST_LINES, cell.source
        body = ast.parse(cell.source).body
        shown = [number for number, node in enumerate(body) if isinstance(node, ast.Expr)]
        assert shown == [len(body) - 1], cell.source


@by_name
def test_imports_stand_in_the_setup_cell_and_are_all_from_sendlib(path):
    parameters, setup, *others = code_cells(path)
    for node in ast.walk(ast.parse(setup.source)):
        assert not isinstance(node, ast.Import)
        if isinstance(node, ast.ImportFrom):
            assert node.module.split(".")[0] == "sendlib"
    for cell in [parameters, *others]:
        nodes = ast.walk(ast.parse(cell.source))
        assert not [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]


@by_name
def test_every_heading_has_a_label(path):
    """What leaves out a section and what refers to one go by labels."""
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            headings = [line for line in cell.source.splitlines() if line.startswith("#")]
            assert [line for line in headings if not line.endswith("}")] == []


@by_name
def test_the_notebook_names_its_report_and_language(path):
    metadata = read(path).metadata
    assert metadata["sendlib"] == {"report": path.stem.replace("_", "-"), "language": "en-GB"}
    assert metadata["kernelspec"]["name"] == "python3"


def test_the_sections_that_params_can_leave_out_are_those_of_the_evidence_base():
    kept = {*ALWAYS_SHOWN["evidence-base"], PLAIN_LANGUAGE}
    assert set(labels_of("evidence_base")) == {*get_args(Section), *kept}


def test_the_chapters_and_appendices_that_params_know_are_those_of_the_review():
    named = {*get_args(Chapter), *APPENDICES, *ALWAYS_SHOWN["commissioning-review"]}
    labels = labels_of("commissioning_review")
    assert set(labels) == {*named, "glossary"}
    assert "glossary" in get_args(Section)  # which report.leave_out takes from both reports


def test_the_chapters_that_a_region_can_leave_out_are_those_of_its_report():
    named = {*get_args(RegionalChapter), *ALWAYS_SHOWN["regional-commissioning"]}
    assert set(labels_of("regional_commissioning")) == named


def labels_of(name):
    return section_labels(read(next(path for path in NOTEBOOKS if path.stem == name)))
