"""What is built from local data and did not pass disclosure control cannot be rendered."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.errors import RenderError
from sendlib.report.document import read_document
from sendlib.report.gate import (
    FIGURES_MIME,
    INPUTS_MIME,
    reads_local,
    require_protected,
    shows_protected,
)

BLOCK = "application/vnd.sendlib.block+json"


def shown(label="tab-a", *, kind="table", content=None, figures=(), inputs=(), **report):
    data = {"text/plain": "a", BLOCK: content or {}}
    if figures:
        rows = [[dict(one).get(name) for name in FIGURE_COLUMNS] for one in figures]
        data[FIGURES_MIME] = {"columns": FIGURE_COLUMNS, "rows": rows}
    if inputs:
        data[INPUTS_MIME] = {"columns": ["path", "sha256"], "rows": [[one, "0"] for one in inputs]}
    metadata = {"report": {"kind": kind, "label": label, **report}}
    return new_output("display_data", data=data, metadata=metadata)


def notebook(*outputs):
    return new_notebook(cells=[new_code_cell("", outputs=[output]) for output in outputs])


LOCAL = {"origin": "local", "protection": "protected"}
OPEN = {"origin": "local", "protection": "not_personal"}
PUBLISHED = {"origin": "published", "protection": ""}
READS = {"inputs": ["local/packages.csv"]}
FIGURE = {
    "measure": "local_plans_count", "area_code": "816", "period": "2025", "breakdown": "need=HI",
    "value": 7.0, "status": "derived",
}  # fmt: skip
HIDDEN = {**FIGURE, "value": None, "status": "suppressed"}


def test_blocks_of_protected_and_of_published_data_pass():
    made = notebook(
        shown(**LOCAL, **READS, figures=[HIDDEN]), shown("tab-b", **PUBLISHED),
        shown("tab-c", **LOCAL, figures=[HIDDEN]), shown("tab-d", **OPEN),
    )  # fmt: skip
    require_protected(made)
    assert reads_local(made)
    assert not reads_local(notebook(shown(inputs=["a.csv"])))


def test_whether_numbers_of_few_persons_are_hidden_in_a_report_is_told():
    assert shows_protected(notebook(shown(**OPEN), shown("tab-b", **LOCAL)))
    assert not shows_protected(notebook(shown(**OPEN), shown("tab-b", **PUBLISHED)))


def test_a_report_of_published_data_alone_need_not_say_so():
    require_protected(notebook(shown(), shown("tab-b", inputs=["plans.csv"])))


@pytest.mark.parametrize("protection", ["", "raw", "primary"])
def test_a_block_of_local_data_that_is_not_protected_is_refused(protection):
    made = notebook(shown(), shown("fig-x", kind="figure", origin="local", protection=protection))
    with pytest.raises(RenderError, match=r"cell 2: figure fig-x: .* did not pass disclosure"):
        require_protected(made)


@pytest.mark.parametrize("report", [{}, {"origin": ""}, {"origin": "elsewhere"}])
def test_beside_local_data_a_block_has_to_say_where_its_data_come_from(report):
    made = notebook(shown(**LOCAL, **READS), shown("st-x", kind="statement", **report))
    with pytest.raises(RenderError, match="cell 2: statement st-x: its origin is"):
        require_protected(made)


def test_beside_local_data_an_output_that_is_no_block_is_refused():
    made = notebook(shown(**LOCAL, **READS))
    made.cells.append(
        new_code_cell("", outputs=[new_output("display_data", data={"text/plain": "12"})])
    )
    with pytest.raises(RenderError, match="cell 2: output without label: its origin is ''"):
        require_protected(made)


def test_figures_of_local_data_cannot_pass_as_published():
    with pytest.raises(RenderError, match="says that its data are published"):
        require_protected(notebook(shown(**PUBLISHED, figures=[FIGURE])))


@pytest.mark.parametrize("name", ["value", "lower", "upper", "count", "denominator"])
def test_a_hidden_figure_has_nothing_but_its_key(name):
    made = notebook(shown(**LOCAL, figures=[{**HIDDEN, name: 3.0}]))
    with pytest.raises(RenderError, match=f"2025, need=HI is hidden, and has {name}"):
        require_protected(made)


def test_a_figure_hidden_in_one_block_cannot_be_shown_in_another():
    made = notebook(shown(**LOCAL, figures=[HIDDEN]), shown("b", **LOCAL, figures=[FIGURE]))
    with pytest.raises(RenderError, match=r"cell 2: table b: .* is hidden in one block and shown"):
        require_protected(made)


def test_a_cell_that_reads_as_hidden_has_no_value_behind_it():
    content = {"rows": [["HI", "[c]"]], "values": [["HI", 3]]}
    with pytest.raises(RenderError, match=r"a cell that reads \[c\] has a value behind it"):
        require_protected(notebook(shown(**LOCAL, content=content)))
    require_protected(notebook(shown(**PUBLISHED, content=content)))  # the publisher's own mark
    content["values"] = [["HI", None]]
    require_protected(notebook(shown(**LOCAL, content=content)))


def test_the_gate_stands_before_every_document():
    with pytest.raises(RenderError, match="did not pass disclosure control"):
        read_document(notebook(shown(origin="local")))


def test_damaged_metadata_and_other_columns_are_left_to_those_who_read_them():
    output = shown(**LOCAL)
    output.data[FIGURES_MIME] = {"columns": ["a"], "rows": [["b"]]}
    odd = shown("tab-b")
    odd.metadata = {"report": "text"}
    require_protected(notebook(output, odd))
