"""What a report was made from, and what was made: enough to make it again and to compare."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from sendlib.errors import RenderError

PROJECT = "sendlib"
REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


def manifest(
    *, report: str, params: Mapping[str, Any], inputs: Mapping[str, str], outputs: Mapping[str, str]
) -> str:
    """Return the manifest as JSON.

    Args:
        report: the report's name.
        params: the params the notebook ran with.
        inputs: sha256 of every file read, by path inside `data_raw`.
        outputs: sha256 of every other file written, by name.
    """
    content = {
        "report": report,
        "params": dict(params),
        "code": {"version": _version(PROJECT), "sha256": code_hash()},
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
    """Return one sha256 of all code and templates of the library, line ends aside."""
    root = Path(str(files(PROJECT)))
    total = hashlib.sha256()
    for path in sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
        if path.is_file() and path.suffix != ".pyc":
            total.update(path.relative_to(root).as_posix().encode() + b"\0")
            total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


@cache
def package_versions() -> dict[str, str]:
    """Return the version of every package the library requires, by name."""
    required = [line for line in metadata.requires(PROJECT) or [] if "extra ==" not in line]
    names = sorted(found.group(0) for line in required if (found := REQUIREMENT.match(line)))
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError as error:
        raise RenderError(
            f"{name} is not installed; `make` or `pip install -e .` does so"
        ) from error
