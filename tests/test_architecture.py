"""The shape of sendlib: layers that import one way, packages without code, modules one can read."""

import ast
from pathlib import Path

import pytest

LAYERS = "errors contracts params data measures views report run cli".split()  # low to high
ROOT = Path(__file__).parents[1]
SENDLIB = ROOT / "sendlib"
PACKAGES = sorted(SENDLIB.rglob("__init__.py"))
MODULES = sorted(set(SENDLIB.rglob("*.py")) - set(PACKAGES))
LONGEST = 400  # lines
NO_NAME = {"utils", "util", "helpers", "misc", "common"}


def name_of(path):
    return path.relative_to(SENDLIB).as_posix()


def imported(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    names += [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    return [name for name in names if name.split(".")[0] == "sendlib"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_its_own_layer_and_lower_ones(path):
    own = LAYERS.index(path.relative_to(SENDLIB).parts[0].removesuffix(".py"))
    layers = {name.split(".")[1] for name in imported(path) if "." in name}
    assert layers <= set(LAYERS[: own + 1])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_can_be_read_in_one_go_and_says_what_it_is_about(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text))
    assert path.stem not in NO_NAME


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_a_package_holds_a_docstring_and_nothing_else(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert [type(node) for node in body] == [ast.Expr]
    assert isinstance(body[0].value, ast.Constant)


def test_every_layer_is_one_of_those_in_order():
    found = {path.name.removesuffix(".py") for path in SENDLIB.iterdir() if path.name[0] != "_"}
    assert found == set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_assert_and_no_bare_except_decides_what_a_program_does(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    assert not [node.lineno for node in nodes if isinstance(node, ast.Assert)]
    assert not [
        node.lineno for node in nodes if isinstance(node, ast.ExceptHandler) and not node.type
    ]
