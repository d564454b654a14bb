"""The evidence base of real councils, its cells run here: ordinary, tiny and changed ones."""

import ast
import csv
import io
from functools import cache
from pathlib import Path
from typing import get_args

import nbformat
import pytest
from nbformat.v4 import new_output

from sendlib.data.folder import DATA_VARIABLE
from sendlib.params.load import default_params, to_notebook
from sendlib.params.model import ReportOptions, ReportParams, Section
from sendlib.report.bundles import comparisons_csv, figures_csv
from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.report.placeholders import require_finished
from sendlib.run.make import inputs_of
from sendlib.run.sections import left_out, section_labels, without_sections

# test_built, which builds the demo's evidence base, counts what of sendlib/ is covered
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]
NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "evidence_base.ipynb"
SECTIONS = get_args(Section)
# ordinary; the smallest; nearly no children in its schools; made of parts of another in 2023
COUNCILS = {"885": "Worcestershire", "420": "Isles of Scilly", "201": "City of London",
            "942": "Cumberland"}  # fmt: skip


def executed(params):
    """Run the notebook's cells one after the other, as a kernel does."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    names = {}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        *steps, last = ast.parse(cell.source).body
        steps = steps if isinstance(last, ast.Expr) else [*steps, last]
        exec(compile(ast.Module(steps, []), f"cell {number}", "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names.update(to_notebook(params))
        elif isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
            data, metadata = shown._repr_mimebundle_()
            cell.outputs = [new_output("display_data", data=data, metadata=metadata)]
    return notebook


@pytest.fixture(scope="module", autouse=True)
def real_data(data_raw):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(DATA_VARIABLE, str(data_raw))
        yield


@cache
def of_council(code):
    return executed(default_params(code))


@pytest.mark.parametrize("code", COUNCILS, ids=COUNCILS.get)
def test_the_report_of_a_council_is_whole(code):
    notebook = of_council(code)
    document = read_document(notebook)
    require_finished(document)
    assert "<h1" in render_html(document)
    assert len(inputs_of(notebook)) > 20
    figures = list(csv.DictReader(io.StringIO(figures_csv(notebook))))
    assert len(figures) > 300
    assert list(csv.DictReader(io.StringIO(comparisons_csv(notebook))))


@pytest.mark.parametrize("section", SECTIONS)
def test_any_section_can_be_left_out(section):
    worcestershire = of_council("885")
    kept = without_sections(worcestershire, {section})
    read_document(kept)
    assert section_labels(kept) == [one for one in section_labels(worcestershire) if one != section]


def test_all_sections_that_may_be_left_out_can_be_at_once():
    worcestershire = of_council("885")
    options = ReportOptions(leave_out=SECTIONS, plain_language=False)
    params = default_params("885").model_copy(update={"report": options})
    kept = without_sections(worcestershire, left_out(params, "evidence-base"))
    document = read_document(kept)
    require_finished(document)
    assert section_labels(kept) == [
        "summary", "data-quality", "sources", "methods", "accessibility",
    ]  # fmt: skip
    assert inputs_of(kept) == inputs_of(worcestershire)


@pytest.mark.parametrize(("first", "last"), [(2010, 2012), (2025, 2030)])
def test_years_with_next_to_no_data_give_a_report_that_says_so(first, last):
    params = ReportParams(area="816", years={"first": first, "last": last})
    require_finished(read_document(executed(params)))
