"""References to what a report does not show become plain words."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.run.unlink import BLOCK_MIME, referred_to, unlink, unlinked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See [the map](#gone).", "See the map."),
        ("It rose ([](#gone)).", "It rose."),
        ("It rose ([](#gone); [](#kept)).", "It rose ([](#kept))."),
        ("It rose ([](#kept); [](#gone)).", "It rose ([](#kept))."),
        ("(Owner: to be named; [](#gone))", "(Owner: to be named)"),
        ("see [](#kept), [](#gone).", "see [](#kept)."),
        ("[](#gone-too) stays", "[](#gone-too) stays"),
    ],
)
def test_a_reference_goes_with_what_joins_it_to_others(text, words):
    assert unlinked(text, {"gone"}) == words


def shown(content):
    return new_code_cell("x", outputs=[new_output("display_data", data={BLOCK_MIME: content})])


def test_blocks_and_markdown_lose_their_references_and_pictures_stay():
    content = {"columns": "[](#gone)", "list": ["a ([](#gone))"], "rows": [["[b](#gone)", 1, None]]}
    notebook = new_notebook(cells=[new_markdown_cell("[c](#gone)"), shown(content)])
    assert referred_to(notebook) == {"gone"}
    unlink(notebook, {"gone"})
    assert notebook.cells[0].source == "c"
    assert notebook.cells[1].outputs[0]["data"][BLOCK_MIME] == {
        "columns": "[](#gone)", "list": ["a"], "rows": [["b", 1, None]],
    }  # fmt: skip


def test_with_nothing_gone_all_stays():
    notebook = new_notebook(cells=[new_markdown_cell("[c](#kept)"), new_code_cell("x")])
    unlink(notebook, ())
    assert notebook.cells[0].source == "[c](#kept)"
    unlink(notebook, {"gone"})
    assert notebook.cells[0].source == "[c](#kept)"


def test_outputs_without_a_block_are_passed_over():
    other = new_code_cell("x", outputs=[new_output("display_data", data={"text/plain": "[](#a)"})])
    notebook = new_notebook(cells=[other])
    assert referred_to(notebook) == set()
    unlink(notebook, {"a"})
