"""Runs of a notebook for one who edits it: only what changed and what follows, where it can be.

Where the system cannot fork, all of it.
"""

import json
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any, Protocol

from sendlib.errors import NotebookError, SendlibError
from sendlib.run.bookmarks import Cells, Wanted, read_cells, wait_at_start
from sendlib.run.confidential import tellable
from sendlib.run.jobs import Job
from sendlib.run.notebook import execute
from sendlib.run.supervise import beside, can_fork, run
from sendlib.run.track import Progress

LOOK_SECONDS = 0.1
ENDED = "the process that runs the notebook ended, most often for want of memory; start again"


class Stopped(Exception):
    """A run that nobody wants any more."""


class Runner(Protocol):
    """What runs a notebook."""

    def run(
        self, wanted: Wanted, before: int, *, is_unwanted: Callable[[], bool]
    ) -> Iterator[Cells]:
        """Run a notebook, and yield its cells as far as was wanted at once, and all in the end.

        Args:
            wanted: cells may differ from those of the last run from a place on.
            before: that place: the code cells before it are the same.
            is_unwanted: says whether to give up.

        Raises:
            NotebookError: a cell failed.
            Stopped: it was given up.
        """


class Anew:
    """Runs every notebook from the start, in a process of its own."""

    def run(
        self,
        wanted: Wanted,
        before: int,  # noqa: ARG002
        *,
        is_unwanted: Callable[[], bool],
    ) -> Iterator[Cells]:
        """Run all of a notebook and yield its cells."""
        (ended,) = run([wanted.job], _all, workers=1)
        if is_unwanted():
            raise Stopped
        if ended.result is None:
            raise NotebookError(f"at cell {ended.cell} of {ended.cells}: {ended.fault}")
        content, fault = ended.result
        if fault:
            raise NotebookError(fault)
        yield read_cells(content)


class Runs:
    """Runs of notebooks, as seen from outside. folder: where their places are called."""

    def __init__(self, folder: Path, is_there: Callable[[], bool]) -> None:
        self._folder, self._is_there = folder, is_there

    def run(
        self, wanted: Wanted, before: int, *, is_unwanted: Callable[[], bool]
    ) -> Iterator[Cells]:
        """Run a notebook from the last place before what differs."""
        place, said = self._called(before, is_unwanted)
        self._forget_after(place)
        try:
            with said:
                said.send(wanted)
                yield from _told(said, is_unwanted)
        except BaseException as error:
            self._forget_after(place)
            if isinstance(error, EOFError | OSError):
                raise NotebookError(ENDED) from error
            raise

    def _forget_after(self, place: int) -> None:
        """End the processes that wait at later places."""
        for later, path in self._places():
            if later > place:
                with suppress(ProcessLookupError):
                    os.kill(int(path.name.partition("-")[2]), signal.SIGKILL)
                path.unlink()

    def _places(self) -> list[tuple[int, Path]]:
        """Return the places that wait to be called, by number of code cells before them."""
        found = [path for path in self._folder.iterdir() if not path.suffix]
        return sorted((int(path.name.partition("-")[0]), path) for path in found)

    def _called(
        self, before: int, is_unwanted: Callable[[], bool]
    ) -> tuple[int, "Connection[Any, Any]"]:
        """Return the last place that answers with no more than some code cells before it."""
        while True:
            for place, path in reversed(self._places()):
                if place > before:
                    continue
                with suppress(ConnectionRefusedError):
                    return place, Client(str(path), family="AF_UNIX")
                path.unlink()  # its process is gone
            if not self._is_there():
                raise NotebookError(ENDED)
            if is_unwanted():
                raise Stopped
            time.sleep(LOOK_SECONDS)  # the first process is still importing


@contextmanager
def open_runs() -> Iterator[Runner]:
    """Give what runs notebooks, from any place if it can; all processes are ended afterwards."""
    if not can_fork():
        yield Anew()
        return
    with (
        tempfile.TemporaryDirectory(prefix="sendlib-") as folder,
        beside(Path(folder), wait_at_start) as is_there,
    ):
        yield Runs(Path(folder), is_there)


def _all(task: Job, report_progress: Progress) -> tuple[str, str]:
    """Return an executed notebook's cells as text, and what is wrong where it failed."""
    try:
        return json.dumps(execute(task.notebook, task.params, report_progress).cells), ""
    except SendlibError as error:
        return "", tellable(error, task.params)


def _told(said: "Connection[Any, Any]", is_unwanted: Callable[[], bool]) -> Iterator[Cells]:
    """Yield what a run tells."""
    process, is_all = said.recv(), False
    try:
        while not is_all:
            while not said.poll(LOOK_SECONDS):
                if is_unwanted():
                    raise Stopped
            content, fault, is_all = said.recv()
            if fault:
                raise NotebookError(fault)
            yield read_cells(content)
    finally:
        if not is_all:  # it would leave places behind that belong to cells that may not come again
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
