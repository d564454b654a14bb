"""What a report was made from, and what was made: enough to make it again and to compare."""

import hashlib
import json
import platform
import re
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from sendlib.errors import RenderError

PROJECT = "sendlib"
BUILTIN = {"name": "builtin"}
REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
SEPARATORS = re.compile(r"[-_.]+")


def manifest(
    *,
    report: str,
    params: Mapping[str, Any],
    inputs: Mapping[str, str],
    outputs: Mapping[str, str],
    engine: Mapping[str, str] = BUILTIN,
) -> str:
    """Return the manifest as JSON.

    Args:
        report: the report's name.
        params: the params the notebook ran with.
        inputs: sha256 of every file read, by path inside `data_raw`.
        outputs: sha256 of every other file written, by name.
        engine: what rendered HTML, PDF and DOCX: its name, and its version if it is not ours.
    """
    content = {
        "report": report,
        "params": dict(params),
        "code": {"version": version(), "sha256": code_hash()},
        "engine": dict(engine),
        "packages": package_versions(),
        "inputs": dict(sorted(inputs.items())),
        "outputs": dict(sorted(outputs.items())),
    }
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def sha256(content: bytes) -> str:
    """Return the sha256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


@cache
def code_hash() -> str:
    """Return one sha256 of the library, the notebooks and the register of data files.

    It follows from content alone: neither line ends nor outputs of a notebook that was run and
    saved count, nor which commit it is.
    """
    root = Path(str(files(PROJECT)))
    beside = [*(root.parent / "notebooks").glob("*.ipynb"), root.parent / "data_raw/sources.yml"]
    library = [path for path in root.rglob("*") if not _is_left_by_tools(path.relative_to(root))]
    total = hashlib.sha256()
    for path in sorted([*library, *beside], key=lambda path: path.relative_to(root.parent).parts):
        if path.is_file():
            total.update(path.relative_to(root.parent).as_posix().encode() + b"\0")
            total.update(_code_of(path) + b"\0")
    return total.hexdigest()


def _is_left_by_tools(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts)


def _code_of(path: Path) -> bytes:
    content = path.read_bytes().replace(b"\r\n", b"\n")
    if path.suffix != ".ipynb":
        return content
    notebook = json.loads(content)
    cells = [[cell["cell_type"], "".join(cell["source"])] for cell in notebook["cells"]]
    return json.dumps(cells).encode()


@cache
def package_versions() -> dict[str, str]:
    """Return the version of Python and of every package sendlib needs, or these need in turn.

    What a package asks for on other systems only, and is not installed here, is left out.
    """
    versions = {"python": platform.python_version()}
    coming = _required(PROJECT)
    while coming:
        name = coming.pop()
        if name in versions:
            continue
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        coming |= _required(name)
    return dict(sorted(versions.items()))


def _required(package: str) -> set[str]:
    lines = [line for line in metadata.requires(package) or () if "extra ==" not in line]
    found = [match.group(0) for line in lines if (match := REQUIREMENT.match(line))]
    return {SEPARATORS.sub("-", name).lower() for name in found}


def version() -> str:
    """Return the version of sendlib.

    Raises:
        RenderError: it is not installed.
    """
    try:
        return metadata.version(PROJECT)
    except metadata.PackageNotFoundError as error:
        raise RenderError(
            f"{PROJECT} is not installed; `make` or `pip install -e .` does so"
        ) from error
