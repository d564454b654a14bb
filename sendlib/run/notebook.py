"""One notebook run through papermill on one params file."""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from sendlib.errors import NotebookError
from sendlib.params.load import to_notebook
from sendlib.params.model import ReportParams

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TIMEOUT_SECONDS = 900
START_SECONDS = 180
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def notebook_path(report: str) -> Path:
    """Return the notebook of a report: evidence-base is notebooks/evidence_base.ipynb.

    Raises:
        NotebookError: there is no such notebook.
    """
    path = NOTEBOOKS / f"{report.replace('-', '_')}.ipynb"
    if path.is_file():
        return path
    if not NOTEBOOKS.is_dir():
        raise NotebookError(
            f"{NOTEBOOKS}: no such folder: sendlib was installed without its notebooks; install "
            "it from its own folder with `pip install -e .`"
        )
    known = sorted(found.stem.replace("_", "-") for found in NOTEBOOKS.glob("*.ipynb"))
    raise NotebookError(
        f"there is no report {report!r}; allowed: {', '.join(known)} (those of {NOTEBOOKS})"
    )


def execute(report: str, params: ReportParams) -> NotebookNode:
    """Run a report's notebook and return it executed.

    papermill only warns about a parameter that the notebook does not know, and the report would go
    out with the default area's figures; so names are compared first.

    Raises:
        NotebookError: names differ, a cell failed or took too long, or the kernel died.
    """
    path = notebook_path(report)
    values = to_notebook(params)
    _require_same_names(path, values)
    try:
        with tempfile.TemporaryDirectory(prefix="sendlib-") as sockets:
            # no output path: papermill would write the growing notebook after every cell
            executed: NotebookNode = papermill.execute_notebook(
                str(path),
                None,
                parameters=values,
                kernel_name="python3",
                progress_bar=False,
                log_output=False,
                start_timeout=START_SECONDS,
                execution_timeout=TIMEOUT_SECONDS,
                config=kernel_config(Path(sockets)),
            )
    except PapermillExecutionError as error:
        # counted from 1, without the cell of values that papermill puts after the parameters
        cell = max(error.cell_index, 1)
        raise NotebookError(f"{path.name}, cell {cell}: {error.ename}: {error.evalue}") from error
    except CellTimeoutError as error:
        raise NotebookError(
            f"{path.name}: a cell took more than {TIMEOUT_SECONDS} seconds and was stopped"
        ) from error
    except DeadKernelError as error:
        raise NotebookError(
            f"{path.name}: its Python process died, most often for want of memory; close other "
            "programs, or build with --jobs 1"
        ) from error
    return executed


def kernel_config(sockets: Path) -> Config:
    """Return how a kernel is started: with sockets of its own.

    With TCP, kernels that start together now and then take one port, so that sockets lie in the
    file system, each kernel's in a folder of its own; Windows has no others than TCP.

    Args:
        sockets: a folder that no other kernel uses.
    """
    network = {"transport": "ipc", "ip": str(sockets / "kernel")}
    return Config(
        {
            "KernelManager": {"transport": "tcp"} if os.name == "nt" else network,
            # a kernel's own log and its history of commands are of no use to anyone here
            "NotebookClient": {
                "extra_arguments": ["--log-level=CRITICAL", "--HistoryManager.enabled=False"]
            },
        }
    )


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
