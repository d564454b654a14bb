"""A report as it lies in its folder: its manifest, its tables, and the words of its notebook."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS
from sendlib.errors import RenderError
from sendlib.report.blocks import Document
from sendlib.report.bundles import COMPARISON_KEYS, FIGURE_KEYS
from sendlib.report.cells import faults
from sendlib.report.document import read_document
from sendlib.report.manifest import BUILTIN

MANIFEST = "manifest.json"
NOTEBOOK = "notebook.ipynb"

Row = Mapping[str, str]
Rows = Mapping[tuple[str, ...], Row]


class Code(BaseModel):
    """Which code made a report: its version, and the hash of its content."""

    model_config = ConfigDict(frozen=True, extra="allow")

    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.version} ({self.sha256[:8]})"


class Manifest(BaseModel):
    """What a report was made from, and the sha256 of every file that was made."""

    model_config = ConfigDict(frozen=True, extra="allow")

    report: str
    params: dict[str, Any]
    code: Code
    engine: dict[str, str] = Field(default_factory=lambda: dict(BUILTIN))
    packages: dict[str, str]
    inputs: dict[str, str]
    outputs: dict[str, str]


@dataclass(frozen=True)
class Edition:
    """One build of a report.

    folder: where it lies. figures, comparisons, findings: rows of its tables by their keys, as
    text. document: its words, None where they cannot be read; fault says why.
    """

    folder: Path
    manifest: Manifest
    figures: Rows
    comparisons: Rows
    findings: Rows
    document: Document | None
    fault: str = ""


def report_folder(path: Path) -> Path:
    """Return the folder of a report, named itself or by its manifest.

    Raises:
        RenderError: no report lies there; those that lie below are named.
    """
    folder = path.parent if path.name == MANIFEST else path
    if (folder / MANIFEST).is_file():
        return folder
    below = sorted(found.parent.as_posix() for found in folder.glob(f"*/{MANIFEST}"))
    below = below or sorted(found.parent.as_posix() for found in folder.glob(f"*/*/{MANIFEST}"))
    advice = f"did you mean {' or '.join(below[:3])}?" if below else (
        "give the folder of a report, such as reports/york/evidence-base"
    )  # fmt: skip
    what = f"no {MANIFEST} in it" if folder.is_dir() else "no such folder"
    raise RenderError(f"{folder.as_posix()}: {what}; {advice}")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a report.

    Raises:
        RenderError: it cannot be read, or is not what a build leaves.
    """
    path = folder / MANIFEST
    advice = "build the report anew, or put the file back as it was built"
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise RenderError(
            f"{path.as_posix()}: cannot be read: {error.strerror}; {advice}"
        ) from error
    except ValidationError as error:
        raise RenderError(f"{path.as_posix()}: damaged: {faults(error)}; {advice}") from error


def read_edition(path: Path) -> Edition:
    """Return the report in a folder, to be set beside another.

    Raises:
        RenderError: there is none, or its manifest or tables cannot be read.
    """
    folder = report_folder(path)
    document, fault = _document(folder / NOTEBOOK)
    return Edition(
        folder=folder,
        manifest=read_manifest(folder),
        figures=_rows(folder / "figures.csv", FIGURE_COLUMNS, FIGURE_KEYS),
        comparisons=_rows(folder / "comparisons.csv", COMPARISON_COLUMNS, COMPARISON_KEYS),
        findings=_rows(folder / "findings.csv", FINDING_COLUMNS, FINDING_COLUMNS),
        document=document,
        fault=fault,
    )


def _rows(path: Path, columns: Sequence[str], keys: Sequence[str]) -> Rows:
    """Return a table by its keys; one that was written by an older version may lack columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream, restval="")
            absent = sorted(set(keys) - set(table.fieldnames or ()))
            rows = [{name: row.get(name) or "" for name in columns} for row in table]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is no CSV file"
        raise RenderError(
            f"{path.as_posix()}: cannot be read: {reason}; build the report anew"
        ) from error
    if absent:
        raise RenderError(
            f"{path.as_posix()}: columns absent: {', '.join(absent)}; build the report anew"
        )
    return {tuple(row[key] for key in keys): row for row in rows}


def _document(path: Path) -> tuple[Document | None, str]:
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        return read_document(notebook), ""
    except OSError as error:
        return None, f"{path.as_posix()}: cannot be read: {error.strerror}"
    except (RenderError, ValueError, nbformat.ValidationError) as error:
        line = str(error).splitlines()[0]
        return None, f"{path.as_posix()}: not as this version of sendlib writes it: {line[:200]}"
