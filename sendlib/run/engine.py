"""papermill's engine `sendlib`: a notebook in the process that papermill runs in.

A kernel of its own costs a notebook its start and every import anew. Here the process is the
kernel, so it has to be one made for the notebook, such as a fork of one that has imported all.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager
from papermill.iorw import write_ipynb

from sendlib.run.shell import NotebookShell, notebook_shell
from sendlib.run.track import INJECTED, AtCell, Progress, Track

HAS_ALARM = hasattr(signal, "setitimer")
SAVE_SECONDS = 5.0  # between two states of a growing notebook that papermill is to write


class SendlibEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs the cells of a notebook one after the other, up to the first that fails."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        _kernel_name: str,
        *,
        execution_timeout: float | None = None,
        deadline: float | None = None,
        report_progress: Progress | None = None,
        track: Track | None = None,
        at_cell: AtCell | None = None,
        **_kwargs: Any,
    ) -> None:
        """Run a notebook.

        Args:
            nb_man: papermill's view of it.
            _kernel_name: of no use here; the notebook is Python's.
            execution_timeout: seconds a cell may take.
            deadline: moment of the monotonic clock at which the last cell has to be done.
            report_progress: called with the number of each cell before it runs, and how many
                there are.
            track: is told how far the notebook is.
            at_cell: called before each code cell with its place and all cells; it may put others
                in the place of those that have not run.

        Raises:
            CellTimeoutError: a cell took longer, or the deadline passed.
        """
        cells = nb_man.nb.cells
        track = track or Track()
        track.notebook = nb_man.nb
        count = sum(not _is_injected(cell) for cell in cells)
        with notebook_shell() as shell, _saved_at_times(nb_man) as save:
            for index, _ in enumerate(cells):
                if at_cell and cells[index].cell_type == "code":
                    at_cell(index, cells)
                    if index == len(cells):  # there is no cell any more
                        break
                cell = cells[index]
                track.cell += not _is_injected(cell)
                track.starts.setdefault(track.cell, time.monotonic())
                if report_progress and not _is_injected(cell):
                    report_progress(track.cell, count)
                seconds = _left(execution_timeout, deadline)
                if not _run(nb_man, shell, index, cell, seconds):
                    return
                save()


def _is_injected(cell: NotebookNode) -> bool:
    return INJECTED in cell.metadata.get("tags", ())


@contextmanager
def _saved_at_times(nb_man: NotebookExecutionManager) -> Iterator[Callable[[], None]]:
    """Give what saves a notebook, if it is time; papermill would twice a cell, which takes longer.

    Once all is done papermill saves it again.
    """
    path, nb_man.output_path = nb_man.output_path, None
    saved = time.monotonic()

    def save() -> None:
        nonlocal saved
        if path and time.monotonic() - saved >= SAVE_SECONDS:
            write_ipynb(nb_man.nb, path)
            saved = time.monotonic()

    try:
        yield save
    finally:
        nb_man.output_path = path


def _left(seconds: float | None, deadline: float | None) -> float | None:
    """Return the seconds that a cell may take, None for any number of them."""
    if deadline is None:
        return seconds
    left = max(deadline - time.monotonic(), 0.001)
    return min(seconds, left) if seconds else left


def _run(
    nb_man: NotebookExecutionManager, shell: NotebookShell, index: int, cell: NotebookNode,
    seconds: float | None,
) -> bool:  # fmt: skip
    """Run one cell, and say whether the next may run."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    nb_man.cell_start(cell, index)
    with _at_most(seconds, cell):
        cell.outputs, error = shell.run(cell.source)
    cell.execution_count = shell.execution_count - 1
    if error is None:
        _complete(nb_man, index, cell)
        return True
    if isinstance(error, CellTimeoutError | KeyboardInterrupt):
        raise error
    nb_man.cell_exception(cell, cell_index=index)
    return False


def _complete(nb_man: NotebookExecutionManager, index: int, cell: NotebookNode) -> None:
    """Have papermill note that a cell is done, but for its duration, for which it parses a date."""
    began = cell.metadata.papermill.pop("start_time")
    nb_man.cell_complete(cell, cell_index=index)
    noted = cell.metadata.papermill
    took = datetime.fromisoformat(noted["end_time"]) - datetime.fromisoformat(began)
    noted.update(start_time=began, duration=took.total_seconds())


@contextmanager
def _at_most(seconds: float | None, cell: NotebookNode) -> Iterator[None]:
    """Stop what takes longer, where the system has an alarm to set."""
    if not seconds or not HAS_ALARM:
        yield
        return

    def stop(*_: object) -> None:
        raise CellTimeoutError.error_from_timeout_and_cell(
            "the cell took too long", int(seconds), cell
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
