"""Places in a notebook's run to go back to: each a process that stopped before a cell, and waits.

Whoever edits a notebook sees what a changed cell shows without the cells before it run again. What
goes on from a place is a fork of the process that stopped there, so its variables are those that
the cells before left, whatever ran later.
"""

import json
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from sendlib.errors import SendlibError
from sendlib.run.confidential import tellable
from sendlib.run.jobs import Job
from sendlib.run.notebook import execute
from sendlib.run.track import INJECTED, Progress, Track

START = 0  # the place before anything ran
APART_SECONDS = 0.2  # of work between two places; more of them would cost memory for little
Cells = list[NotebookNode]


@dataclass(frozen=True)
class Wanted:
    """What is asked for at a place.

    job: whose notebook. cells: all of the notebook's as JSON, to run those from the place on; ""
    at the start. until: code cells after which what there is is wanted at once, 0 for none.
    """

    job: Job
    cells: str = ""
    until: int = 0


def read_cells(content: str) -> Cells:
    """Return cells from JSON."""
    found: Cells = nbformat.from_dict(json.loads(content))  # type: ignore[no-untyped-call]
    return found


def code_cells(cells: Cells) -> Cells:
    """Return the cells that are code."""
    return [cell for cell in cells if cell.cell_type == "code"]


@dataclass
class _Marks:
    """The places of a run, made as it gets on. said: where the one who wants it hears of it."""

    folder: Path
    said: "Connection[Any, Any] | None" = None
    track: Track = field(default_factory=Track)
    until: int = 0
    last: float = 0.0  # processor seconds of this process at the last place

    def __call__(self, index: int, cells: Cells) -> None:
        """Leave a process behind that waits here, and go on; called, it goes on with other cells.

        Args:
            index: of the code cell that is next.
            cells: of the notebook; those from the next on are replaced.
        """
        place = len(code_cells(cells[:index]))
        if self.until and place == self.until:
            self.tell(cells[:index], is_all=False)
        if time.process_time() - self.last < APART_SECONDS:
            return
        wanted = self.wait(place)
        if wanted is None:
            return
        if self.until and place == self.until:
            self.tell(cells[:index], is_all=False)
        others = read_cells(wanted.cells)
        code = [at for at, cell in enumerate(others) if cell.cell_type == "code"]
        left = code[place] if place < len(code) else len(others)
        for cell in others[left:]:  # as papermill has them at the start
            cell.metadata["papermill"] = {"status": "pending"}
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        cells[index:] = others[left:]
        self.track.cell = sum(
            INJECTED not in cell.metadata.get("tags", ()) for cell in others[:left]
        )

    def wait(self, place: int) -> Wanted | None:
        """Leave a process behind and return None; in forks of it, return what is wanted of them.

        A place that cannot be made, for want of memory say, is none; but there has to be the first.
        """
        with socket.socket(socket.AF_UNIX) as listening:
            try:
                waits = self._left_behind(place, listening)
            except OSError:
                if place == START:
                    raise
                return None
            return None if waits else self._called(listening)

    def _left_behind(self, place: int, listening: socket.socket) -> bool:
        """Have a process listen at a place, at the start this one; return False in it."""
        unnamed = self.folder / f"{place}.new"
        unnamed.unlink(missing_ok=True)  # of a process that was ended just here
        listening.bind(str(unnamed))
        listening.listen()
        self.last = time.process_time()
        waits = os.getpid() if place == START else os.fork()
        if waits:
            unnamed.rename(self.folder / f"{place}-{waits}")  # who finds it can call
        return bool(waits) and place != START

    def _called(self, listening: socket.socket) -> Wanted:
        """Wait for calls, and return each in a fork of its own; end with the first process."""
        if self.said is not None:
            self.said.close()
        first = multiprocessing.parent_process()
        before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
        while True:
            if first is not None and first.sentinel in wait([listening, first.sentinel]):
                os._exit(1)
            called, _ = listening.accept()
            if os.fork():
                called.close()
                continue
            signal.signal(signal.SIGCHLD, before)
            self.said, self.last = Connection(called.detach()), time.process_time()
            self.said.send(os.getpid())
            wanted: Wanted = self.said.recv()
            self.until = wanted.until
            return wanted

    def tell(self, cells: Sequence[NotebookNode], *, is_all: bool = True, fault: str = "") -> None:
        """Tell of the cells that have run, or what went wrong."""
        if self.said is not None:
            self.said.send((json.dumps(cells), fault, is_all))


def wait_at_start(task: Path, report_progress: Progress) -> None:  # noqa: ARG001
    """Run notebooks, each in a fork of this process; it ends when it is ended.

    Args:
        task: folder where the places are called.
        report_progress: of no use here.
    """
    marks = _Marks(task)
    wanted = marks.wait(START)
    with suppress(ConnectionError, EOFError):  # whoever wanted it has gone
        if wanted is not None:
            _run(wanted.job, marks)
    os._exit(0)


def _run(job: Job, marks: _Marks) -> None:
    try:
        ran = execute(job.notebook, job.params, seconds=None, track=marks.track, at_cell=marks)
    except SendlibError as error:
        marks.tell([], fault=tellable(error, job.params))
    except Exception as error:  # a bug is told as well
        marks.tell([], fault=f"a fault in the program: {type(error).__name__}: {error}")
    else:
        marks.tell(ran.cells)
