"""Records of persons reach notebooks and views through disclosure control only."""

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
VIEWS = sorted((ROOT / "sendlib" / "views").glob("*.py"))
# what of local data may be imported where numbers are shown: no module that holds true counts
SHOWABLE = {
    "sendlib.measures.local.protected", "sendlib.measures.local.table",
    "sendlib.measures.local.catalogue",
}  # fmt: skip
OPENING, GATE = "open_local", "protected_local"


def tree_of(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    return ast.parse("\n".join(cell.source for cell in cells if cell.cell_type == "code"))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, one.name) for one in node.names)
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_local_files_for_the_gate_alone(path):
    tree = tree_of(path)
    taken = {name for module, name in imports(tree) if module.startswith("sendlib.data.local")}
    assert taken <= {OPENING}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    inside = [
        argument
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == GATE
        for argument in call.args
    ]
    opened = [node for node in calls if getattr(node.func, "id", "") == OPENING]
    assert all(node in inside for node in opened)
    # and under no other name
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == OPENING]
    assert len(uses) == len(opened)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_takes_from_local_measures_what_they_declare_and_the_gate(path):
    for module, name in imports(tree_of(path)):
        if module.startswith("sendlib.measures.local"):
            assert name.isupper() or name == GATE, f"{module}.{name}"


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_views_know_protected_tables_only_and_no_records(path):
    local = {
        module
        for module, _ in imports(ast.parse(path.read_text("utf-8")))
        if module.startswith(("sendlib.data.local", "sendlib.measures.local"))
    }
    assert local <= SHOWABLE
    assert not local or path.stem.startswith("local_")


@pytest.mark.parametrize(
    "path", [path for path in VIEWS if path.stem.startswith("local_")], ids=lambda path: path.stem
)
def test_what_views_of_local_data_show_says_so(path):
    """A block with figures or inputs of local data takes its origin from the protected table."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            given = {keyword.arg for keyword in node.keywords}
            if "evidence" in given:
                assert "origin" in given, ast.unparse(node)[:80]
