"""Records of persons reach notebooks and views through disclosure control only."""

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
VIEWS = sorted((ROOT / "sendlib" / "views").glob("*.py"))
MEASURES = "sendlib.measures.local"
# what is shown of them has passed the gate, or is what the gate declares
SHOWABLE = {f"{MEASURES}.{name}" for name in ("protected", "table", "results", "open_files")}
# what holds true counts, or leads to them
TRUE = {"Records", "LocalTables", "LocalTable", "solve", "Solved", "Counted", "records_of"}
OPENING, GATES = "open_local", {"protected_local", "open_files"}
# what opens the files of a region's members for these gates itself
SHARING, MEMBERS = "regional_shares", "member_files"


def tree_of(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    return ast.parse("\n".join(cell.source for cell in cells if cell.cell_type == "code"))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, one.name) for one in node.names)
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)


def knows_records(module):
    """Say whether a module of local measures takes records of persons from anywhere."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    taken = list(imports(ast.parse(path.read_text("utf-8"))))
    return any(name in TRUE or source.startswith("sendlib.data.local") for source, name in taken)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_local_files_for_the_gates_alone(path):
    tree = tree_of(path)
    taken = {name for module, name in imports(tree) if module.startswith("sendlib.data.local")}
    assert taken <= {OPENING}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [
        argument
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in GATES
        for argument in call.args
    ]
    opened = [node for node in calls if getattr(node.func, "id", "") == OPENING]
    kept = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and node.value in opened
        for target in node.targets
    }
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    alone = [node for node in opened if node not in [one.value for one in assigned]]
    assert all(node in given for node in alone)
    # a name for them is used for nothing but the gates
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in kept]
    loads = [node for node in uses if isinstance(node.ctx, ast.Load)]
    assert all(node in given for node in loads)
    # and opening has no other name
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == OPENING]
    assert len(names) == len(opened)


def is_showable(module, name):
    """Say whether what is shown may rest on a name of local measures."""
    if name in TRUE or not module.startswith(MEASURES):
        return False
    declared = name.isupper() or module in SHOWABLE
    return declared or (module != MEASURES and not knows_records(module))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_takes_from_local_measures_what_they_declare_and_the_gates(path):
    for module, name in imports(tree_of(path)):
        if module.startswith(MEASURES):
            is_gate = name in {*GATES, SHARING, MEMBERS}
            assert is_gate or is_showable(module, name), f"{module}.{name}"


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_views_know_protected_tables_only_and_no_records(path):
    local = [
        (module, name)
        for module, name in imports(ast.parse(path.read_text("utf-8")))
        if module.startswith(("sendlib.data.local", MEASURES))
    ]
    assert [one for one in local if not is_showable(*one)] == []
    assert not local or path.stem.startswith("local_")


def test_the_guard_knows_what_holds_true_counts():
    assert knows_records(f"{MEASURES}.people")
    assert not knows_records(f"{MEASURES}.gaps")
    assert not is_showable(f"{MEASURES}.people", "in_force")
    assert not is_showable(f"{MEASURES}.table", "Records")
    assert not is_showable("sendlib.data.local.tables", "open_local")
    assert is_showable(f"{MEASURES}.plans", "PLANS_BY_NEED")


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
