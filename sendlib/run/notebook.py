"""One notebook run through papermill on one params file."""

import re
import time
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode, ValidationError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.translators import papermill_translators

from sendlib.errors import NotebookError
from sendlib.params.load import to_notebook
from sendlib.params.region import AnyParams
from sendlib.run.notebooks import not_a_notebook, notebook_path
from sendlib.run.track import TIMEOUT_SECONDS, AtCell, Progress, Track

ENGINE = "sendlib"  # the one that this package registers with papermill
PYTHON = {"kernel_name": "python3", "language": "python"}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class NotebookStopped(NotebookError):
    """A notebook failed at a cell; `track` has it as far as it came."""

    def __init__(self, message: str, track: Track) -> None:
        super().__init__(message)
        self.track = track


def execute(
    report: str,
    params: AnyParams,
    report_progress: Progress | None = None,
    *,
    seconds: float | None = TIMEOUT_SECONDS,
    track: Track | None = None,
    at_cell: AtCell | None = None,
) -> NotebookNode:
    """Run a report's notebook in this process and return it executed.

    The steps are those of `papermill.execute_notebook`, but for two: papermill only warns about a
    parameter that the notebook does not know, and the report would go out with the default area's
    figures; so names are compared first. And it writes the notebook as text even where that goes
    nowhere.

    Args:
        report: which one.
        params: what it is run with.
        report_progress: called with the number of each cell, and how many there are.
        seconds: that all its cells together may take, None for any number.
        track: is told how far the notebook is.
        at_cell: called before each code cell, as the engine says.

    Raises:
        NotebookError: it is no notebook, or names differ.
        NotebookStopped: a cell failed, or the notebook took too long.
    """
    path, values = notebook_path(report), to_notebook(params)
    notebook = read_notebook(path)
    _require_same_names(path, notebook, values)
    filled = parameterize_notebook(notebook, values, engine_name=ENGINE, **PYTHON)
    track = track or Track()
    try:
        executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
            ENGINE,
            filled,
            PYTHON["kernel_name"],
            progress_bar=False,
            deadline=None if seconds is None else time.monotonic() + seconds,
            report_progress=report_progress,
            track=track,
            at_cell=at_cell,
        )
        raise_for_execution_errors(executed, None)
    except PapermillExecutionError as error:
        what = f"{path.name}, cell {track.cell}: {error.ename}: {error.evalue}"
        raise NotebookStopped(what, track) from error
    except CellTimeoutError as error:
        raise NotebookStopped(
            f"{path.name}, cell {track.cell}: the notebook had not ended after {seconds:g} "
            "seconds and was stopped; --timeout gives it more",
            track,
        ) from error
    return executed


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook as papermill has it before it runs.

    Raises:
        NotebookError: the file is no notebook.
    """
    try:
        found: NotebookNode = load_notebook_node(str(path))
    except (OSError, ValueError, TypeError, AttributeError, ValidationError) as error:
        raise not_a_notebook(path, error) from error
    return found


def details_of(error: NotebookError) -> str:
    """Return what the kernel told of a failure, its traceback as plain text."""
    return COLOURS.sub("", str(error.__cause__ or "")).strip()


def _require_same_names(path: Path, notebook: NotebookNode, values: dict[str, Any]) -> None:
    translator = papermill_translators.find_translator(**PYTHON)
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.tags]
    known = {parameter.name for cell in cells for parameter in translator.inspect(cell)}
    if known != set(values):
        raise NotebookError(
            f"{path.name}: its parameters cell holds {', '.join(sorted(known))}; the params model "
            f"has {', '.join(sorted(values))}; make them the same"
        )
