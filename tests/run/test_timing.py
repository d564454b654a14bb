from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sendlib.run.timing import BEFORE, seconds_by_section


def test_seconds_go_to_the_section_whose_cells_took_them():
    notebook = new_notebook(
        cells=[
            new_code_cell("a = 1", metadata={"tags": ["parameters"]}),
            new_code_cell("a = 2", metadata={"tags": ["injected-parameters"]}),
            new_markdown_cell("# Needs {#needs}\n\nWords.\n\n## Deeper {#deeper}"),
            new_code_cell("chart"),
            new_markdown_cell("Only words."),
            new_markdown_cell("# Last"),
            new_code_cell("never began"),
        ]
    )
    starts = {1: 10.0, 2: 10.5, 3: 11.0, 4: 14.0, 5: 14.5}
    assert seconds_by_section(notebook, starts, 15.0) == {BEFORE: 0.5, "Needs": 4.0, "Last": 0.5}
