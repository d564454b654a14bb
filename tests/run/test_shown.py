"""What a reader is shown of an executed notebook."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.params.load import from_notebook
from sendlib.run.shown import shown_of
from sendlib.views.blocks import Absent, Statement
from sendlib.views.front import cover


def shown(view):
    data, metadata = view._repr_mimebundle_()
    return new_code_cell("x", outputs=[new_output("display_data", data=data, metadata=metadata)])


def test_sections_go_that_are_left_out_or_empty_and_a_strategy_is_put_together(worcestershire):
    params = from_notebook(area="885", commissioning={"leave_out": ["market"]})
    notebook = new_notebook(
        cells=[
            shown(cover(params, worcestershire)),
            new_markdown_cell("# Market {#market}"), shown(Statement("A.", "st-a")),
            new_markdown_cell("# Spend {#spend}"), shown(Absent("tab-s")),
            new_markdown_cell("# Needs {#who}"), shown(Statement("B.", "st-needs")),
        ]
    )  # fmt: skip
    heads = [cell.source for cell in shown_of(notebook, params, "commissioning-review").cells
             if cell.cell_type == "markdown"]  # fmt: skip
    assert heads == ["# Needs {#who}"]
    made = shown_of(notebook, params, "commissioning-strategy")
    assert made.metadata["sendlib"]["report"] == "commissioning-strategy"
    assert "# The evidence {#strategy-evidence}" in [cell.source for cell in made.cells]
