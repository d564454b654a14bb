"""One report kept up to date while its notebook or its params are edited.

Where only words changed, the outputs of the last run are taken again. Where code changed, cells run
from there on: the page is shown when those that changed have run, and again when all have. Other
params run the whole notebook. Nothing is written to disk.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from nbformat import NotebookNode

from sendlib.errors import SendlibError
from sendlib.params.region import RegionParams
from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.report.placeholders import require_finished
from sendlib.run.bookmarks import Cells, Wanted, code_cells
from sendlib.run.confidential import tellable, without_folders
from sendlib.run.jobs import Job
from sendlib.run.notebooks import not_a_notebook, notebook_path
from sendlib.run.own import own_digest, reads_own_files
from sendlib.run.plan import Now
from sendlib.run.runs import Anew, Runner, Stopped
from sendlib.run.shown import shown_of
from sendlib.run.track import INJECTED

WORDS, CHANGED, FOLLOWING, WHOLE = "words", "what changed", "what follows", "whole report"
PARAMETERS = "parameters"


@dataclass(frozen=True)
class Refreshed:
    """What became of a change.

    page: the report as HTML; empty where there is a fault. fault: what is wrong, for a user. what:
    was made anew. seconds: from the change to the page.
    """

    page: bytes
    fault: str
    what: str
    seconds: float


@dataclass
class Watched:
    """A report that is watched.

    load: reads its params anew. files: that are looked at. runs: run its notebook.
    """

    load: Callable[[], Job]
    files: Sequence[Path]
    runs: Runner
    _rested_on: tuple[Job, object, str] | None = None
    _ran: Cells = field(default_factory=list)  # code cells of the last run
    _seen: tuple[tuple[int, int], ...] = ()

    def is_changed(self) -> bool:
        """Say whether a file was written to since the last refresh began."""
        return self._marks() != self._seen

    def refresh(self) -> Iterator[Refreshed]:
        """Yield the report from params and notebook as they are now, a first time if that helps."""
        start, self._seen = monotonic(), self._marks()
        job: Job | None = None
        try:
            job = self.load()
            notebook = _read(notebook_path(job.notebook))
            for code, what in self._run(job, notebook):
                # new cells beside what others showed before may not go together for a moment
                with suppress(*((SendlibError,) if what == CHANGED else ())):
                    page = _page(_with_outputs(notebook, code), job)
                    yield Refreshed(page, "", what, monotonic() - start)
        except Stopped:  # there is another change
            return
        except SendlibError as error:
            fault = tellable(error, job.params) if job else str(error)
            yield Refreshed(b"", fault, WHOLE, monotonic() - start)

    def _runner(self, job: Job) -> Runner:
        """Return what runs a notebook; one on records of persons leaves no process behind.

        What protects these may keep threads at work, which no fork has.
        """
        params = job.params
        is_local = reads_own_files(params) or params.is_demo or isinstance(params, RegionParams)
        return Anew() if is_local else self.runs

    def _rests_on(self, job: Job) -> tuple[Job, object, str]:
        """Return what a run rests on besides the notebook."""
        return job, Now().editions(job), own_digest(job.params)

    def _marks(self) -> tuple[tuple[int, int], ...]:
        return tuple(map(_mark, self.files))

    def _run(self, job: Job, notebook: NotebookNode) -> Iterator[tuple[Cells, str]]:
        """Yield the code cells as they have run, and what of them is new."""
        values = [cell for cell in self._ran if INJECTED in _tags(cell)]
        cells = _with_values(notebook.cells, values)
        code = code_cells(cells)
        before = _alike(self._ran, code)
        rests_on, runner = self._rests_on(job), self._runner(job)
        is_same = rests_on == self._rested_on
        if is_same and before == len(code) == len(self._ran):
            yield self._ran, WORDS
            return
        if not is_same or before <= _first_free(self._ran) or runner is not self.runs:
            (ran,) = runner.run(Wanted(job), 0, is_unwanted=self.is_changed)
            self._rested_on, self._ran = rests_on, code_cells(ran)
            yield self._ran, WHOLE
            return
        left = min(len(code), len(self._ran)) - before
        after = min(_alike(self._ran[::-1], code[::-1]), left)
        wanted = Wanted(job, json.dumps(cells), until=len(code) - after if after else 0)
        for ran in runner.run(wanted, before, is_unwanted=self.is_changed):
            found = code_cells(ran)
            if missing := len(code) - len(found):  # these show for now what they showed
                yield [*found, *self._ran[-missing:]], CHANGED
                continue
            self._ran = found
            yield found, FOLLOWING


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
        raise not_a_notebook(path, error) from error
    return found


def _tags(cell: NotebookNode) -> Sequence[str]:
    tags: Sequence[str] = cell.metadata.get("tags", ())
    return tags


def _alike(some: Cells, others: Cells) -> int:
    """Return how many cells from the first on are the same code."""
    pairs = zip(some, others, strict=False)
    same = takewhile(lambda pair: _source(pair[0]) == _source(pair[1]), pairs)
    return sum(1 for _ in same)


def _source(cell: NotebookNode) -> tuple[Any, ...]:
    return (cell.source, *_tags(cell))


def _first_free(ran: Cells) -> int:
    """Return the place of the cell of values: what comes before another cell can run again."""
    places = [place for place, cell in enumerate(ran) if INJECTED in _tags(cell)]
    return places[0] if places else len(ran)


def _with_values(cells: Cells, values: Cells) -> Cells:
    """Return a notebook's cells with papermill's cell of values where it puts it."""
    return [one for cell in cells for one in (cell, *(values if PARAMETERS in _tags(cell) else ()))]


def _with_outputs(notebook: NotebookNode, code: Cells) -> NotebookNode:
    """Return a notebook with code cells that have run, words from the notebook."""
    values = [cell for cell in code if INJECTED in _tags(cell)]
    ran = iter(code)
    merged = nbformat.from_dict({**notebook, "cells": []})  # type: ignore[no-untyped-call]
    for cell in _with_values(notebook.cells, values):
        merged.cells.append(next(ran) if cell.cell_type == "code" else cell)
    result: NotebookNode = merged
    return result


def _page(executed: NotebookNode, job: Job) -> bytes:
    shown = shown_of(without_folders(executed, job.params), job.params, job.report)
    document = read_document(shown)
    require_finished(document)
    return render_html(document).encode()
