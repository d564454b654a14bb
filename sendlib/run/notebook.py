"""One notebook run through papermill on one params file."""

import re
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from sendlib.errors import NotebookError
from sendlib.params.load import to_notebook
from sendlib.params.region import AnyParams
from sendlib.run.engine import Progress
from sendlib.run.notebooks import notebook_path

TIMEOUT_SECONDS = 900
ENGINE = "sendlib"  # the one that this package registers with papermill
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def execute(
    report: str, params: AnyParams, report_progress: Progress | None = None
) -> NotebookNode:
    """Run a report's notebook in this process and return it executed.

    papermill only warns about a parameter that the notebook does not know, and the report would go
    out with the default area's figures; so names are compared first.

    Args:
        report: which one.
        params: what it is run with.
        report_progress: called with the number of each cell, and how many there are.

    Raises:
        NotebookError: names differ, or a cell failed or took too long.
    """
    path = notebook_path(report)
    values = to_notebook(params)
    _require_same_names(path, values)
    try:
        # no output path: papermill would write the growing notebook after every cell
        executed: NotebookNode = papermill.execute_notebook(
            str(path),
            None,
            parameters=values,
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            execution_timeout=TIMEOUT_SECONDS,
            report_progress=report_progress,
        )
    except PapermillExecutionError as error:
        # counted from 1, without the cell of values that papermill puts after the parameters
        cell = max(error.cell_index, 1)
        raise NotebookError(f"{path.name}, cell {cell}: {error.ename}: {error.evalue}") from error
    except CellTimeoutError as error:
        raise NotebookError(
            f"{path.name}: a cell took more than {TIMEOUT_SECONDS} seconds and was stopped"
        ) from error
    return executed


def details_of(error: NotebookError) -> str:
    """Return what the kernel told of a failure, its traceback as plain text."""
    return COLOURS.sub("", str(error.__cause__ or "")).strip()


def _require_same_names(path: Path, values: dict[str, Any]) -> None:
    known = set(papermill.inspect_notebook(str(path)))
    if known != set(values):
        raise NotebookError(
            f"{path.name}: its parameters cell holds {', '.join(sorted(known))}; the params model "
            f"has {', '.join(sorted(values))}; make them the same"
        )
