"""The library's code that a report is made by: every module that its notebook leads to, by content.

Modules are followed from import to import in their text, so that it is the same whatever else the
process has loaded. What is not Python (contracts, templates, the register) counts for every report.
"""

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sendlib.data.store import sha256, store_folder, whole
from sendlib.errors import SourceError
from sendlib.run.notebooks import not_a_notebook, notebook_path

PROJECT = "sendlib"
# what makes a report, and the engine, which papermill loads by its name
START = ("sendlib.run.make", "sendlib.run.engine")
BACKEND = "module://"  # how matplotlib is told of a module that draws
DIGITS = 16  # of a checksum: to tell contents apart, not to prove them
REGISTER = "data_raw/sources.yml"


@dataclass(frozen=True)
class Code:
    """What makes a report. notebook: checksum of its cells. modules: checksum by path."""

    notebook: str
    modules: dict[str, str]


def code_of(report: str) -> Code:
    """Return the code that makes a report.

    Args:
        report: whose notebook is run, such as evidence-base.

    Raises:
        NotebookError: there is no such report, or its notebook cannot be read.
    """
    path = notebook_path(report)
    try:
        content = json.loads(path.read_bytes())
        # neither outputs nor ids count
        cells = [
            [cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("tags", [])]
            for cell in content["cells"]
        ]
        own = content["metadata"].get(PROJECT, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise not_a_notebook(path, error) from error
    known = contents()
    source = "\n".join(text for kind, text, _ in cells if kind == "code")
    modules = _reached(_names(source), tuple(known.items()))
    return Code(_short(json.dumps([cells, own]).encode()), {path: known[path] for path in modules})


@cache
def contents() -> dict[str, str]:
    """Return path inside the project and checksum of everything the library consists of."""
    root = Path(str(files(PROJECT)))
    library = [path for path in root.rglob("*") if path.is_file() and _is_library(path, root)]
    register = root.parent / REGISTER
    return {
        path.relative_to(root.parent).as_posix(): _short(path.read_bytes().replace(b"\r\n", b"\n"))
        for path in sorted([*library, *([register] if register.is_file() else [])])
    }


def _is_library(path: Path, root: Path) -> bool:
    return not any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)


@cache
def _reached(names: tuple[str, ...] | None, known: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the paths of what some imports lead to; it is kept in the store by content."""
    if names is None:
        return tuple(path for path, _ in known)
    key = sha256(json.dumps([names, known]).encode())
    path = store_folder() / "code" / f"{key}.json"
    try:
        return tuple(map(str, json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        found = tuple(sorted(_followed([*START, *names], dict(known))))
    try:
        with whole(path) as part:
            part.write_text(json.dumps(found), encoding="utf-8")
    except SourceError:  # it is only slower without
        return found
    return found


def _followed(names: Iterable[str], known: dict[str, str]) -> set[str]:
    root = Path(str(files(PROJECT))).parent
    found = {path for path in known if not path.endswith(".py")}
    coming = list(names)
    while coming:
        name = coming.pop()
        path = _path_of(name, known)
        if path is None or path in found:
            continue
        found.add(path)
        coming += _imports((root / path).read_text(encoding="utf-8"))
    return found


def _path_of(name: str, known: dict[str, str]) -> str | None:
    """Return the path of a module or package, None for what is neither."""
    stem = name.replace(".", "/")
    return next((path for path in (f"{stem}.py", f"{stem}/__init__.py") if path in known), None)


def _imports(source: str) -> Iterator[str]:
    """Yield the names of the library's modules and packages that a source imports anywhere."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.Constant) and str(node.value).startswith(BACKEND):
            names = [str(node.value).removeprefix(BACKEND)]
        for name in names:
            parts = name.split(".")
            if parts[0] == PROJECT:
                yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _names(source: str) -> tuple[str, ...] | None:
    """Return what the code of a notebook imports, None where it is not plain Python."""
    try:
        return tuple(sorted(set(_imports(source))))
    except SyntaxError:  # a command to IPython may import anything
        return None


def _short(content: bytes) -> str:
    return sha256(content)[:DIGITS]
