"""One report kept up to date while its notebook or its params are edited.

Where only words changed, the outputs of the last run are taken again; anything else runs the whole
notebook, in a process of its own. Nothing is written to disk.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from nbformat import NotebookNode

from sendlib.errors import NotebookError, SendlibError
from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.report.placeholders import require_finished
from sendlib.run.confidential import tellable, without_folders
from sendlib.run.jobs import Job
from sendlib.run.notebook import execute
from sendlib.run.notebooks import notebook_path
from sendlib.run.shown import shown_of
from sendlib.run.supervise import Ended, Limits, run
from sendlib.run.track import INJECTED, Progress

SECONDS = 900.0
Loader = Callable[[], Job]


@dataclass(frozen=True)
class Refreshed:
    """What became of a change.

    page: the report as HTML; empty where there is a fault. fault: what is wrong, for a user.
    is_words: whether only words had changed. seconds: from the change to the page.
    """

    page: bytes
    fault: str
    is_words: bool
    seconds: float


@dataclass
class Watched:
    """A report that is watched. load: reads its params anew."""

    load: Loader
    _job: Job | None = None
    _executed: NotebookNode | None = None
    _files: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def is_changed(self, *paths: Path) -> bool:
        """Say whether one of some files was written to since the last call."""
        found = {path: _mark(path) for path in paths}
        changed, self._files = found != self._files, found
        return changed

    def refresh(self) -> Refreshed:
        """Return the report from params and notebook as they are now."""
        start = monotonic()
        job: Job | None = None
        is_words = False
        try:
            job = self.load()
            notebook = _read(notebook_path(job.notebook))
            is_words = self._is_executed(job, notebook)
            if is_words and self._executed is not None:
                executed = _with_words(self._executed, notebook)
            else:
                self._executed = None
                executed = _executed(job)
            self._job, self._executed = job, executed
            page, fault = _page(executed, job), ""
        except SendlibError as error:
            page, fault = b"", tellable(error, job.params) if job else str(error)
        return Refreshed(page, fault, is_words, monotonic() - start)

    def _is_executed(self, job: Job, notebook: NotebookNode) -> bool:
        """Say whether the outputs that are there are those of the notebook's code."""
        if self._executed is None or job != self._job:
            return False
        return _code(self._executed) == _code(notebook)


def _mark(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # an editor may be replacing it
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _read(path: Path) -> NotebookNode:
    try:
        text = path.read_text(encoding="utf-8")
        found: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise NotebookError(f"{path.name}: cannot be read: {error}") from error
    return found


def _code(notebook: NotebookNode) -> list[list[Any]]:
    """Return source and tags of the code cells but papermill's cell of values."""
    return [
        [cell.source, cell.metadata.get("tags", [])]
        for cell in notebook.cells
        if cell.cell_type == "code" and INJECTED not in cell.metadata.get("tags", ())
    ]


def _with_words(executed: NotebookNode, notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with the outputs that its code cells had before."""
    ran = (cell for cell in executed.cells if cell.cell_type == "code")
    merged = nbformat.from_dict({**notebook, "cells": []})  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.cell_type != "code":
            merged.cells.append(cell)
            continue
        before = next(ran)
        merged.cells.append(before)
        if "parameters" in before.metadata.get("tags", ()):
            merged.cells.append(next(ran))  # the values, which papermill puts there
    result: NotebookNode = merged
    return result


def _page(executed: NotebookNode, job: Job) -> bytes:
    shown = shown_of(without_folders(executed, job.params), job.params, job.report)
    document = read_document(shown)
    require_finished(document)
    return render_html(document).encode()


def _executed(job: Job) -> NotebookNode:
    (ended,) = run([job], _work, workers=1, limits=Limits(seconds=2 * SECONDS))
    return _result(ended)


def _result(ended: Ended[Job]) -> NotebookNode:
    if ended.result is None:
        raise NotebookError(f"at cell {ended.cell} of {ended.cells}: {ended.fault}")
    content, fault = ended.result
    if fault:
        raise NotebookError(fault)
    found: NotebookNode = nbformat.from_dict(json.loads(content))  # type: ignore[no-untyped-call]
    return found


def _work(task: Job, report_progress: Progress) -> tuple[str, str]:
    """Return an executed notebook as text, and what is wrong where it failed."""
    try:
        return json.dumps(execute(task.notebook, task.params, report_progress)), ""
    except SendlibError as error:
        return "", tellable(error, task.params)
